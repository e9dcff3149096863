import { readDatePrefix } from './date-text.ts';
import { readClockPrefix } from './clock-text.ts';
import { momentTrouble } from './moment-trouble.ts';

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
      /** What is taken for an offset may as well be the end of a span of time (`2030-01-15 10:00-11:00`). */
      readonly likeSpan?: true;
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
/** `Z`, `UTC`, `GMT`, `UT` (RFC 822 §5.1), an offset, or `UTC+2` and the like; with or without brackets around the word. */
const OFFSET =
  /^ *(?:(?<utc>[Zz]|UTC|GMT|UT)|\((?:UTC|GMT)\)|(?:UTC|GMT)?(?<sign>[+-])(?<hours>\d{2})(?::?(?<minutes>\d{2}))?|(?:UTC|GMT)(?<side>[+-])(?<hour>\d)(?::(?<minute>\d{2}))?)(?![\w:+-])/i;
/** What programs write behind an offset, which says the same once more: `(Eastern Standard Time)`, `EST`, `UTC`. */
const REMARK = /^ *(?:\((?<words>[\p{L} .]+)\)|(?<word>(?![AP]M$)[A-Z]{1,5}))$/u;
const ZONE_WORD = /^ *\(?([A-Za-z][A-Za-z_/]*)\)?$/;
const WEEKDAY =
  /^(?<name>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?: *, *| +)(?=[\p{L}\d])/iu;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * A moment's text with plain blanks: no-break, narrow and other blanks of Unicode (`toLocaleString` writes U+202F before
 * AM) and line ends become spaces, invisible format characters go (some browsers wrote U+200E between the parts), a
 * typographic minus and the hyphens that look like `-` become one. A dash (–) does not: it stands between two times.
 */
export function withPlainBlanks(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\r\n|[\p{Z}\t\n\r]/gu, ' ')
    .replace(/[\u2010\u2011\u2212\uFE63\uFF0D]/g, '-')
    .trim();
}

/**
 * Reads a date with a time: RFC 3339, the same without an offset, RFC 2822 (`Wed, 20 Jan 2027 15:00:00 GMT`), year first
 * with slashes, and the forms people write, as the Go tool's date parser knows them (`01/15/2025 3:04 PM`,
 * `January 15, 2025 at 3:04 PM`, `15 Jan 2025 15:04` …; seconds and fractions may be missing, upper and lower case do not
 * matter). `Z`, `UTC` and `GMT` are the offset +00:00. Fractions are cut off. Dates that no calendar has, times past
 * 23:59:59, years outside 2000–2100, a weekday that is another one's, and zone abbreviations are invalid, with the reason
 * as a clause.
 */
export function readMomentText(text: string): MomentText {
  const plain = withPlainBlanks(text);
  const weekday = WEEKDAY.exec(plain);
  const trimmed = weekday === null ? plain : plain.slice(weekday[0].length);
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
  const otherDay = weekdayTrouble(weekday?.groups?.name, found.date);
  if (otherDay !== undefined) return invalid(otherDay);
  if (found.rest === '') return { kind: 'date', date: found.date };
  const between = BETWEEN.exec(found.rest);
  const clock = between === null ? undefined : readClockPrefix(found.rest.slice(between[0].length));
  if (clock === undefined) return invalid(momentTrouble(plain));
  if (clock.kind === 'impossible') {
    const midnight = clock.written.startsWith('24:00') ? '; midnight is 00:00 of the day after' : '';
    return invalid(`names a time that no clock shows (${clock.written.trim()}${midnight})`);
  }
  const wall = `${found.date}T${clock.time}`;
  const moment = { kind: 'moment', wall, ...(found.slashed ? { slashed: true as const } : {}) } as const;
  if (clock.rest === '') return moment;
  const zone = OFFSET.exec(clock.rest);
  if (zone === null) return zoneWord(clock.rest, plain);
  const offset = normalizeOffset(zone.groups ?? {});
  if (offset === undefined) return invalid(`has an offset that does not exist (${zone[0].trim()})`);
  const rest = clock.rest.slice(zone[0].length);
  const span = likeSpan(found.rest, zone[0], moment.wall) ? { likeSpan: true as const } : {};
  if (rest.trim() === '') return { ...moment, offset, ...span };
  const remark = REMARK.exec(rest)?.groups;
  if (remark === undefined) return invalid(momentTrouble(plain));
  const again = /^(utc|gmt|z)$/i.test(remark.word ?? remark.words ?? '');
  return again && offset !== '+00:00'
    ? invalid(`says two different things: ${zone[0].trim()} and ${rest.trim()}`)
    : { ...moment, offset, ...span };
}

/**
 * Whether `-11:00` behind a time may be its end: no program writes an offset behind a time without seconds that no `T`
 * begins, people write spans so. An end is later than its beginning, or
 * lies behind midnight.
 */
function likeSpan(written: string, offset: string, wall: string): boolean {
  if (/^T/i.test(written) || !/^ *-\d{2}:\d{2}$/.test(offset) || /\d:\d{2}:\d{2}/.test(written)) return false;
  const begins = wall.slice(11, 16);
  return offset.trim().slice(1) > begins || begins >= '18:00';
}

function readTimeAlone(text: string): MomentText {
  const clock = readClockPrefix(text);
  if (clock?.kind === 'time' && clock.rest === '') return { kind: 'time', time: clock.time };
  return invalid(momentTrouble(text));
}

/** What follows a time and is no offset: a zone's name or abbreviation, or nothing that a reader knows. */
function zoneWord(rest: string, text: string): MomentText {
  const word = ZONE_WORD.exec(rest)?.[1];
  if (word === undefined) return invalid(momentTrouble(text, rest));
  if (word.includes('/'))
    return invalid(
      `has a zone (${word}) behind the time, which belongs in the file's time zone field`,
      'ZoneAbbreviation',
    );
  return invalid(
    `names a time zone by “${word}”, which does not say for certain what the time is; take it out, or put an IANA zone into the file's time zone field`,
    'ZoneAbbreviation',
  );
}

/** Why a weekday in front of a date cannot be right; `undefined` where there is none or it fits. */
function weekdayTrouble(written: string | undefined, date: string): string | undefined {
  if (written === undefined) return undefined;
  const named = WEEKDAYS.find((day) => day.toLowerCase().startsWith(written.slice(0, 3).toLowerCase()));
  const real = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return named === real ? undefined : `names a ${named ?? written}, but ${date} is a ${real ?? ''}`;
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

/** As `±HH:mm`; clocks are nowhere further from UTC than -12:00 and +14:00. */
function normalizeOffset(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const sign = groups.sign ?? groups.side;
  if (sign === undefined) return '+00:00';
  const hours = Number(groups.hours ?? groups.hour);
  const minutes = Number(groups.minutes ?? groups.minute ?? 0);
  if (minutes > 59 || hours * 60 + minutes > (sign === '-' ? 12 : 14) * 60) return undefined;
  return `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
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
