/** How the credentials in use come to be; decides what renews them. */
export type CredentialKind =
  'keys' | 'sso' | 'login' | 'process' | 'role' | 'web-identity' | 'environment' | 'machine';

/** What was being done, to whom and with what, when something failed: the words a remedy needs. */
export interface AskedAbout {
  /** As in the allow-list, e.g. `ses:ListContacts`; `credentials` for a look-up that asks no service of ours. */
  readonly operation?: string;
  /** The profile whose credentials were used or looked up. */
  readonly profile?: string;
  readonly credentialKind?: CredentialKind;
  readonly roleArn?: string;
  readonly region?: string;
  /** Where requests were sent, when that is not AWS's own endpoint. */
  readonly endpoint?: string;
  readonly contactList?: string;
}

/** `profile hts`, or what stands in for it, in a sentence. */
export const credentialsOf = (about: AskedAbout): string => {
  if (about.profile !== undefined) return `profile ${about.profile}`;
  if (about.credentialKind === 'environment') return 'the AWS_ACCESS_KEY_ID of the environment';
  return 'the credentials in use';
};

/** What renews credentials that have run out, as exact as their kind allows. */
export function renewal(about: AskedAbout): string {
  const { profile } = about;
  switch (about.credentialKind) {
    case 'sso':
      return `Run \`aws sso login --profile ${profile ?? 'default'}\`, then ask again.`;
    case 'login':
      return `Run \`aws login --profile ${profile ?? 'default'}\`, then ask again.`;
    case 'environment':
      return 'Renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN in the environment, then ask again.';
    case 'keys':
    case 'process':
    case 'role':
    case 'web-identity':
    case 'machine':
    case undefined:
      return profile === undefined
        ? 'Renew the AWS credentials in use, then ask again.'
        : `Renew the credentials of profile ${profile} with the tool that wrote them (or \`aws sso login --profile ${profile}\`), then ask again.`;
  }
}
