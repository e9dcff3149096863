import { Temporal } from 'temporal-polyfill';
import { findTimeZone } from '../metadata/index.ts';

/**
 * The moment Graph means by a `dateTimeTimeZone`, in milliseconds since the Unix epoch. Graph answers in UTC unless
 * asked otherwise, with seven decimals; IANA and Windows zone names are understood too.
 * @returns `undefined` where there is none, or its zone is unknown
 */
export function instantOf(
  time: { readonly dateTime: string; readonly timeZone?: string | null | undefined } | null | undefined,
): number | undefined {
  if (time === null || time === undefined) return undefined;
  const zone = time.timeZone ?? 'UTC';
  try {
    const wall = Temporal.PlainDateTime.from(time.dateTime.replace(/Z$/i, ''));
    return wall.toZonedDateTime(
      /^(tzone:\/\/microsoft\/)?utc$/i.test(zone) ? 'UTC' : (findTimeZone(zone) ?? zone),
    ).epochMilliseconds;
  } catch {
    return undefined; // RangeError: unreadable text or unknown zone
  }
}

/** The calendar day, `YYYY-MM-DD`, on which a moment falls in an IANA zone. */
export function dayOf(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** A moment as wall time in an IANA zone, for people: `2025-11-02 10:00 America/New_York`. */
export function wallTime(epochMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime();
  return `${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')} ${timeZone}`;
}

/** The moment's wall time in UTC, `YYYY-MM-DDTHH:mm:ss`, without offset as Graph wants it. */
export function utcTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19);
}
