import { Temporal } from 'temporal-polyfill';

/** Names that Windows and Outlook use, by the IANA zone that is usually meant (Unicode CLDR, windowsZones). */
const WINDOWS_ZONES = new Map([
  ['eastern standard time', 'America/New_York'],
  ['central standard time', 'America/Chicago'],
  ['mountain standard time', 'America/Denver'],
  ['pacific standard time', 'America/Los_Angeles'],
  ['gmt standard time', 'Europe/London'],
  ['w. europe standard time', 'Europe/Berlin'],
  ['romance standard time', 'Europe/Paris'],
  ['central europe standard time', 'Europe/Budapest'],
  ['india standard time', 'Asia/Kolkata'],
  ['tokyo standard time', 'Asia/Tokyo'],
  ['aus eastern standard time', 'Australia/Sydney'],
]);

const ABBREVIATIONS = new Map([
  ['edt', 'America/New_York'],
  ['et', 'America/New_York'],
  ['cdt', 'America/Chicago'],
  ['ct', 'America/Chicago'],
  ['mdt', 'America/Denver'],
  ['mt', 'America/Denver'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['pt', 'America/Los_Angeles'],
  ['bst', 'Europe/London'],
  ['cest', 'Europe/Paris'],
  ['ist', 'Asia/Kolkata'],
]);

const FIXED_OFFSETS = new Map([
  ['EST', 'America/New_York'],
  ['MST', 'America/Denver'],
  ['HST', 'Pacific/Honolulu'],
]);

/**
 * The IANA zone a name stands for, in the zone database's spelling of upper and lower case; `undefined` for anything
 * that is none (offsets such as `+05:00` included: calendars take names).
 */
export function findTimeZone(name: string): string | undefined {
  const trimmed = name.trim();
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(trimmed)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(trimmed).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The zone that somebody who wrote this probably meant, for the message; `undefined` without an idea. */
export function suggestTimeZone(name: string): string | undefined {
  const folded = name.trim().toLowerCase().replace(/\s+/g, ' ');
  return WINDOWS_ZONES.get(folded) ?? ABBREVIATIONS.get(folded);
}

/**
 * The zone with summer time that is likely meant by one of the three IANA names that stand for a fixed offset although
 * people read them as a region's time (`EST` is UTC−5 in July too); `undefined` for any other name.
 */
export function summerTimeSibling(zone: string): string | undefined {
  return FIXED_OFFSETS.get(zone);
}
