import type { AwsCredentialIdentity } from '@smithy/types';
import type { AwsProfile, AwsProfiles, Environment } from '../../customers/index.ts';
import { classify } from '../errors/classify.ts';
import { profileNotFound } from '../errors/credential-failures.ts';
import { CustomerFailure } from '../errors/failure.ts';
import type { RoleAssumer } from './assume-role.ts';
import { APP_ID } from './client-config.ts';
import type { RunHandler } from './run-handler.ts';
import { configuredEndpoint, endpointVariant } from './endpoints.ts';
import { credentialKind } from './identity.ts';
import type { Identity } from './identity.ts';
import { signInRegion } from './region.ts';
import type { AwsSdk } from './sdk.ts';

/** What looking up credentials needs. */
export interface IdentityDeps {
  readonly sdk: AwsSdk;
  readonly env: Environment;
  readonly profiles: AwsProfiles;
  /** The run's own over the shared connections. */
  readonly handler: RunHandler;
  readonly assumeRole: RoleAssumer;
  readonly requestTimeoutMs: number;
  /** Account (12 digits) by access key id, as AWS itself has told; kept between runs. */
  readonly knownAccounts: Map<string, string>;
  /** Aborts when the accounts are closed. Look-ups are shared by customers, so no customer's signal ends them. */
  readonly signal: AbortSignal;
}

/**
 * The credentials of a named profile of the user's own AWS files, and of nothing else: a profile that does not work is
 * an error, never a reason to try another identity.
 * @throws CustomerFailure
 */
export async function profileIdentity(name: string, deps: IdentityDeps): Promise<Identity> {
  const { sdk, env, profiles, handler } = deps;
  const profile = profiles.get(name);
  if (profile === undefined) throw new CustomerFailure(profileNotFound(name, profiles.configFile));
  const kind = credentialKind(profile);
  const files = {
    filepath: profiles.credentialsFile,
    configFilepath: profiles.configFile,
    ignoreCache: false,
  };
  const region = signInRegion(profile, env, undefined);
  // For AssumeRoleWithWebIdentity only the STS endpoint counts; for the SSO portal only one given for all services.
  const endpoint = configuredEndpoint(kind === 'web-identity' ? 'STS' : 'SSO', env, profile);
  const clientConfig = {
    // No region here: the SSO provider would take it for the portal's, which the profile names itself.
    requestHandler: handler,
    maxAttempts: 1,
    userAgentAppId: APP_ID,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const parentClientConfig = region === undefined ? {} : { region: () => Promise.resolve(region) };
  const provider =
    kind === 'sso'
      ? // Asked directly, because through fromIni it would read the files that process.env names.
        sdk.credentials.fromSSO({ ...files, profile: name, clientConfig, parentClientConfig })
      : sdk.credentials.fromIni({
          ...files,
          profile: name,
          clientConfig,
          parentClientConfig,
          roleAssumer: (source, params) => assumeFor(profile, region, source, params, deps),
        });
  try {
    const credentials = await provider();
    const accountId = kind === 'role' || kind === 'sso' ? vouchedAccount(profile, credentials) : undefined;
    return { credentials, kind, profile, ...(accountId === undefined ? {} : { accountId }) };
  } catch (error) {
    throw classify(error, { operation: 'credentials', profile: name, credentialKind: kind });
  }
}

/** STS puts the account into the role's session; the SSO portal gives keys for the account it was asked for. */
const vouchedAccount = (
  profile: AwsProfile,
  credentials: AwsCredentialIdentity & { readonly accountId?: string },
): string | undefined => credentials.accountId ?? profile.raw.sso_account_id;

function assumeFor(
  profile: AwsProfile,
  region: string | undefined,
  source: AwsCredentialIdentity,
  params: Parameters<RoleAssumer>[1],
  deps: IdentityDeps,
): ReturnType<RoleAssumer> {
  const { env, handler, assumeRole, signal, requestTimeoutMs } = deps;
  return assumeRole(
    {
      region: region ?? 'us-east-1', // the SDK's own default for roles of profiles without a region
      endpoint: configuredEndpoint('STS', env, profile),
      ...endpointVariant(env, profile),
      credentials: source,
      handler,
    },
    params,
    { profile: profile.name, credentialKind: 'role' },
    AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
  );
}
