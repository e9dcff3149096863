import type { Field } from './draft.ts';
import { shorten, type JsonDocument } from './json-document.ts';
import type { ZonedTime } from './meeting.ts';
import { readMomentText } from './moment-text.ts';
import type { Problem } from './problem.ts';
import { convertToZone, isRepeatedWallTime, placeInZone } from './zoned-time.ts';

/** A field's moment, or the reasons why it gives none. */
export interface TimeReading {
  readonly time?: ZonedTime;
  readonly problems: readonly Problem[];
}

const EXAMPLE = 'Write it as 2025-11-02T10:00 (wall time) or 2025-11-02T10:00:00-05:00.';

/**
 * Reads a field as a moment in the given IANA zone: an offset in the text is converted, a text without one is wall time
 * there. Errors at the field: no date-time (`TimeInvalid`), a date alone (`TimeOfDayMissing`), a time alone
 * (`DateMissing`), an impossible year (`ImplausibleYear`), a zone by its abbreviation (`ZoneAbbreviation`), a time that a
 * clock change skips (`TimeSkipped`). A repeated wall time is the warning `TimeRepeated`; the earlier one is taken unless
 * the text's offset says which is meant (RFC 5545 §3.3.5). A date with slashes is read month first, as the Go tool does,
 * with the warning `MonthFirst`.
 */
export function readTime(document: JsonDocument, { value, path }: Field<string>, zone: string): TimeReading {
  const name = String(path.at(-1) ?? '');
  const quoted = `${name} “${shorten(value, 40)}”`;
  const failed = (code: string, message: string): TimeReading => ({
    problems: [document.problemAt(path, 'error', code, message)],
  });
  const moment = readMomentText(value);
  if (moment.kind === 'invalid') return failed(moment.code, `${quoted} ${moment.why}. ${EXAMPLE}`);
  if (moment.kind === 'date') {
    return failed(
      'TimeOfDayMissing',
      `${quoted} is a day without a time. Add the time: ${moment.date}T10:00.`,
    );
  }
  if (moment.kind === 'time') {
    return failed(
      'DateMissing',
      `${quoted} is a time without a day. Add the day: 2025-11-02T${clock(`0000-00-00T${moment.time}`)}.`,
    );
  }
  const remarks = moment.slashed === true ? [monthFirst(moment.wall)] : [];
  if (moment.offset !== undefined) {
    const time = convertToZone(moment.wall, moment.offset, zone);
    if (moment.likeSpan === true && time.dateTime !== moment.wall) {
      const end = moment.offset.slice(1);
      return failed(
        'TimeInvalid',
        `${quoted} may mean the time from ${clock(moment.wall)} to ${end}, or ${clock(moment.wall)} with the offset ${moment.offset}, which is not that of ${zone}. Write the end into its own field, or ${moment.wall}${moment.offset} if the offset is meant.`,
      );
    }
    if (!isRepeatedWallTime(time)) return { time, problems: remarks };
    const message = `${quoted} is ${clock(time.dateTime)} in ${zone}, which that zone's clocks show twice that day. The offset in the file says which one is meant, and that one is taken.`;
    return { time, problems: [...remarks, document.problemAt(path, 'warning', 'TimeRepeated', message)] };
  }
  const placed = placeInZone(moment.wall, zone);
  if (placed.kind === 'once') return { time: placed.time, problems: remarks };
  if (placed.kind === 'skipped') {
    return failed(
      'TimeSkipped',
      `${quoted} does not exist in ${zone}: the clocks go from ${jump(placed.from, placed.to)} there. Choose another time, or add the offset.`,
    );
  }
  const message = `${quoted} comes twice in ${zone}, as the clocks go back that day. The earlier one (offset ${placed.offset}) is taken; for the later one write ${moment.wall}${placed.laterOffset}.`;
  return {
    time: placed.time,
    problems: [...remarks, document.problemAt(path, 'warning', 'TimeRepeated', message)],
  };

  function monthFirst(wall: string): Problem {
    const date = wall.slice(0, 10);
    const message = `${quoted} is read month first: ${date}. Write ${date} to leave no doubt.`;
    return document.problemAt(path, 'warning', 'MonthFirst', message);
  }
}

const clock = (wall: string): string => wall.slice(11, 16);

/** `02:00 to 03:00`; with the dates where a whole day is skipped. */
function jump(from: string, to: string): string {
  if (from.slice(0, 10) === to.slice(0, 10)) return `${clock(from)} to ${clock(to)}`;
  return [from, to].map((wall) => wall.slice(0, 16).replace('T', ' ')).join(' to ');
}
