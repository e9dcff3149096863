import { editDistance } from './nearest.ts';
import { WINDOWS_DISPLAY_NAMES } from './windows-display-names.ts';
import { ianaOfWindowsZone } from './windows-zone.ts';

/** Abbreviations and names of times as people write them, with the zones that live by them. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  edt: ['America/New_York'],
  et: ['America/New_York'],
  cdt: ['America/Chicago'],
  ct: ['America/Chicago'],
  mdt: ['America/Denver'],
  mt: ['America/Denver'],
  pst: ['America/Los_Angeles'],
  pdt: ['America/Los_Angeles'],
  pt: ['America/Los_Angeles'],
  bst: ['Europe/London'],
  cest: ['Europe/Paris', 'Europe/Berlin'],
  eest: ['Europe/Athens', 'Europe/Helsinki'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  aedt: ['Australia/Sydney'],
  nzst: ['Pacific/Auckland'],
  nzdt: ['Pacific/Auckland'],
  'greenwich mean time': ['Europe/London', 'UTC'],
  'coordinated universal time': ['UTC'],
  'british summer time': ['Europe/London'],
  'irish standard time': ['Europe/Dublin'],
  'western european time': ['Europe/Lisbon'],
  'western european summer time': ['Europe/Lisbon'],
  'central european time': ['Europe/Berlin', 'Europe/Paris'],
  'central european summer time': ['Europe/Berlin', 'Europe/Paris'],
  'eastern european time': ['Europe/Athens', 'Europe/Helsinki'],
  'eastern european summer time': ['Europe/Athens', 'Europe/Helsinki'],
  'indian standard time': ['Asia/Kolkata'],
  'japan standard time': ['Asia/Tokyo'],
  'hong kong time': ['Asia/Hong_Kong'],
  'australian eastern standard time': ['Australia/Sydney', 'Australia/Brisbane'],
  'australian eastern daylight time': ['Australia/Sydney'],
  // Names that Windows had and has no more.
  'mid-atlantic standard time': ['Atlantic/South_Georgia', 'America/Noronha'],
  'kamchatka standard time': ['Asia/Kamchatka'],
};

/** What the mapping of Windows' names gives by the older of two names. */
const NEWER: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Etc/UTC': 'UTC',
};

/** Slips of the pen in one name; with more, another zone may be meant. */
const MOST_SLIPS = 2;

/** Longer than any zone's name or the text that Windows shows for it; comparing texts takes time by their length. */
const LONGEST_NAME = 80;

const MOST = 3;

/**
 * The zones that somebody who wrote this probably meant, likeliest first, at most three: by an abbreviation, by what
 * Windows shows (`(UTC-05:00) Eastern Time (US & Canada)`), by a city in it, by a slip of the pen, by its offset. Empty
 * without an idea; a zone is never suggested only because many people live there.
 */
export function likelyZones(written: string): readonly string[] {
  const name = written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
  if (name === '' || name.length > LONGEST_NAME) return [];
  const shown = name.replace(/^\((?:utc|gmt)?[^)]*\)\s*/, '');
  for (const found of [times(shown), shownByWindows(shown), cities(shown), slips(name), offsets(name)])
    if (found.length > 0) return [...new Set(found)].slice(0, MOST);
  return [];
}

/** The zone that somebody who wrote this most probably meant; `undefined` without an idea. */
export const suggestTimeZone = (written: string): string | undefined => likelyZones(written)[0];

function times(name: string): readonly string[] {
  const known = Object.hasOwn(TIMES, name) ? TIMES[name] : undefined;
  if (known !== undefined) return known;
  // Windows calls summer time “… Daylight Time”, people leave the word out.
  const standard = name.replace(/(?: daylight| summer| standard)? time$/, ' standard time');
  const zone = name.endsWith(' time') ? zoneOf(standard) : undefined;
  return zone === undefined ? [] : [zone];
}

/** Zones whose text in Windows' lists is this one, or begins with it. */
function shownByWindows(shown: string): readonly string[] {
  if (shown.length < 4) return [];
  const texts = WINDOWS_DISPLAY_NAMES.map(([display, windows]) => ({
    text: placesOf(display).toLowerCase(),
    windows,
  }));
  const same = texts.filter(({ text }) => text === shown);
  const begun = texts.filter(({ text }) => text.startsWith(`${shown} `) || text.startsWith(`${shown},`));
  return (same.length > 0 ? same : begun).flatMap(({ windows }) => zoneOf(windows) ?? []);
}

/** Zones of a city that the text names: the zone's own, or one of those that Windows shows for a zone. */
function cities(shown: string): readonly string[] {
  const named = (city: string): boolean =>
    city.length > 3 && ` ${words(shown)} `.includes(` ${words(city)} `);
  const own = Intl.supportedValuesOf('timeZone').filter((zone) =>
    named((zone.split('/').at(-1) ?? '').replaceAll('_', ' ')),
  );
  const windows = WINDOWS_DISPLAY_NAMES.filter(([display]) => placesOf(display).split(', ').some(named));
  return [...own.map(newer), ...windows.flatMap(([, name]) => zoneOf(name) ?? [])];
}

/** Zones whose IANA or Windows name is this one but for a slip of the pen. */
function slips(name: string): readonly string[] {
  const near = (known: string): number => editDistance(name, known.replaceAll('_', ' ').toLowerCase());
  const iana = Intl.supportedValuesOf('timeZone').map((zone) => ({ zone, slips: near(zone) }));
  const windows = WINDOWS_DISPLAY_NAMES.flatMap(([, known]) => {
    const zone = zoneOf(known);
    return zone === undefined ? [] : [{ zone, slips: near(known) }];
  });
  // Another digit is another offset (`UTC+2`, `UTC+12`), not a slip of the pen.
  if (/\d/.test(name)) return [];
  return [...iana, ...windows]
    .filter((one) => one.slips <= MOST_SLIPS && one.slips * 3 < name.length)
    .sort((a, b) => a.slips - b.slips)
    .map(({ zone }) => newer(zone));
}

/** Zones of a written offset (`UTC+1`, `(UTC-05:00) …`, `+05:30`), by their standard time; whole countries first. */
function offsets(name: string): readonly string[] {
  const [, sign, hours, minutes = '00'] =
    /^\(?(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d{2}))?\)?/.exec(name) ?? [];
  if (sign === undefined || hours === undefined) return [];
  const shown = `(utc${sign}${hours.padStart(2, '0')}:${minutes})`;
  const same = WINDOWS_DISPLAY_NAMES.filter(([display]) => display.toLowerCase().startsWith(shown));
  const known = same.filter(([display]) => / Time \(|, /.test(display));
  return [...known, ...same].flatMap(([, windows]) => zoneOf(windows) ?? []);
}

const placesOf = (display: string): string => display.replace(/^\([^)]*\) /, '');

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function zoneOf(windows: string): string | undefined {
  const zone = ianaOfWindowsZone(windows);
  return zone === undefined ? undefined : newer(zone);
}

const newer = (zone: string): string => NEWER[zone] ?? zone;
