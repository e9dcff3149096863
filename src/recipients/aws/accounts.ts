import type { CredentialSource, Customer } from '../../customers/index.ts';
import type { ConnectContext, ContactAccount, ContactAccounts } from '../account.ts';
import type { AskedAbout } from '../errors/about.ts';
import { createRoleAssumer } from './assume-role.ts';
import { openContactAccount } from './contact-account.ts';
import { defaultIdentity } from './default-identity.ts';
import { configuredEndpoint, endpointVariant } from './endpoints.ts';
import type { Identity } from './identity.ts';
import { rememberOnce } from './once.ts';
import { profileIdentity } from './profile-identity.ts';
import type { IdentityDeps } from './profile-identity.ts';
import type { AwsRun, PoolParts } from './pool.ts';
import { customerRegion, signInRegion } from './region.ts';
import { openRunHandler } from './run-handler.ts';

/**
 * The accounts of one run. All customers share the pool's connections and, where they have the same, one sign-in.
 * @param load gives the pool's parts; rejects once the pool is closed
 */
export function openRunAccounts(run: AwsRun, load: () => Promise<PoolParts>): ContactAccounts {
  const closing = new AbortController();
  const identities = rememberOnce<Identity>();
  let opened: Promise<IdentityDeps> | undefined;
  return {
    connect: async (customer, context) => {
      closing.signal.throwIfAborted();
      opened ??= load().then((parts) => identityDeps(run, parts, closing.signal));
      const deps = await opened;
      return connect(customer, context, run, deps, identities);
    },
    close: () => closing.abort(new Error('the run is over')),
  };
}

function identityDeps(run: AwsRun, parts: PoolParts, signal: AbortSignal): IdentityDeps {
  const { env, profiles, limits } = run;
  const { sdk, connections } = parts;
  return {
    sdk,
    env,
    profiles,
    handler: openRunHandler(connections, limits.requestTimeoutMs, signal),
    assumeRole: createRoleAssumer(sdk),
    requestTimeoutMs: limits.requestTimeoutMs,
    knownAccounts: parts.knownAccounts,
    signal,
  };
}

/** The one whose credentials a customer is asked with, or whose credentials its role is assumed from. */
async function sourceIdentity(
  source: CredentialSource,
  baseProfile: string | undefined,
  deps: IdentityDeps,
  identities: ReturnType<typeof rememberOnce<Identity>>,
): Promise<Identity> {
  const profile = (name: string) => identities(`profile ${name}`, () => profileIdentity(name, deps));
  if (source.kind === 'profile') return profile(source.profile);
  const name = source.baseProfile ?? baseProfile ?? deps.env.AWS_PROFILE ?? '';
  // `default` without a section of its own means the same as no name at all, as it does to the SDK.
  const isNamed = name !== '' && !(name === 'default' && deps.profiles.get(name) === undefined);
  return isNamed ? profile(name) : identities('default chain', () => defaultIdentity(deps));
}

async function connect(
  customer: Customer,
  context: ConnectContext,
  run: AwsRun,
  deps: IdentityDeps,
  identities: ReturnType<typeof rememberOnce<Identity>>,
): Promise<ContactAccount> {
  const { sdk, env, handler, assumeRole } = deps;
  const source = customer.credentials;
  const base = await context.request(
    'credentials',
    () => sourceIdentity(source, run.baseProfile, deps, identities),
    { untimed: true },
  );
  const { profile } = base;
  const region = customerRegion(customer, profile, env);
  const about: AskedAbout = {
    credentialKind: base.kind,
    ...(profile === undefined ? {} : { profile: profile.name }),
    ...(source.kind === 'role' ? { roleArn: source.roleArn } : {}),
  };
  const variant = endpointVariant(env, profile);
  const stsEndpoint = configuredEndpoint('STS', env, profile);
  const session =
    source.kind === 'profile'
      ? { credentials: base.credentials, accountId: base.accountId }
      : await context.request('sts:AssumeRole', async (signal) => {
          const credentials = await assumeRole(
            {
              region: signInRegion(profile, env, region) ?? region,
              endpoint: stsEndpoint,
              ...variant,
              credentials: base.credentials,
              handler,
            },
            { RoleArn: source.roleArn, RoleSessionName: source.sessionName },
            about,
            signal,
          );
          return { credentials, accountId: credentials.accountId };
        });
  return openContactAccount(sdk, {
    ...session,
    ...variant,
    region,
    endpoint: configuredEndpoint('SESV2', env, profile),
    stsEndpoint,
    handler,
    knownAccounts: deps.knownAccounts,
    about,
  });
}
