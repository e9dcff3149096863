import { Temporal } from 'temporal-polyfill';
import { editDistance, nearestFirst } from './nearest.ts';
import { ianaOfWindowsZone } from './windows-zone.ts';

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

/** Slips of the pen in one name; with more, another zone may be meant. */
const MOST_SLIPS = 2;

/** Longer than any zone's name; comparing texts takes time by their length. */
const LONGEST_NAME = 50;

/** The zone that somebody who wrote this probably meant, for the message; `undefined` without an idea. */
export function suggestTimeZone(name: string): string | undefined {
  const wanted = name.trim().replace(/\s+/g, '_');
  if (wanted === '' || wanted.length > LONGEST_NAME) return undefined;
  const meant = ABBREVIATIONS.get(wanted.toLowerCase());
  if (meant !== undefined) return meant;
  const [nearest = ''] = nearestFirst(wanted, Intl.supportedValuesOf('timeZone'));
  return editDistance(wanted.toLowerCase(), nearest.toLowerCase()) <= MOST_SLIPS ? nearest : undefined;
}

/**
 * The zone with summer time that is likely meant by one of the three IANA names that stand for a fixed offset although
 * people read them as a region's time (`EST` is UTC−5 in July too); `undefined` for any other name.
 */
export function summerTimeSibling(zone: string): string | undefined {
  return FIXED_OFFSETS.get(zone);
}
