import { CustomerFailure } from '../../errors/failure.ts';
import { containerUnusable, instanceSilent } from '../../errors/machine-failures.ts';
import { tokenFileUnreadable } from '../../errors/profile-failures.ts';
import { thrownText } from '../../errors/thrown-text.ts';
import { raceAbort } from '../../scope.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';

/** Short, because where there is no such service nothing answers at all. */
const TIMEOUT_MS = 1000;

const RELATIVE = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
const FULL = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
const TOKEN = 'AWS_CONTAINER_AUTHORIZATION_TOKEN';
const TOKEN_FILE = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE';

/**
 * What the container this runs in is given (ECS, EKS), from the variables of the given environment.
 * @returns undefined where no variable names a service
 * @throws CustomerFailure naming the variable that leads nowhere
 */
export async function containerIdentity(
  { sdk, env, readTextFile }: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const relative = env[RELATIVE];
  const full = env[FULL];
  if (!relative && !full) return undefined;
  const variable = relative ? RELATIVE : FULL;
  const token = await authorization({ env, readTextFile });
  const { fromHttp } = await sdk.providers();
  try {
    const provider = fromHttp({
      // Empty rather than absent, so that the provider does not turn to process.env.
      awsContainerCredentialsRelativeUri: relative ?? '',
      awsContainerCredentialsFullUri: relative ? '' : (full ?? ''),
      awsContainerAuthorizationToken: token,
      awsContainerAuthorizationTokenFile: '',
      timeout: TIMEOUT_MS,
      maxRetries: 1, // its pauses would keep the process after the run
    });
    return { credentials: await raceAbort(provider(), signal), kind: 'machine' };
  } catch (error) {
    signal.throwIfAborted();
    throw new CustomerFailure(containerUnusable(variable, thrownText(error)));
  }
}

/** The token that opens the container's service: the file's before the variable's own, as in the AWS SDKs. */
async function authorization({
  env,
  readTextFile,
}: Pick<IdentityDeps, 'env' | 'readTextFile'>): Promise<string> {
  const file = env[TOKEN_FILE];
  const variable = file ? TOKEN_FILE : TOKEN;
  const token = file ? await tokenIn(file, readTextFile) : (env[TOKEN] ?? '');
  // It becomes a header; botocore refuses the same.
  if (/[\r\n]/.test(token)) throw new CustomerFailure(containerUnusable(variable, 'line break'));
  return token;
}

async function tokenIn(file: string, readTextFile: IdentityDeps['readTextFile']): Promise<string> {
  const unreadable = (error: unknown) => new CustomerFailure(tokenFileUnreadable(file, TOKEN_FILE, error));
  const token = await readTextFile(file).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (token === undefined) throw unreadable(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  return token;
}

/**
 * What the EC2 instance this runs on is given.
 * @returns undefined where AWS_EC2_METADATA_DISABLED forbids asking
 * @throws CustomerFailure `CredentialsMissing` where there is no such instance, or it has no role
 */
export async function instanceIdentity(
  { sdk, env }: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') return undefined;
  const { fromInstanceMetadata } = await sdk.providers();
  try {
    const provider = fromInstanceMetadata({ timeout: TIMEOUT_MS, maxRetries: 0 });
    return { credentials: await raceAbort(provider(), signal), kind: 'machine' };
  } catch {
    signal.throwIfAborted();
    throw new CustomerFailure(instanceSilent());
  }
}
