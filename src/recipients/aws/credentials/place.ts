import type { AwsProfile } from '../../../customers/index.ts';
import type { PlaceSetup } from '../client-config.ts';
import { configuredEndpoint, endpointVariant } from '../endpoints.ts';
import { signInRegion } from '../region.ts';
import type { IdentityDeps } from './identity-deps.ts';

/**
 * Where to ask STS: at the profile's region and endpoint.
 * @param profile that of the credentials, undefined for those of the environment or the machine
 * @param fallback region where neither the profile nor the environment has one; else the SDK's own default, us-east-1
 */
export const stsPlace = (
  profile: AwsProfile | undefined,
  { env, handlerFor }: IdentityDeps,
  fallback = 'us-east-1',
): PlaceSetup => ({
  region: signInRegion(profile, env, fallback) ?? fallback,
  endpoint: configuredEndpoint('STS', env, profile),
  ...endpointVariant(env, profile),
  handler: handlerFor(profile),
});
