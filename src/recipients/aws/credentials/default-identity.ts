import {
  brokenFile,
  environmentProfile,
  explainBrokenFile,
  explainMissingProfile,
} from '../../../customers/index.ts';
import type { AwsProfile } from '../../../customers/index.ts';
import { classify } from '../../errors/classify.ts';
import { causedBy, CustomerFailure } from '../../errors/failure.ts';
import { credentialsMissing, faultyProfile, withoutCredentials } from '../../errors/profile-failures.ts';
import { choiceNotes } from './choice-notes.ts';
import { credentialKind } from './credential-kind.ts';
import { environmentIdentity } from './environment.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { containerIdentity, instanceIdentity } from './machine.ts';
import { profileIdentity } from './profile-identity.ts';
import { environmentWebIdentity } from './web-identity.ts';

/** What every customer that has to do without a base profile fails with in the same way. */
export const DEFAULT_CAUSE = 'default credentials';

/**
 * The credentials from which customers' roles are assumed when neither config.json nor a setting names a profile. The
 * order is the AWS CLI's (botocore's create_credential_resolver): the environment's keys; the role of the profile that
 * `AWS_PROFILE` or `AWS_DEFAULT_PROFILE` names, else of `default`; the environment's web identity; that profile's other
 * kinds; what the machine has (container, EC2). Unlike the CLI, a profile that is named and has no credentials is an
 * error: it never falls through to the machine's. The environment is the given one, which the SDK's chain cannot be told.
 * @throws CustomerFailure
 */
export async function defaultIdentity(deps: IdentityDeps, signal: AbortSignal): Promise<Identity> {
  const { env, profiles } = deps;
  const broken = brokenFile(profiles);
  // What its lines were meant to say may well be who to be: the AWS CLI, too, does nothing then.
  if (broken?.line !== undefined)
    throw new CustomerFailure(
      explainBrokenFile('the default AWS credentials could not be looked up', broken),
    );
  const { name = 'default', notes } = environmentProfile(env);
  const profile = profiles.get(name);
  if (profile === undefined && name !== 'default')
    throw new CustomerFailure(explainMissingProfile(name, profiles));
  const [fault] = profile?.faults ?? [];
  if (fault !== undefined) throw new CustomerFailure(faultyProfile(name, fault));
  const found = await choose(name, profile, deps, signal);
  const onProfile = found.profile === undefined ? [] : choiceNotes(name, profiles);
  return withSettings({ ...found, notes: [...notes, ...(found.notes ?? []), ...onProfile] }, profile);
}

/** The settings of the profile count also for credentials from elsewhere, as for the AWS CLI: region, endpoints. */
const withSettings = (identity: Identity, settings: AwsProfile | undefined): Identity =>
  identity.profile !== undefined || settings === undefined ? identity : { ...identity, settings };

async function choose(
  name: string,
  profile: AwsProfile | undefined,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity> {
  const fromEnvironment = environmentIdentity(deps.env);
  if (fromEnvironment !== undefined) {
    const passedOver = name !== 'default' || (profile !== undefined && credentialKind(profile) !== undefined);
    const note = `the keys in the environment are used, not profile ${name} (the AWS CLI's order)`;
    return passedOver ? { ...fromEnvironment, notes: [note] } : fromEnvironment;
  }
  const kind = profile && credentialKind(profile);
  if (kind === 'role') return profileIdentity(name, deps, signal);
  const fromWeb = await environmentWebIdentity(profile, deps, signal);
  if (fromWeb !== undefined) return fromWeb;
  if (kind !== undefined) return profileIdentity(name, deps, signal);
  if (profile !== undefined && name !== 'default') throw new CustomerFailure(withoutCredentials(profile));
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
    const identity = (await containerIdentity(deps, signal)) ?? (await instanceIdentity(deps, signal));
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
