import type { AwsProfile, Environment } from '../../customers/index.ts';
import { CustomerFailure } from '../errors/failure.ts';
import { firstSet } from './first-set.ts';

/** Services whose endpoint can be configured, by the suffix of their environment variable. */
export type EndpointService = 'SESV2' | 'STS' | 'SSO' | 'SSO_OIDC' | 'SIGNIN';

/**
 * The configured endpoint of a service, if any. Ours and not the SDK's, because the SDK looks configured endpoints up
 * with AWS_PROFILE or `default` only, so that a stray one in `[default]` would send every customer to one place.
 *
 * Order (AWS SDKs and tools reference guide: service-specific endpoints): the service's variable, AWS_ENDPOINT_URL, the
 * profile's `services` section, the profile's own `endpoint_url`; all of them off, the variables included, with
 * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or, where that is not set, the profile's `ignore_configured_endpoint_urls`.
 * @param profile the one whose credentials are used; undefined for credentials from elsewhere
 * @returns undefined for AWS's own endpoint
 * @throws CustomerFailure `EndpointInvalid` when it is no http(s) URL
 */
export function configuredEndpoint(
  service: EndpointService,
  env: Environment,
  profile: AwsProfile | undefined,
): string | undefined {
  if (isTrue(firstSet(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, profile?.raw.ignore_configured_endpoint_urls)))
    return undefined;
  const fromEnvironment = [env[`AWS_ENDPOINT_URL_${service}`], env.AWS_ENDPOINT_URL].find(isSet);
  const endpoint = fromEnvironment ?? fromProfile(service, profile);
  if (!isSet(endpoint)) return undefined;
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new CustomerFailure({
      code: 'EndpointInvalid',
      message: `the configured endpoint of ${service} is not an http(s) URL`,
      remedy: isSet(fromEnvironment)
        ? `Correct AWS_ENDPOINT_URL_${service} or AWS_ENDPOINT_URL.`
        : `Correct endpoint_url of profile ${profile?.name ?? 'default'}.`,
    });
  return endpoint;
}

const OWN_FIELD = {
  SESV2: 'sesEndpointUrl',
  STS: 'stsEndpointUrl',
  SSO: 'ssoEndpointUrl',
  SSO_OIDC: 'ssoOidcEndpointUrl',
  SIGNIN: 'signInEndpointUrl',
} as const satisfies Record<EndpointService, keyof AwsProfile>;

function fromProfile(service: EndpointService, profile: AwsProfile | undefined): string | undefined {
  if (profile === undefined) return undefined;
  const { name, missingServices } = profile;
  // The AWS CLI refuses such a profile as well; AWS's own endpoint is not what it means.
  if (missingServices !== undefined)
    throw new CustomerFailure({
      code: 'EndpointInvalid',
      message: `profile ${name} names the services section ${missingServices}, which the AWS config file does not have`,
      remedy: `Add [services ${missingServices}] to the AWS config file, or take services out of profile ${name}.`,
    });
  return profile[OWN_FIELD[service]] ?? profile.endpointUrl;
}

/** Which variant of AWS's own endpoints to use (AWS SDKs and tools reference guide: dual-stack and FIPS endpoints). */
export const endpointVariant = (
  env: Environment,
  profile: AwsProfile | undefined,
): { readonly useFipsEndpoint: boolean; readonly useDualstackEndpoint: boolean } => ({
  useFipsEndpoint: isTrue(env.AWS_USE_FIPS_ENDPOINT ?? profile?.raw.use_fips_endpoint),
  useDualstackEndpoint: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT ?? profile?.raw.use_dualstack_endpoint),
});

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
