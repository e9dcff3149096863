import { Temporal } from 'temporal-polyfill';
import { ianaOfWindowsZone } from './windows-zone.ts';

const FIXED_OFFSETS = new Map([
  ['EST', 'America/New_York'],
  ['MST', 'America/Denver'],
  ['HST', 'Pacific/Honolulu'],
]);

/**
 * The IANA zone a name stands for: an IANA name, in the zone database's spelling of upper and lower case, or the zone of
 * a Windows zone name (`Eastern Standard Time`). `undefined` for anything that is neither (offsets such as `+05:00`
 * included: calendars take names).
 */
export function findTimeZone(name: string): string | undefined {
  return ianaTimeZone(name.trim()) ?? ianaOfWindowsZone(name);
}

function ianaTimeZone(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * The zone with summer time that is likely meant by one of the three IANA names that stand for a fixed offset although
 * people read them as a region's time (`EST` is UTC−5 in July too); `undefined` for any other name.
 */
export function summerTimeSibling(zone: string): string | undefined {
  return FIXED_OFFSETS.get(zone);
}
