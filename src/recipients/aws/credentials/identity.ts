import type { AwsCredentialIdentity } from '@smithy/types';
import type { AwsProfile } from '../../customers/index.ts';
import type { CredentialKind } from '../errors/about.ts';

/** Credentials and where they come from. */
export interface Identity {
  readonly credentials: AwsCredentialIdentity;
  /** Only where a service of AWS vouches for it, not where a file merely claims it. */
  readonly accountId?: string;
  readonly kind: CredentialKind;
  /** The profile they come from; absent for the environment and the machine's own. */
  readonly profile?: AwsProfile;
}

/** How a profile's credentials come to be, in the order in which the AWS SDK decides (role, keys, …). */
export function credentialKind(profile: AwsProfile): CredentialKind {
  const { raw } = profile;
  if (raw.role_arn !== undefined && (raw.source_profile ?? raw.credential_source) !== undefined)
    return 'role';
  if (raw.aws_access_key_id !== undefined && raw.aws_secret_access_key !== undefined) return 'keys';
  if (raw.web_identity_token_file !== undefined && raw.role_arn !== undefined) return 'web-identity';
  if (raw.credential_process !== undefined) return 'process';
  if (Object.keys(raw).some((key) => key.startsWith('sso_'))) return 'sso';
  if (raw.login_session !== undefined) return 'login';
  return 'keys';
}
