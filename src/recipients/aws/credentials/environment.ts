import type { Environment } from '../../../customers/index.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { halfEnvironmentKeys } from '../../errors/profile-failures.ts';
import { firstSet } from '../first-set.ts';
import type { Identity } from './identity.ts';

/**
 * The keys of the given environment; undefined when it has none. An empty variable is as good as none.
 * @throws CustomerFailure `CredentialsMissing` for an access key without its secret, as in the AWS CLI: what it was meant
 * to be is nobody else
 */
export function environmentIdentity(env: Environment): Identity | undefined {
  const accessKeyId = env.AWS_ACCESS_KEY_ID;
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId) return undefined;
  if (!secretAccessKey) throw new CustomerFailure(halfEnvironmentKeys());
  const sessionToken = firstSet(env.AWS_SECURITY_TOKEN, env.AWS_SESSION_TOKEN); // as in the AWS CLI
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    kind: 'environment',
  };
}
