import type { AwsProfiles, CredentialSource, Customer, Environment } from '../../customers/index.ts';
import type { ConnectContext, ContactAccount, ContactAccounts } from '../account.ts';
import type { AskedAbout } from '../errors/about.ts';
import type { QueryLimits } from '../limits.ts';
import { createRoleAssumer } from './assume-role.ts';
import { openConnections } from './connections.ts';
import type { Connections } from './connections.ts';
import { openContactAccount } from './contact-account.ts';
import { defaultIdentity } from './default-identity.ts';
import { configuredEndpoint, endpointVariant } from './endpoints.ts';
import type { Identity } from './identity.ts';
import { rememberOnce } from './once.ts';
import { profileIdentity } from './profile-identity.ts';
import type { IdentityDeps } from './profile-identity.ts';
import { customerRegion, signInRegion } from './region.ts';
import { loadAwsSdk } from './sdk.ts';

/** What reaching AWS needs. Nothing is read from `process.env`. */
export interface AwsAccountsOptions {
  readonly env: Environment;
  readonly homeDirectory: string;
  /** Read afresh for each run, so that a sign-in or a changed file is noticed. */
  readonly profiles: AwsProfiles;
  /** From which roles are assumed where the customer names no profile; else AWS_PROFILE and the default chain. */
  readonly baseProfile?: string;
  readonly limits: QueryLimits;
}

/**
 * AWS behind the engine's port. The SDK is loaded at the first customer. All customers share one pool of connections
 * and, where they have the same, one sign-in; close it when the run is over.
 */
export function createAwsAccounts(options: AwsAccountsOptions): ContactAccounts {
  const closing = new AbortController();
  const identities = rememberOnce<Identity>();
  let opened: Promise<Opened> | undefined;
  return {
    connect: async (customer, context) => {
      closing.signal.throwIfAborted();
      opened ??= open(options, closing.signal);
      const { deps } = await opened;
      return connect(customer, context, options, deps, identities);
    },
    close: () => {
      closing.abort(new Error('the connections to AWS are closed'));
      opened?.then(({ connections }) => connections.close()).catch(() => undefined); // nothing opened, nothing to close
    },
  };
}

interface Opened {
  readonly connections: Connections;
  readonly deps: IdentityDeps;
}

async function open(options: AwsAccountsOptions, signal: AbortSignal): Promise<Opened> {
  const sdk = await loadAwsSdk();
  const connections = openConnections(sdk, options.limits);
  const { env, profiles, limits } = options;
  const deps: IdentityDeps = {
    sdk,
    env,
    profiles,
    connections,
    assumeRole: createRoleAssumer(sdk),
    requestTimeoutMs: limits.requestTimeoutMs,
    signal,
  };
  return { connections, deps };
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
  options: AwsAccountsOptions,
  deps: IdentityDeps,
  identities: ReturnType<typeof rememberOnce<Identity>>,
): Promise<ContactAccount> {
  const { sdk, env, connections, assumeRole } = deps;
  const source = customer.credentials;
  const base = await context.request(
    'credentials',
    () => sourceIdentity(source, options.baseProfile, deps, identities),
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
              handler: connections.handler,
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
    handler: connections.handler,
    about,
  });
}
