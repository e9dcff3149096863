import type { Environment } from '../../../customers/index.ts';
import type { Identity } from './identity.ts';

/** The keys of the given environment; undefined when it has none. An empty variable is as good as none. */
export function environmentIdentity(env: Environment): Identity | undefined {
  const accessKeyId = env.AWS_ACCESS_KEY_ID;
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const sessionToken = env.AWS_SESSION_TOKEN;
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    kind: 'environment',
  };
}
