/** A duration in whole minutes, or why the text is none (a clause for a person). */
export type DurationReading =
  | {
      readonly ok: true;
      readonly minutes: number;
      /** A number without a unit, read as minutes, of a size in which people count hours. */
      readonly likeHours?: true;
    }
  | { readonly ok: false; readonly why: string };

/** Longer meetings are slips of the pen; the bound also keeps every sum inside the calendar. */
const LONGEST_MINUTES = 366 * 24 * 60;

const MINUTES_PER = new Map([
  ['d', 24 * 60],
  ['day', 24 * 60],
  ['days', 24 * 60],
  ['h', 60],
  ['hr', 60],
  ['hrs', 60],
  ['hour', 60],
  ['hours', 60],
  ['m', 1],
  ['min', 1],
  ['mins', 1],
  ['minute', 1],
  ['minutes', 1],
]);

/**
 * Reads a meeting's duration: minutes as a number or digits (`60`, `"60"`), numbers with units (`60 minutes`, `1 hour`,
 * `1h 30m`, `1.5 hours`, `1 hour and 30 minutes`) or ISO 8601 (`PT1H30M`). Rounded to whole minutes. Anything else,
 * nothing at all, less than a minute and more than a year are refused.
 */
export function readDuration(value: string | number): DurationReading {
  const minutes = typeof value === 'number' ? value : minutesOf(value.trim().toLowerCase());
  if (minutes === undefined || Number.isNaN(minutes)) {
    return { ok: false, why: 'is not a duration (write minutes, such as 60, or “1 hour 30 minutes”)' };
  }
  const whole = Math.round(minutes);
  if (whole <= 0) return { ok: false, why: 'must be longer than nothing' };
  if (whole > LONGEST_MINUTES) return { ok: false, why: 'is longer than a year' };
  return { ok: true, minutes: whole, ...(looksLikeHours(value) ? { likeHours: true as const } : {}) };
}

/**
 * Meetings last 10, 15, 30, 60 minutes, but 1, 1.5, 2 or 12 hours; AWS counts its maintenance windows in hours. A number
 * with a unit leaves no doubt.
 */
function looksLikeHours(value: string | number): boolean {
  const text = String(value).trim();
  if (!/^\+?\d+(\.\d+)?$/.test(text)) return false;
  const number = Number(text);
  return number < 10 || (number <= 24 && !Number.isInteger(number)) || number === 12 || number === 24;
}

function minutesOf(text: string): number | undefined {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  return isoMinutes(text) ?? unitMinutes(text);
}

function isoMinutes(text: string): number | undefined {
  const match =
    /^p(?:(\d+(?:\.\d+)?)d)?(?:t(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const parts: readonly (string | undefined)[] = match.slice(1);
  if (parts.every((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return days * 24 * 60 + hours * 60 + minutes + seconds / 60;
}

function unitMinutes(text: string): number | undefined {
  const part = /\s*(-?\d+(?:\.\d+)?)\s*([a-z]+)\.?\s*(?:,|and\b|$)?/y;
  let total = 0;
  let parts = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    const factor = MINUTES_PER.get(match?.[2] ?? '');
    if (match === null || factor === undefined) return undefined;
    total += Number(match[1]) * factor;
    parts += 1;
  }
  return parts === 0 ? undefined : total;
}
