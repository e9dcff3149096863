/** A date at the beginning of a text: `YYYY-MM-DD` (not yet checked against the calendar) and what follows it. */
export interface DatePrefix {
  readonly date: string;
  readonly rest: string;
  /** Written with slashes, and so read month first. */
  readonly slashed: boolean;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const ISO = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/;
/** No country writes the day second behind a year. */
const YEAR_FIRST = /^(?<year>\d{4})(?<between>[/.])(?<month>\d{1,2})\k<between>(?<day>\d{1,2})(?!\d)/;
const SLASHED = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?!\d)/;
const MONTH_FIRST =
  /^(?<month>[A-Za-z]+)\.? +(?<day>\d{1,2})(?:st|nd|rd|th)?(?: *, *| +)(?<year>\d{4})(?!\d)/;
const DAY_FIRST =
  /^(?<day>\d{1,2})(?:\.|st|nd|rd|th)? +(?:of +)?(?<month>[A-Za-z]+)\.?(?: *, *| +)(?<year>\d{4})(?!\d)/;

/**
 * Reads the date a text begins with: `2025-01-15`, `2025/01/15`, `01/15/2025` and `1/15/2025` (month first), `January 15, 2025`,
 * `Jan 15, 2025`, `15 January 2025`, `15 Jan 2025`, `15th January 2025`; month names in any case, whole or their first three letters.
 */
export function readDatePrefix(text: string): DatePrefix | undefined {
  for (const form of [ISO, YEAR_FIRST, SLASHED, MONTH_FIRST, DAY_FIRST]) {
    const match = form.exec(text);
    const { year, month, day } = match?.groups ?? {};
    if (match === null || year === undefined || month === undefined || day === undefined) continue;
    const number = /^\d/.test(month) ? month : monthNumber(month);
    if (number === undefined) return undefined;
    return {
      date: `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`,
      rest: text.slice(match[0].length),
      slashed: form === SLASHED,
    };
  }
  return undefined;
}

/** `1` to `12`. “Sept” is the one abbreviation of four letters that people use. */
function monthNumber(name: string): string | undefined {
  const folded = name.toLowerCase() === 'sept' ? 'sep' : name.toLowerCase();
  const index = MONTHS.findIndex((month) => month === folded || month.slice(0, 3) === folded);
  return index < 0 ? undefined : String(index + 1);
}
