import type { SignIn } from '../result.ts';

/** How the credentials in use come to be; decides what renews them. */
export type CredentialKind =
  'keys' | 'sso' | 'login' | 'process' | 'role' | 'web-identity' | 'environment' | 'machine' | 'mfa';

/** What was being done, to whom and with what, when something failed: the words a remedy needs. */
export interface AskedAbout {
  /** As in the allow-list, e.g. `ses:ListContacts`; `credentials` for a look-up that asks no service of ours. */
  readonly operation?: string;
  /** The profile whose credentials were used or looked up. */
  readonly profile?: string;
  readonly credentialKind?: CredentialKind;
  /** The `[sso-session …]` that the profile signs in by. */
  readonly ssoSession?: string;
  /** The multi-factor device whose code was given, and the profile that names it. */
  readonly mfa?: { readonly serial: string; readonly profile: string };
  readonly roleArn?: string;
  /** The profile that the role's settings stand in; absent where config.json names the role. */
  readonly roleProfile?: string;
  readonly region?: string;
  /** Where requests were sent, when that is not AWS's own endpoint. */
  readonly endpoint?: string;
  readonly contactList?: string;
  /** HTTP status of the sign-in service's answer, which the SDK's own error has lost. */
  readonly signInStatus?: number;
}

/** `profile hts`, or what stands in for it, in a sentence. */
export const credentialsOf = (about: AskedAbout): string => {
  if (about.profile !== undefined) return `profile ${about.profile}`;
  if (about.credentialKind === 'environment') return 'the AWS_ACCESS_KEY_ID of the environment';
  return 'the credentials in use';
};

/** What credentials have in common with others that come from the same place; undefined where that is not known. */
export function causeOf({ ssoSession, profile, credentialKind }: AskedAbout): string | undefined {
  if (credentialKind === 'sso' && ssoSession !== undefined) return `sso-session ${ssoSession}`;
  if (profile !== undefined) return `profile ${profile}`;
  return credentialKind === 'environment' ? 'environment' : undefined;
}

/** The AWS CLI's sign-in that renews these credentials; undefined where it is another tool's, or nobody's, business. */
export function signInOf({ credentialKind, profile }: AskedAbout): SignIn | undefined {
  if (credentialKind !== 'sso' && credentialKind !== 'login') return undefined;
  return { kind: credentialKind, profile: profile ?? 'default' };
}

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
    case 'process':
      return `Sign in again with the tool that credential_process of profile ${profile ?? 'default'} names, then ask again.`;
    case 'web-identity':
      return `Have the token file renewed${profile === undefined ? '' : ` that web_identity_token_file of profile ${profile} names`}, then ask again.`;
    case 'mfa':
      return 'Ask again: a new multi-factor code will be asked for.';
    case 'keys':
    case 'role':
    case 'machine':
    case undefined:
      return profile === undefined
        ? 'Renew the AWS credentials in use, then ask again.'
        : `Renew the credentials of profile ${profile} with the tool that wrote them (or \`aws sso login --profile ${profile}\`), then ask again.`;
  }
}
