import { setMaxListeners } from 'node:events';
import { accountOfRole, environmentProfile, type AwsProfile, type Customer } from '../../customers/index.ts';
import type { AccountClaim, ConnectContext, ContactAccount, ContactAccounts } from '../account.ts';
import { realClock } from '../clock.ts';
import type { AskedAbout } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import { caBundle, readCaBundle, type CaBundle } from './ca-bundle.ts';
import { openContactAccount } from './contact-account.ts';
import { aboutProfile } from './credentials/about-profile.ts';
import { choiceNotes } from './credentials/choice-notes.ts';
import { defaultIdentity } from './credentials/default-identity.ts';
import type { Identity } from './credentials/identity.ts';
import type { IdentityDeps } from './credentials/identity-deps.ts';
import { createMfaDesk } from './credentials/mfa-desk.ts';
import { stsPlace } from './credentials/place.ts';
import { profileIdentity } from './credentials/profile-identity.ts';
import { callerOf, roleSession } from './credentials/role-session.ts';
import type { StsRunner } from './credentials/role-session.ts';
import { createSharedLookups } from './credentials/shared-lookups.ts';
import { devicesOf } from './credentials/source-chain.ts';
import { configuredEndpoint, endpointVariant } from './endpoints.ts';
import type { AwsRun, PoolParts } from './pool.ts';
import { customerRegion, refuseOtherPartition } from './region.ts';
import { openRunHandler, type RunHandler } from './run-handler.ts';
import { createSes } from './ses.ts';
import { createSts } from './sts.ts';

/**
 * The accounts of one run. All customers share the pool's connections and, where they have the same, one sign-in.
 * @param load gives the pool's parts; rejects once the pool is closed
 */
export function openRunAccounts(run: AwsRun, load: () => Promise<PoolParts>): ContactAccounts {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // every request under way listens to it
  let opened: Promise<OpenRun> | undefined;
  return {
    connect: async (customer, context) => {
      closing.signal.throwIfAborted();
      opened ??= load().then((parts) => openRun(run, parts, closing.signal));
      return connect(customer, context, await opened);
    },
    close: () => closing.abort(new Error('the run is over')),
  };
}

/** A run, and what its customers share. */
interface OpenRun {
  readonly run: AwsRun;
  readonly parts: PoolParts;
  readonly deps: IdentityDeps;
}

function openRun(run: AwsRun, parts: PoolParts, signal: AbortSignal): OpenRun {
  const { env, homeDirectory, profiles, limits, askMfaCode } = run;
  const { readTextFile, sdk, connections, sessions, ssoTroubles } = parts;
  const { requestTimeoutMs } = limits;
  const handlers = new Map<string, RunHandler>();
  const bundles = new Map<string, Promise<string>>();
  const trust = (bundle: CaBundle) => (): Promise<string> => {
    const known = bundles.get(bundle.file) ?? readCaBundle(bundle, readTextFile);
    bundles.set(bundle.file, known);
    return known;
  };
  const deps: IdentityDeps = {
    sdk,
    env,
    homeDirectory,
    readTextFile,
    profiles,
    clock: realClock,
    requestTimeoutMs,
    handlerFor: (profile) => {
      const bundle = caBundle(env, profile);
      const key = bundle?.file ?? '';
      const known = handlers.get(key);
      if (known !== undefined) return known;
      const handler = openRunHandler(connections, requestTimeoutMs, signal, bundle && trust(bundle));
      handlers.set(key, handler);
      return handler;
    },
    handlerUntil: (until, profile) => {
      const bundle = caBundle(env, profile);
      return openRunHandler(connections, requestTimeoutMs, until, bundle && trust(bundle));
    },
    sts: createSts(sdk),
    // Nobody wants to be told thirty times, half a minute each, that the same sign-in does not work.
    lookups: createSharedLookups(signal, (error) => classify(error).retry === 'never'),
    mfa: createMfaDesk(askMfaCode),
    sessions,
    ssoTroubles,
  };
  return { run, parts, deps };
}

/** Whose credentials a customer is asked with, or its role is assumed from; undefined for the default chain. */
function sourceProfile({ credentials }: Customer, { run, deps }: OpenRun): string | undefined {
  if (credentials.kind === 'profile') return credentials.profile;
  const name = credentials.baseProfile ?? run.baseProfile ?? '';
  // `default` without a section of its own means the same as no name at all, as it does to the SDK.
  return name === '' || (name === 'default' && deps.profiles.get(name) === undefined) ? undefined : name;
}

async function connect(customer: Customer, context: ConnectContext, open: OpenRun): Promise<ContactAccount> {
  const { parts, deps } = open;
  const { env, profiles } = deps;
  const name = sourceProfile(customer, open);
  // The customer's time stands still while a person is asked for the code of one of its devices.
  const letGo = deps.mfa.holdWhileAsked(
    devicesOf(name ?? environmentProfile(env).name ?? 'default', profiles),
    context.holdDeadline,
  );
  try {
    context.onPhase?.(name === undefined ? 'the default credentials' : `credentials of profile ${name}`);
    if (name !== undefined) for (const note of choiceNotes(name, profiles)) context.onNote?.(note);
    const source = await context.request(
      'credentials',
      (signal) => (name === undefined ? defaultIdentity(deps, signal) : profileIdentity(name, deps, signal)),
      { untimed: true },
    );
    const profile = source.profile ?? source.settings;
    const region = customerRegion(customer, profile, env);
    const roleArn = roleOf(customer, source.profile);
    if (roleArn !== undefined) refuseOtherPartition(roleArn, region);
    for (const note of source.notes ?? []) context.onNote?.(note);
    const place = {
      region,
      ...endpointVariant(env, profile),
      endpoint: configuredEndpoint('SESV2', env, profile),
      handler: deps.handlerFor(profile),
    };
    const signingIn = customerIdentity(customer, source, region, context, deps);
    // Making a client takes a while of its own, which is free as long as STS is waited for.
    const [identity, ses] = await Promise.all([
      signingIn,
      context.request(
        'client',
        () => Promise.resolve(createSes(parts.sdk, place, async () => (await signingIn).credentials)),
        { untimed: true, spare: true },
      ),
    ]);
    const about: AskedAbout = {
      credentialKind: identity.kind,
      ...aboutProfile(source.profile),
      ...(customer.credentials.kind === 'role' ? { roleArn: customer.credentials.roleArn } : {}),
    };
    return openContactAccount(parts.sdk, {
      ...place,
      identity,
      ses,
      stsEndpoint: configuredEndpoint('STS', env, profile),
      knownAccounts: parts.knownAccounts,
      about,
      claims:
        customer.credentials.kind === 'profile' && source.profile !== undefined
          ? claimsOf(source.profile)
          : [],
    });
  } finally {
    letGo();
  }
}

/** The role whose session asks SES: config.json's, else the one that the profile itself describes. */
const roleOf = ({ credentials }: Customer, profile: AwsProfile | undefined): string | undefined =>
  credentials.kind === 'role' ? credentials.roleArn : profile?.raw.role_arn;

/** What a profile says about its own account: `sso_account_id`, and the account in `role_arn`. */
function claimsOf({ raw }: AwsProfile): readonly AccountClaim[] {
  const claims = { sso_account_id: raw.sso_account_id, role_arn: accountOfRole(raw.role_arn ?? '') };
  return Object.entries(claims).flatMap(([setting, accountId]) =>
    accountId ? [{ setting, accountId }] : [],
  );
}

/** The source's own credentials, or those of the customer's role assumed from them. */
async function customerIdentity(
  { credentials: wanted }: Customer,
  source: Identity,
  region: string,
  context: ConnectContext,
  deps: IdentityDeps,
): Promise<Identity> {
  if (wanted.kind === 'profile') return source;
  const { roleArn, sessionName } = wanted;
  context.onPhase?.(`assuming role ${roleArn}`);
  const assume = async (signal: AbortSignal, run: StsRunner): Promise<Identity> => {
    const session = await roleSession(
      { roleArn, sessionName },
      source,
      stsPlace(source.profile ?? source.settings, deps, region),
      deps,
      signal,
      run,
    );
    const renew = (again: AbortSignal): Promise<Identity> => {
      deps.sessions.forget(session.accessKeyId);
      return assume(again, (send) => send(again));
    };
    const { accountId } = session;
    const account = accountId === undefined ? {} : { accountId };
    const from = source.profile === undefined ? {} : { profile: source.profile };
    return { credentials: session, kind: 'role', ...from, ...account, assumedBy: callerOf(source), renew };
  };
  return assume(context.signal, (send) => context.request('sts:AssumeRole', send));
}
