import { readDatePrefix } from './date-text.ts';
import { readClockPrefix } from './clock-text.ts';

/** What a text says about a moment: date and time as written, with the offset if it has one. */
export type MomentText =
  | {
      readonly kind: 'moment';
      /** `YYYY-MM-DDTHH:mm:ss` */
      readonly wall: string;
      /** `±HH:mm` */
      readonly offset?: string;
      /** The date was written with slashes, which some read month first and others day first. */
      readonly slashed?: true;
    }
  /** A date alone (`YYYY-MM-DD`): the day is known, the time is not. */
  | { readonly kind: 'date'; readonly date: string }
  /** A time alone (`HH:mm:ss`): the day is not known. */
  | { readonly kind: 'time'; readonly time: string }
  | {
      readonly kind: 'invalid';
      readonly code: 'TimeInvalid' | 'ImplausibleYear' | 'ZoneAbbreviation';
      readonly why: string;
    };

/** Years in which a meeting can lie; anything else is a slip of the pen or an empty date of another program. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** What may stand between a date and a time: `T` (RFC 3339), a space, a comma, the word “at”. */
const BETWEEN = /^(?:[Tt](?=\d)| *, *| +)(?:at +)?/i;
const OFFSET = /^ ?([Zz]|[+-]\d{2}(?::?\d{2})?)$/;
const ZONE_WORD = /^ *\(?([A-Za-z][A-Za-z_/]*)\)?$/;

/**
 * Reads a date with a time: RFC 3339, the same without an offset, and the forms people write, as the Go tool's date
 * parser knows them (`01/15/2025 3:04 PM`, `January 15, 2025 at 3:04 PM`, `15 Jan 2025 15:04` …; seconds and fractions
 * may be missing, upper and lower case do not matter). Fractions are cut off. Dates that no calendar has, times past
 * 23:59:59, years outside 2000–2100 and zone abbreviations are invalid, with the reason as a clause.
 */
export function readMomentText(text: string): MomentText {
  const trimmed = text.trim();
  const found = readDatePrefix(trimmed);
  if (found === undefined) return readTimeAlone(trimmed);
  const year = Number(found.date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return invalid(`lies in the year ${found.date.slice(0, 4)}, which cannot be meant`, 'ImplausibleYear');
  }
  if (!isCalendarDate(found.date)) {
    const order = found.slashed ? ', read month first' : '';
    return invalid(`names a day that no calendar has (${found.date}${order})`);
  }
  if (found.rest === '') return { kind: 'date', date: found.date };
  const between = BETWEEN.exec(found.rest);
  const clock = between === null ? undefined : readClockPrefix(found.rest.slice(between[0].length));
  if (clock === undefined) return invalid('is not written as a date with a time');
  if (clock.kind === 'impossible') return invalid(`names a time that no clock shows (${clock.written})`);
  const wall = `${found.date}T${clock.time}`;
  const moment = { kind: 'moment', wall, ...(found.slashed ? { slashed: true as const } : {}) } as const;
  if (clock.rest === '') return moment;
  const zone = OFFSET.exec(clock.rest)?.[1];
  if (zone === undefined) return zoneWord(clock.rest);
  const offset = normalizeOffset(zone);
  return offset === undefined
    ? invalid(`has an offset that does not exist (${zone})`)
    : { ...moment, offset };
}

function readTimeAlone(text: string): MomentText {
  const clock = readClockPrefix(text);
  return clock?.kind === 'time' && clock.rest === ''
    ? { kind: 'time', time: clock.time }
    : invalid('is not written as a date with a time');
}

/** What follows a time and is no offset: a zone's name or abbreviation, or nothing that a reader knows. */
function zoneWord(rest: string): MomentText {
  const word = ZONE_WORD.exec(rest)?.[1];
  if (word === undefined) return invalid('is not written as a date with a time');
  const instead = /^(utc|gmt)$/i.test(word) ? 'write Z in its place' : 'take it out';
  return invalid(
    `names a time zone by “${word}”, which does not say for certain what the time is; ${instead}, or put an IANA zone into the file's time zone field`,
    'ZoneAbbreviation',
  );
}

const invalid = (
  why: string,
  code: 'TimeInvalid' | 'ImplausibleYear' | 'ZoneAbbreviation' = 'TimeInvalid',
): MomentText => ({ kind: 'invalid', code, why });

function isCalendarDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  // Day 0 of the next month is the last day of this one.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `Z` and `±HH[[:]mm]` as `±HH:mm`; offsets of more than 18 hours exist nowhere. */
function normalizeOffset(zone: string): string | undefined {
  if (zone === 'Z' || zone === 'z') return '+00:00';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const hours = digits.slice(0, 2);
  const minutes = digits.slice(2);
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  return `${zone.slice(0, 1)}${hours}:${minutes}`;
}

/**
 * Joins a form's separate date and time fields into one text for `readMomentText`. A half that is missing or blank is
 * left out: the reader then says which one.
 */
export function joinDateAndTime(date: string | undefined, time: string | undefined): string {
  return [date, time]
    .map((half) => half?.trim() ?? '')
    .filter((half) => half !== '')
    .join(' ');
}
