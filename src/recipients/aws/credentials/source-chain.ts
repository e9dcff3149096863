import type { AwsProfile, AwsProfiles } from '../../../customers/index.ts';
import { credentialKind, hasAnyKey } from './credential-kind.ts';

/** The profiles that a profile's credentials come from, itself the first, by source_profile. */
export interface SourceChain {
  readonly profiles: readonly AwsProfile[];
  /** The names from the first that comes again to where it does, e.g. `a, b, a`; absent where the chain ends. */
  readonly circle?: readonly string[];
}

/**
 * Follows source_profile. A source with keys of its own ends the chain, whatever role it has; a profile that does not
 * exist ends it as well. Who names a profile that leads to itself is in a circle, also where that has keys, unless a
 * profile names itself (as in the AWS CLI).
 */
export function sourceChain(name: string, { get }: Pick<AwsProfiles, 'get'>): SourceChain {
  const profiles: AwsProfile[] = [];
  let profile = get(name);
  while (profile !== undefined) {
    profiles.push(profile);
    const { source_profile: sourceName } = profile.raw;
    if (credentialKind(profile, profiles.length > 1) !== 'role' || sourceName === undefined) break;
    const source = get(sourceName);
    const again = profiles.findIndex((visited) => visited.name === sourceName);
    if (again >= 0) {
      const isItsOwn = sourceName === profile.name && hasAnyKey(profile.raw);
      if (!isItsOwn)
        return { profiles, circle: [...profiles.slice(again).map((each) => each.name), sourceName] };
      profiles.push(profile);
      break;
    }
    profile = source;
  }
  return { profiles };
}

/** The multi-factor devices on the way to a profile's credentials: whose codes a customer may have to wait for. */
export const devicesOf = (name: string, profiles: Pick<AwsProfiles, 'get'>): ReadonlySet<string> =>
  new Set(
    sourceChain(name, profiles).profiles.flatMap((profile, index) => {
      const device = credentialKind(profile, index > 0) === 'role' ? profile.raw.mfa_serial : undefined;
      return device === undefined ? [] : [device];
    }),
  );
