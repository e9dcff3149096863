/** Forms in which other programs write moments, and what is the trouble with each. */
const TROUBLES: readonly (readonly [form: RegExp, why: string])[] = [
  [/^\d{9,10}$/, 'is a count of seconds, not a date'],
  [/^\d{12,13}$/, 'is a count of milliseconds, not a date'],
  [/^\/Date\(/, 'is a date as .NET writes it into JSON'],
  [/^\d{8}(T\d{4,6})?Z?$/, 'has nothing between its year, month and day'],
  [/^\d{4}-?W\d{2}/i, 'names a week, not a day'],
  [/^\d{4}-\d{3}(?!\d)/, 'counts the days of the year'],
  [/[^\P{Nd}\d]/u, 'has digits other than 0 to 9'],
  [/^\d{4}[\u2012-\u2015]\d/, 'has dashes (–) where hyphens (-) belong'],
  [
    /\d:\d{2} *[\u2012-\u2015] *\d|\d:\d{2} +- +\d|[ap]\.?m\.? *[-\u2012-\u2015] *\d|\d:\d{2}(?: ?[ap]\.?m\.?)? +to +\d/i,
    'gives two times: start and end belong in fields of their own',
  ],
  [/^\d{4}\D\d{1,2}\D\d{1,2}[T ] *\d{3,4}(?:Z| ?[ap]\.?m\.?)?$/i, 'has nothing between its hour and minute'],
  [/ (?:at )?(?:noon|midnight|midday)$/i, 'has its time as a word'],
  [/\[[^\]]*\]$/, 'has a zone in square brackets, which belongs in the time zone field'],
  [/^\d{4}-\d-|^\d{4}-\d{2}-\d(?!\d)/, 'has a month or a day of a single digit'],
  [/^\d{1,2}-\d{1,2}-\d{4}/, 'has its year last, and nothing says whether the day or the month comes first'],
  [/^\d{1,2}\.\d{1,2}\.\d{2,4}/, 'is written with dots and its year last'],
  [/^\d{1,2}[/-]\d{1,2}[/-]\d{2}(?!\d)/, 'has a year of two digits'],
  [/^\d{1,2}[-/ ][\p{L}]+[-/]\d{2,4}/u, 'has its month as a word between dashes'],
  [/^\p{L}+\.? +\d{1,2} +\d{1,2}:/u, 'has its year behind the time or none at all'],
  [/[T ]\d{1,2} ?[ap]\.?m/i, 'has an hour without minutes'],
  [/T\d{2}(?![\d:])| \d{1,2}(?:h|\.)\d{0,2}$/i, 'has a time that is not written with a colon'],
  [/\d{1,2}h\d{2}|\d \d{1,2}\.\d{2}/i, 'has a time that is not written with a colon'],
  [/^(?:\d{1,2}\.? +)?\p{L}+\.? +(?:\d{1,2}, *)?\d{4}/u, 'names a month that is no English one'],
];

/**
 * Why a text is no date with a time, as a clause: what is the trouble with it exactly, where that can be told.
 * @param text with plain blanks
 * @param rest what stands behind a date and time that were read
 */
export function momentTrouble(text: string, rest?: string): string {
  const known = TROUBLES.find(([form]) => form.test(text))?.[1];
  if (known !== undefined) return known;
  const behind = rest?.trim() ?? '';
  return behind === ''
    ? 'is not written as a date with a time'
    : `has something behind the time that is no offset (“${behind.slice(0, 20)}”)`;
}
