import { explainMissingProfile } from '../../../customers/index.ts';
import type { AwsProfile } from '../../../customers/index.ts';
import { causedBy, CustomerFailure } from '../../errors/failure.ts';
import { faultyProfile, incompleteProfile, withoutCredentials } from '../../errors/profile-failures.ts';
import { classify } from '../../errors/classify.ts';
import { credentialKind } from './credential-kind.ts';
import type { ProfileKind } from './credential-kind.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { keysIdentity } from './keys.ts';
import { loginIdentity } from './login.ts';
import { namedSource } from './named-source.ts';
import { processIdentity } from './process.ts';
import { profileRole } from './profile-role.ts';
import { sourceChain } from './source-chain.ts';
import { limited } from './limited.ts';
import { stsPlace } from './place.ts';
import { aboutProfile } from './about-profile.ts';
import { callerOf, roleSession } from './role-session.ts';
import { ssoIdentity } from './sso.ts';
import { webIdentity } from './web-identity.ts';

/**
 * The credentials of a named profile of the user's own AWS files, and of nothing else: a profile that does not work is
 * an error, never a reason to try another identity. Looked up once per run for all who ask.
 * @param visited the profiles that lead here by source_profile, the outermost first
 * @throws CustomerFailure
 */
export async function profileIdentity(
  name: string,
  deps: IdentityDeps,
  signal: AbortSignal,
  visited: readonly string[] = [],
): Promise<Identity> {
  const profile = deps.profiles.get(name);
  if (profile === undefined) throw missing(name, deps, visited);
  const [fault] = profile.faults ?? [];
  if (fault !== undefined) throw new CustomerFailure(faultyProfile(name, fault));
  const isSource = visited.length > 0;
  if (!isSource) refuseCircle(name, deps);
  const kind = credentialKind(profile, isSource);
  // A source with credential_source and no role lends that to the role that names it.
  const { credential_source: place } = profile.raw;
  if (isSource && kind === undefined && place !== undefined)
    return { ...(await namedSource(profile, place, deps, signal)), profile };
  const key = `profile ${name} ${kind ?? ''}`;
  const look = (until: AbortSignal): Promise<Identity> => lookUp(profile, kind, deps, until, visited);
  const identity = await deps.lookups.ask(key, look, signal);
  if (identity.kind === 'keys') return identity;
  const renew = (again: AbortSignal): Promise<Identity> => {
    deps.sessions.forget(identity.credentials.accessKeyId);
    deps.lookups.forget(key, identity);
    return profileIdentity(name, deps, again, visited);
  };
  return { ...identity, renew };
}

async function lookUp(
  profile: AwsProfile,
  kind: ProfileKind | undefined,
  deps: IdentityDeps,
  signal: AbortSignal,
  visited: readonly string[],
): Promise<Identity> {
  try {
    switch (kind) {
      case 'role':
        return await roleIdentity(profile, deps, signal, visited);
      case 'keys':
        return keysIdentity(profile);
      case 'web-identity':
        return await webIdentity(profile, deps, signal);
      case 'process':
        return await processIdentity(profile, deps, signal);
      case 'sso':
        return await ssoIdentity(profile, deps, signal);
      case 'login':
        return await loginIdentity(profile, deps, signal);
      case undefined:
        throw new CustomerFailure(withoutCredentials(profile));
    }
  } catch (error) {
    const about = { operation: 'credentials', ...aboutProfile(profile) };
    const failure = classify(error, kind === undefined ? about : { ...about, credentialKind: kind });
    throw failure.cause === undefined ? causedBy(failure, `profile ${profile.name}`) : failure;
  }
}

/** Checked before anybody waits: look-ups are shared, and two that wait for each other would wait for ever. */
function refuseCircle(name: string, { profiles }: IdentityDeps): void {
  const { circle } = sourceChain(name, profiles);
  if (circle === undefined) return;
  throw new CustomerFailure(
    incompleteProfile(
      name,
      `its source_profile leads in a circle: ${circle.join(' → ')}`,
      'Correct source_profile of one of these profiles',
      `circle of ${[...new Set(circle)].sort().join(', ')}`,
    ),
  );
}

async function roleIdentity(
  profile: AwsProfile,
  deps: IdentityDeps,
  signal: AbortSignal,
  visited: readonly string[],
): Promise<Identity> {
  const { role, from } = profileRole(profile);
  const source =
    from.kind === 'profile'
      ? await profileIdentity(from.name, deps, signal, [...visited, profile.name])
      : await namedSource(profile, from.name, deps, signal);
  // STS is asked at this profile's region and endpoint, not at its source's.
  const session = await roleSession(role, source, stsPlace(profile, deps), deps, signal, (send) =>
    limited('sts:AssumeRole', deps, signal, send),
  );
  const { accountId } = session;
  const account = accountId === undefined ? {} : { accountId };
  return { credentials: session, kind: 'role', profile, assumedBy: callerOf(source), ...account };
}

function missing(name: string, { profiles }: IdentityDeps, visited: readonly string[]): CustomerFailure {
  const explained = explainMissingProfile(name, profiles);
  const by = visited.at(-1);
  if (by === undefined) return new CustomerFailure(explained);
  return new CustomerFailure({
    ...explained,
    message: `profile ${by} gets its credentials from profile ${name}, but ${explained.message}`,
    remedy: `Create profile ${name}, or correct source_profile of profile ${by}. ${explained.remedy}`,
  });
}
