import { disagreement } from './disagreement.ts';
import type { Draft, Field } from './draft.ts';
import { readDuration } from './duration.ts';
import { shorten, type JsonDocument } from './json-document.ts';
import type { ZonedTime } from './meeting.ts';
import { inWords, missing } from './missing.ts';
import { readZones } from './meeting-zone.ts';
import type { Problem } from './problem.ts';
import { readTime } from './read-time.ts';
import { readMomentText } from './moment-text.ts';
import { zoneDataDoubt, ZONE_DATA_VERSION } from './zone-data.ts';
import { addMinutes } from './zoned-time.ts';

/** When a meeting takes place, as far as its file says so. Complete when no problem is an error. */
export interface MeetingTimes {
  readonly start?: ZonedTime;
  readonly end?: ZonedTime;
  readonly window?: { readonly start: ZonedTime; readonly end: ZonedTime };
  readonly problems: readonly Problem[];
}

export interface TimeOptions {
  /** IANA zone for files that name none. */
  readonly defaultTimeZone: string;
  /** Milliseconds since the Unix epoch, for “in the past”. */
  readonly nowEpochMs: number;
  /** The release of the time zone data in use, e.g. `2026c`; by default this process's own. */
  readonly zoneData?: string;
}

/** What a meeting lasts when nothing says how long, and when its end is missing or its start (upstream behaviour). */
const DEFAULT_MINUTES = 60;
const DAY_MS = 24 * 60 * 60_000;
const SHORTEST_MS = 5 * 60_000;

/**
 * Decides when the meeting is: its own start if the file has one (then its duration, its own end, or 60 minutes), else
 * the implementation window (a duration of the meeting's own still counts). Every time in the file is checked, also
 * those that are not used.
 */
export function readTimes(document: JsonDocument, draft: Draft, options: TimeOptions): MeetingTimes {
  const problems: Problem[] = [];
  const zones = readZones(document, draft, options.defaultTimeZone);
  problems.push(...zones.problems);
  const timeOf = (timeField: Field<string> | undefined, zone: string): ZonedTime | undefined => {
    if (timeField === undefined) return undefined;
    const reading = readTime(document, timeField, zone);
    problems.push(...reading.problems);
    const { time } = reading;
    // A wrong time is the thing to correct; only a right one can be compared.
    for (const other of time === undefined ? [] : (timeField.others ?? [])) {
      const again = readTime(document, other, zone).time;
      if (again?.epochMs !== time?.epochMs) problems.push(disagreement(document, timeField, other));
    }
    return time;
  };
  /** The end for a start: `start` + 60 minutes where the file gives none or the same; nothing where it is wrong. */
  const endFor = (start: ZonedTime | undefined, endField: Field<string> | undefined, zone: string) => {
    const end = timeOf(endField, zone);
    if (start === undefined) return undefined;
    if (endField === undefined || end?.epochMs === start.epochMs) return addMinutes(start, DEFAULT_MINUTES);
    if (end === undefined || end.epochMs > start.epochMs) return end;
    const name = String(endField.path.at(-1) ?? 'end');
    const message = `${name} “${shorten(endField.value, 40)}” lies before the start. Correct one of the two.`;
    problems.push(document.problemAt(endField.path, 'error', 'EndBeforeStart', message));
    return undefined;
  };

  const { meeting } = draft;
  const windowStart = timeOf(draft.window.start, zones.window);
  const windowEnd = endFor(windowStart, draft.window.end, zones.window);
  const ownStart = timeOf(meeting.start, zones.meeting);
  const minutes = durationOf(document, meeting.duration, problems);
  const ownEnd = endFor(ownStart, meeting.end, zones.meeting);

  const start = meeting.start === undefined ? windowStart : ownStart;
  const timed = start !== undefined && minutes !== undefined ? addMinutes(start, minutes) : undefined;
  const end = timed ?? (meeting.start === undefined ? windowEnd : ownEnd);

  if (meeting.start === undefined && draft.window.start === undefined) {
    const place = (draft.window.end ?? meeting.end)?.path.slice(0, -1) ?? [];
    const message = `The meeting has no start. Give ${inWords(draft.places.start)}.`;
    problems.push(...missing(document, draft.places.start, 'error', 'StartMissing', message, place));
  }
  if (meeting.start === undefined && meeting.duration !== undefined && timed !== undefined) {
    const message =
      'The meeting has a duration but no start of its own: it begins with the implementation window and lasts this long.';
    problems.push(document.problemAt(meeting.duration.path, 'warning', 'DurationWithoutStart', message));
  }
  if (
    meeting.end !== undefined &&
    timed !== undefined &&
    ownEnd !== undefined &&
    ownEnd.epochMs !== timed.epochMs
  ) {
    const message = 'The end does not fit the duration: the duration counts.';
    problems.push(document.problemAt(meeting.end.path, 'warning', 'EndDisagrees', message));
  }
  if (start !== undefined && end !== undefined) {
    const startField = meeting.start ?? draft.window.start;
    // A duration that looks like hours has been told already, with what to write instead.
    const told = problems.some(({ code }) => code === 'DurationLooksLikeHours');
    problems.push(
      ...oddities(document, startField?.path ?? [], start, end, options.nowEpochMs).filter(
        ({ code }) => !told || code !== 'ShorterThanFiveMinutes',
      ),
      ...oldZoneData(document, startField, [start, end], options.zoneData ?? ZONE_DATA_VERSION),
    );
  }
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(windowStart === undefined || windowEnd === undefined
      ? {}
      : { window: { start: windowStart, end: windowEnd } }),
    problems,
  };
}

function durationOf(
  document: JsonDocument,
  duration: Field<string | number> | undefined,
  problems: Problem[],
): number | undefined {
  if (duration === undefined) return undefined;
  const reading = readDuration(duration.value);
  for (const other of duration.others ?? []) {
    const again = readDuration(other.value);
    const same = reading.ok && again.ok && reading.minutes === again.minutes;
    if (!same) problems.push(disagreement(document, duration, other));
  }
  const name = String(duration.path.at(-1) ?? '');
  if (reading.ok) {
    // A field that has the unit in its name leaves no doubt either.
    if (reading.likeHours === true && !/minute/i.test(name)) {
      const written = String(duration.value).trim();
      const message = `${name} ${written} is read as minutes: the meeting would last ${counted(reading.minutes)}. Write “${hours(written)}” or “${counted(reading.minutes)}”.`;
      problems.push(document.problemAt(duration.path, 'warning', 'DurationLooksLikeHours', message));
    }
    return reading.minutes;
  }
  const message = `${name} “${shorten(String(duration.value), 40)}” ${reading.why}.`;
  problems.push(document.problemAt(duration.path, 'error', 'DurationInvalid', message));
  return undefined;
}

const counted = (minutes: number): string => `${minutes} minute${minutes === 1 ? '' : 's'}`;

/** `2 hours` for `2`. */
const hours = (written: string): string => `${written} hour${Number(written) === 1 ? '' : 's'}`;

/** The warning that this machine's zone data are older than a change of the zone's clocks, and which way that goes. */
function oldZoneData(
  document: JsonDocument,
  startField: Field<string> | undefined,
  times: readonly ZonedTime[],
  version: string | undefined,
): Problem[] {
  const [time] = times.filter((one) => zoneDataDoubt(one, version) !== undefined);
  const doubt = time === undefined ? undefined : zoneDataDoubt(time, version);
  if (time === undefined || doubt === undefined) return [];
  const { change, tooLateBy } = doubt;
  const moment = startField === undefined ? undefined : readMomentText(startField.value);
  const withOffset = moment?.kind === 'moment' && moment.offset !== undefined;
  const data = version === undefined ? 'of this machine' : `in use here (${version})`;
  const amount = Math.abs(tooLateBy ?? 60);
  const length = amount % 60 === 0 ? `${amount / 60} hour${amount === 60 ? '' : 's'}` : `${amount} minutes`;
  const effect = withOffset
    ? `The moment is right, as the file gives an offset, but the wall time told for ${time.timeZone} may be ${length} off.`
    : tooLateBy === undefined
      ? `Within the hours of the clock change the meeting may be ${length} off.`
      : `The meeting would be ${length} too ${tooLateBy > 0 ? 'late' : 'early'}.`;
  const example = change.offset === undefined ? 'the offset' : `the offset (${change.offset})`;
  const advice = withOffset
    ? 'Update Node.js or VS Code.'
    : `Update Node.js or VS Code, or write ${example} behind the time.`;
  const message = `The time zone data ${data} are older than ${change.since}, which knows that ${change.what}. ${effect} ${advice}`;
  return [document.problemAt(startField?.path ?? [], 'warning', 'ZoneDataOld', message)];
}

/** Warnings about times that are possible but seldom meant. */
function oddities(
  document: JsonDocument,
  place: readonly (string | number)[],
  start: ZonedTime,
  end: ZonedTime,
  nowEpochMs: number,
): Problem[] {
  const problems: Problem[] = [];
  if (start.epochMs < nowEpochMs) {
    const message =
      end.epochMs <= nowEpochMs
        ? 'The meeting is over: its end lies in the past.'
        : 'The meeting has already begun: its start lies in the past.';
    problems.push(document.problemAt(place, 'warning', 'InThePast', message));
  }
  if (end.epochMs - start.epochMs < SHORTEST_MS) {
    const minutes = (end.epochMs - start.epochMs) / 60_000;
    const length = minutes < 1 ? `${Math.round(minutes * 60)} seconds` : counted(Math.round(minutes));
    const message = `The meeting lasts ${length}, less than five minutes. Check its start and end.`;
    problems.push(document.problemAt(place, 'warning', 'ShorterThanFiveMinutes', message));
  }
  if (end.epochMs - start.epochMs > DAY_MS) {
    const hours = Math.round((end.epochMs - start.epochMs) / 3_600_000);
    const message = `The meeting lasts ${hours} hours, more than a day. Check its start and end.`;
    problems.push(document.problemAt(place, 'warning', 'LongerThanADay', message));
  }
  return problems;
}
