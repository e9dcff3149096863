import type { AwsProfile, AwsSettings } from '../../../customers/index.ts';
import type { CredentialKind } from '../../errors/about.ts';

/** The kinds of credentials that a profile can have by itself. */
export type ProfileKind = Exclude<CredentialKind, 'environment' | 'machine' | 'mfa'>;

/** Where a profile's kind of credentials is written, for those who are told which of several is used. */
export type HeldKind = ProfileKind | 'keys in the credentials file' | 'keys in the config file';

/**
 * How a profile's credentials come to be, in the AWS CLI's order (botocore's credentials.py): a role, a web identity,
 * SSO, keys of the credentials file, `aws login`, credential_process, keys of the config file.
 * @param asSource for a profile that another names as its source: there keys of its own come before a role of its own
 * @returns undefined for a profile that has none; a kind also where it is only half there, which is an error and no
 * reason to take the next one
 */
export function credentialKind(profile: AwsProfile, asSource = false): ProfileKind | undefined {
  const [first] = heldKinds(profile, asSource);
  return first?.startsWith('keys') ? 'keys' : (first as ProfileKind | undefined);
}

/** Every kind that a profile holds, the one that is used first. Parameters as of {@link credentialKind}. */
export function heldKinds(profile: AwsProfile, asSource = false): readonly HeldKind[] {
  const { raw } = profile;
  const { credentials, config } = byFile(profile);
  const hasToken = Boolean(raw.web_identity_token_file);
  const isRole = raw.role_arn !== undefined && !hasToken && !(asSource && hasAnyKey(raw));
  const isSso = raw.sso_account_id !== undefined || raw.sso_role_name !== undefined;
  const held: readonly (readonly [HeldKind, boolean])[] = [
    ['role', isRole],
    ['web-identity', hasToken],
    ['sso', isSso],
    ['keys in the credentials file', credentials.aws_access_key_id !== undefined],
    ['login', raw.login_session !== undefined],
    ['process', raw.credential_process !== undefined],
    ['keys in the config file', config.aws_access_key_id !== undefined],
  ];
  const found = held.flatMap(([kind, isHeld]) => (isHeld ? [kind] : []));
  // By itself a token for other services, and here a profile that somebody has not finished.
  return found.length === 0 && Object.keys(raw).some((name) => name.startsWith('sso_')) ? ['sso'] : found;
}

/** Whether a part of a key is in the profile: then it is its own source (as in the AWS CLI). */
export const hasAnyKey = (raw: AwsSettings): boolean =>
  raw.aws_access_key_id !== undefined || raw.aws_secret_access_key !== undefined;

/** What each file says of a profile. */
export const byFile = ({
  raw,
  inConfig = raw,
  inCredentials = {},
}: AwsProfile): { readonly credentials: AwsSettings; readonly config: AwsSettings } => ({
  credentials: inCredentials,
  config: inConfig,
});
