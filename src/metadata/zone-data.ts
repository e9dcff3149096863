import { clockOffset } from './clock-offset.ts';
import type { ZonedTime } from './meeting.ts';
import { ZONE_CHANGES, type ZoneChange } from './zone-changes.ts';

/**
 * The release of the time zone database that this process reckons with, e.g. `2026c`: that of its ICU, which Intl and
 * everything built on it use. `undefined` where the host does not say.
 */
export const ZONE_DATA_VERSION: string | undefined = process.versions.tz;

/** Why a moment may be wrong because this machine's zone data are older than a change of the zone's clocks. */
export interface ZoneDataDoubt {
  readonly change: ZoneChange;
  /**
   * Minutes by which a wall time is placed too late (below 0: too early) by the older data; `undefined` where they differ
   * in the hours around a clock change alone.
   */
  readonly tooLateBy?: number;
}

const NEAR_MS = 2 * 60 * 60_000;

/**
 * Whether a moment, placed by this machine's zone data, lies where data of a newer release place it otherwise. A host that
 * does not name its release is judged by its offset alone.
 * @param version of the zone data in use
 */
export function zoneDataDoubt(time: ZonedTime, version = ZONE_DATA_VERSION): ZoneDataDoubt | undefined {
  const change = ZONE_CHANGES.find(
    ({ zones, since, from, until }) =>
      zones.includes(time.timeZone) &&
      (version === undefined || version < since) &&
      time.epochMs >= Date.parse(from) &&
      (until === undefined || time.epochMs < Date.parse(until)),
  );
  if (change === undefined) return undefined;
  const clock = clockOffset(time.timeZone, time.epochMs);
  if (change.offset !== undefined) {
    // A clock behind (-08:00 where -07:00 is right) shows a wall time later than it is there.
    const tooLateBy = minutesOf(change.offset) - minutesOf(clock.offset);
    return tooLateBy === 0 ? undefined : { change, tooLateBy };
  }
  // A change at this very moment is neither the next nor the previous one.
  const before = clockOffset(time.timeZone, time.epochMs - 1);
  const near = [clock.previous, before.next].some(
    (one) => one !== undefined && Math.abs(one.epochMs - time.epochMs) <= NEAR_MS,
  );
  return version !== undefined && near ? { change } : undefined;
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
