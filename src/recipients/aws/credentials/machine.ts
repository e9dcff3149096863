import { raceAbort } from '../../scope.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';

/** Short, because where there is no such service nothing answers at all. */
const TIMEOUT_MS = 1000;

/**
 * What the container this runs in is given (ECS, EKS), from the variables of the given environment.
 * @returns undefined where no variable names a service
 */
export async function containerIdentity(
  { sdk, env }: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const full = env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (!relative && !full) return undefined;
  const { fromHttp } = await sdk.providers();
  const provider = fromHttp({
    // Empty rather than absent, so that the provider does not turn to process.env.
    awsContainerCredentialsRelativeUri: relative ?? '',
    awsContainerCredentialsFullUri: relative ? '' : (full ?? ''),
    awsContainerAuthorizationToken: env.AWS_CONTAINER_AUTHORIZATION_TOKEN ?? '',
    awsContainerAuthorizationTokenFile: env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE ?? '',
    timeout: TIMEOUT_MS,
    maxRetries: 1, // its pauses would keep the process after the run
  });
  return { credentials: await raceAbort(provider(), signal), kind: 'machine' };
}

/**
 * What the EC2 instance this runs on is given.
 * @returns undefined where AWS_EC2_METADATA_DISABLED forbids asking
 */
export async function instanceIdentity(
  { sdk, env }: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') return undefined;
  const { fromInstanceMetadata } = await sdk.providers();
  const provider = fromInstanceMetadata({ timeout: TIMEOUT_MS, maxRetries: 0 });
  return { credentials: await raceAbort(provider(), signal), kind: 'machine' };
}
