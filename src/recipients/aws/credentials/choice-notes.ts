import type { AwsProfile, AwsProfiles } from '../../../customers/index.ts';
import { heldKinds, type HeldKind } from './credential-kind.ts';
import { sourceChain } from './source-chain.ts';

/**
 * Which of several kinds of credentials is used, for every profile on the way to a profile's credentials that holds more
 * than one. Known before anybody signs in, so that it is also said of a sign-in that fails.
 * @returns sentences without a full stop
 */
export const choiceNotes = (name: string, profiles: Pick<AwsProfiles, 'get'>): readonly string[] =>
  sourceChain(name, profiles).profiles.flatMap((profile, index) => noteOn(profile, index > 0));

function noteOn(profile: AwsProfile, isSource: boolean): readonly string[] {
  const [used, ...others] = heldKinds(profile, isSource);
  // A role that takes its own profile as its source passes nothing over.
  const isItsOwn = !isSource && used === 'role' && profile.raw.source_profile === profile.name;
  if (used === undefined || others.length === 0 || isItsOwn) return [];
  const passedOver = others.map((kind) => WORDS[kind]).join(' or ');
  return [
    `profile ${profile.name} signs in with ${WORDS[used]}, not with ${passedOver} (the AWS CLI's order)`,
  ];
}

const WORDS: Readonly<Record<HeldKind, string>> = {
  role: 'its role',
  'web-identity': 'its web identity',
  sso: 'SSO',
  keys: 'its keys',
  'keys in the credentials file': 'its keys in the credentials file',
  'keys in the config file': 'its keys in the config file',
  login: 'aws login',
  process: 'credential_process',
};
