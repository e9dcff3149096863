import { brokenFile, explainBrokenFile } from '../../../customers/index.ts';
import { credentialsMissing } from '../../errors/profile-failures.ts';
import { causedBy, CustomerFailure } from '../../errors/failure.ts';
import { classify } from '../../errors/classify.ts';
import { environmentIdentity } from './environment.ts';
import { credentialKind } from './identity.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { containerIdentity, instanceIdentity } from './machine.ts';
import { profileIdentity } from './profile-identity.ts';
import { environmentWebIdentity } from './web-identity.ts';

/** What every customer that has to do without a base profile fails with in the same way. */
export const DEFAULT_CAUSE = 'default credentials';

/**
 * The credentials from which customers' roles are assumed when no base profile is named: the environment's keys,
 * else the profile `default`, else what the machine itself has (web identity, container, EC2).
 * The order is the AWS SDK's default chain; the environment is the given one, which that chain cannot be told.
 * @throws CustomerFailure
 */
export async function defaultIdentity(deps: IdentityDeps, signal: AbortSignal): Promise<Identity> {
  const broken = brokenFile(deps.profiles);
  // What its lines were meant to say may well be who to be: the AWS CLI, too, does nothing then.
  if (broken?.line !== undefined)
    throw new CustomerFailure(
      explainBrokenFile('the default AWS credentials could not be looked up', broken),
    );
  const fromEnvironment = environmentIdentity(deps.env);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const profile = deps.profiles.get('default');
  // A `[default]` of nothing but settings, a region say, is no identity.
  if (profile !== undefined && (credentialKind(profile) ?? profile.raw.role_arn) !== undefined)
    return profileIdentity('default', deps, signal);
  const key = 'machine';
  const identity = await deps.lookups.ask(key, (until) => machineIdentity(deps, until), signal);
  const renew = (again: AbortSignal): Promise<Identity> => {
    deps.sessions.forget(identity.credentials.accessKeyId);
    deps.lookups.forget(key, identity);
    return defaultIdentity(deps, again);
  };
  return { ...identity, renew };
}

async function machineIdentity(deps: IdentityDeps, signal: AbortSignal): Promise<Identity> {
  try {
    const identity =
      (await environmentWebIdentity(deps, signal)) ??
      (await containerIdentity(deps, signal)) ??
      (await instanceIdentity(deps, signal));
    if (identity === undefined) throw new CustomerFailure(credentialsMissing());
    return identity;
  } catch (error) {
    signal.throwIfAborted();
    const failure = classify(error, { operation: 'credentials', credentialKind: 'machine' });
    // An instance that does not answer is none, which is what most computers are.
    const isNoInstance = failure.code === 'CredentialsMissing' && failure.cause === undefined;
    const said = isNoInstance ? new CustomerFailure(credentialsMissing()) : failure;
    throw said.cause === undefined ? causedBy(said, DEFAULT_CAUSE) : said;
  }
}
