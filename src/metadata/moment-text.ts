/** What a text says about a moment: date and time as written, with the offset if it has one. */
export type MomentText =
  | { readonly kind: 'moment'; readonly wall: string; readonly offset?: string }
  /** A date alone: the day is known, the time is not. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'invalid'; readonly code: 'TimeInvalid' | 'ImplausibleYear'; readonly why: string };

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(?:(?:[Tt]| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?)?$/;

/** Years in which a meeting can lie; anything else is a slip of the pen or an empty date of another program. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * Reads RFC 3339 date-times, the same without an offset (seconds and fractions may be missing) and with a space in
 * place of the T. Gives the wall time as `YYYY-MM-DDTHH:mm:ss` (fractions are cut off) and the offset as `±HH:mm`.
 * Dates that no calendar has, times past 23:59:59 and years outside 2000–2100 are invalid, with the reason as a clause.
 */
export function readMomentText(text: string): MomentText {
  const match = SHAPE.exec(text.trim());
  if (match === null) return invalid('is not written as a date with a time');
  const [, date = '', hour, minute, second = '00', zone] = match;
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return invalid(`lies in the year ${date.slice(0, 4)}, which cannot be meant`, 'ImplausibleYear');
  }
  if (!isCalendarDate(date)) return invalid(`names a day that no calendar has (${date})`);
  if (hour === undefined || minute === undefined) return { kind: 'date', date };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return invalid(`names a time that no clock shows (${hour}:${minute}:${second})`);
  }
  const offset = zone === undefined ? undefined : normalizeOffset(zone);
  if (offset === 'invalid') return invalid(`has an offset that does not exist (${zone ?? ''})`);
  const wall = `${date}T${hour}:${minute}:${second}`;
  return offset === undefined ? { kind: 'moment', wall } : { kind: 'moment', wall, offset };
}

const invalid = (why: string, code: 'TimeInvalid' | 'ImplausibleYear' = 'TimeInvalid'): MomentText => ({
  kind: 'invalid',
  code,
  why,
});

function isCalendarDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  // Day 0 of the next month is the last day of this one.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `Z` and `±HH[[:]mm]` as `±HH:mm`; offsets of more than 18 hours exist nowhere. */
function normalizeOffset(zone: string): string {
  if (zone === 'Z' || zone === 'z') return '+00:00';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const hours = digits.slice(0, 2);
  const minutes = digits.slice(2);
  if (Number(hours) > 18 || Number(minutes) > 59) return 'invalid';
  return `${zone.slice(0, 1)}${hours}:${minutes}`;
}

/**
 * Joins a form's separate date and time fields into one text for `readMomentText`: `2025-11-02` and `10:00`, `9:30` or
 * `2:15 PM` give `2025-11-02T14:15`. Whatever cannot be joined stays as it is, for the reader to complain about.
 */
export function joinDateAndTime(date: string | undefined, time: string | undefined): string {
  const day = date?.trim() ?? '';
  const clock = time?.trim() ?? '';
  if (clock === '') return day;
  const match = /^(\d{1,2}):(\d{2})(:\d{2})?(?:\s*([AaPp])[Mm])?$/.exec(clock);
  if (match === null) return `${day} ${clock}`.trim();
  const [, hour = '', minute = '', second = '', half] = match;
  const number = Number(hour);
  if (half !== undefined && (number < 1 || number > 12)) return `${day} ${clock}`.trim();
  const afternoon = half?.toLowerCase() === 'p';
  const hours = half === undefined ? number : (number % 12) + (afternoon ? 12 : 0);
  return `${day}${day === '' ? '' : 'T'}${String(hours).padStart(2, '0')}:${minute}${second}`;
}
