import type { AwsProfile, AwsProfiles } from '../../../customers/index.ts';
import { credentialKind, hasKeys } from './identity.ts';

/** The profiles that a profile's credentials come from, itself the first, by source_profile. */
export interface SourceChain {
  readonly profiles: readonly AwsProfile[];
  /** The names from the first that comes again to where it does, e.g. `a, b, a`; absent where the chain ends. */
  readonly circle?: readonly string[];
}

/**
 * Follows source_profile. A source with keys of its own ends the chain, whatever else it has; a profile that does not
 * exist ends it as well.
 */
export function sourceChain(name: string, { get }: Pick<AwsProfiles, 'get'>): SourceChain {
  const profiles: AwsProfile[] = [];
  for (let profile = get(name); profile !== undefined;) {
    const { raw } = profile;
    profiles.push(profile);
    if (credentialKind(profile) !== 'role' || raw.source_profile === undefined) break;
    const source = get(raw.source_profile);
    if (source !== undefined && hasKeys(source.raw)) {
      profiles.push(source);
      break;
    }
    const names = profiles.map((visited) => visited.name);
    const again = source === undefined ? -1 : names.indexOf(source.name);
    if (again >= 0) return { profiles, circle: [...names.slice(again), raw.source_profile] };
    profile = source;
  }
  return { profiles };
}

/** The multi-factor devices on the way to a profile's credentials: whose codes a customer may have to wait for. */
export const devicesOf = (name: string, profiles: Pick<AwsProfiles, 'get'>): ReadonlySet<string> =>
  new Set(
    sourceChain(name, profiles).profiles.flatMap((profile) => {
      const device = credentialKind(profile) === 'role' ? profile.raw.mfa_serial : undefined;
      return device === undefined ? [] : [device];
    }),
  );
