import type { AwsProfile } from '../../../customers/index.ts';
import { classify } from '../../errors/classify.ts';
import { raceAbort } from '../../scope.ts';
import { placeConfig } from '../client-config.ts';
import { configuredEndpoint, endpointVariant } from '../endpoints.ts';
import { signInRegion } from '../region.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { lendFiles } from './lend-files.ts';
import { isOutage, outageError, watchedHandler } from './watched-handler.ts';
import type { WatchedOutcome } from './watched-handler.ts';

/**
 * The sign-in that `aws login` left behind (`login_session`), refreshed where it is nearly over. Profiles with the same
 * sign-in share one look-up: the SDK would refresh it once for each, and only the first refresh token is good.
 * @throws CustomerFailure
 */
export async function loginIdentity(
  profile: AwsProfile,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity> {
  const { login_session: session = '' } = profile.raw;
  const shared = await deps.lookups.ask(`login ${session}`, (until) => lookUp(profile, deps, until), signal);
  return { ...shared, profile };
}

async function lookUp(profile: AwsProfile, deps: IdentityDeps, signal: AbortSignal): Promise<Identity> {
  const { sdk, env } = deps;
  const { name, raw } = profile;
  const region = signInRegion(profile, env, 'us-east-1') ?? 'us-east-1';
  const endpoint = configuredEndpoint('SIGNIN', env, profile);
  let outcome: WatchedOutcome | undefined;
  const handler = watchedHandler(deps.handlerUntil(signal, profile), (became) => {
    outcome = became;
  });
  const clientConfig = placeConfig({ region, endpoint, ...endpointVariant(env, profile), handler });
  const sections = [{ header: 'default', settings: { login_session: raw.login_session ?? '' } }];
  try {
    const providers = await sdk.providers();
    const credentials = await lendFiles(providers, sections, (files) =>
      raceAbort(providers.fromLoginCredentials({ ...files, profile: 'default', clientConfig })(), signal),
    );
    return { credentials, kind: 'login', profile };
  } catch (error) {
    signal.throwIfAborted();
    const about = { operation: 'credentials', profile: name, credentialKind: 'login' } as const;
    const place = { region, ...(endpoint === undefined ? {} : { endpoint }) };
    if (outcome !== undefined && isOutage(outcome))
      throw classify(outageError(outcome), { ...about, ...place });
    throw classify(error, about);
  }
}
