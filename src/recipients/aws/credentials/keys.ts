import type { AwsProfile } from '../../../customers/index.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { halfKeys } from '../../errors/profile-failures.ts';
import { byFile } from './credential-kind.ts';
import type { Identity } from './identity.ts';

/**
 * The keys of an IAM user, or of a session that a tool wrote down, that are in the profile itself. All parts are of one
 * file, the credentials file's first, as in the AWS CLI: those of two files may be two people's.
 * @throws CustomerFailure `ProfileIncomplete` where a part is missing or empty
 */
export function keysIdentity(profile: AwsProfile): Identity {
  const { credentials, config } = byFile(profile);
  const isInCredentials = credentials.aws_access_key_id !== undefined;
  const keys = isInCredentials ? credentials : config;
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = keys;
  if (!accessKeyId || !secretAccessKey)
    throw new CustomerFailure(halfKeys(profile, isInCredentials ? 'credentials' : 'config'));
  const sessionToken = keys.aws_security_token ?? keys.aws_session_token; // the older name first, as in the AWS CLI
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    kind: 'keys',
    profile,
  };
}
