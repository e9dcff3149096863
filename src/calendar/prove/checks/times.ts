import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { eventOf } from '../../calendar.ts';
import { differs, holds, type Finding, type ProofCheck } from '../check.ts';
import { offText, zoneText } from '../seen.ts';
import type { Trial } from '../trial.ts';

const TIMES = 'Microsoft Graph docs: dateTimeTimeZone';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Zones of three continents that Graph's page lists; two of them change their clocks. */
const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo'] as const;

/** What Windows calls the first of them. */
const WINDOWS_NAME = 'Eastern Standard Time';

/** A start and end as sent: wall time and zone, and the moment that is meant. */
interface SentTimes {
  readonly startMs: number;
  readonly endMs: number;
  readonly start: { readonly dateTime: string; readonly timeZone: string };
  readonly end: { readonly dateTime: string; readonly timeZone: string };
}

/** Whether times come back as the moments that were meant. */
export const TIMES_KEPT: readonly ProofCheck[] = [
  {
    code: 'CreateTimesKept',
    assumption: 'The times of a create come back as the moments that were meant.',
    meaning:
      'The meeting is at another time than the file says. A send compares, says both times and offers the correction; do not rely on it unread.',
    source: TIMES,
    run: async (trial, signal) => {
      const { id, made, meeting } = await trial.event(signal);
      const { start, end } = meeting.content.plan;
      const meant = { startMs: start.epochMs, endMs: end.epochMs };
      return compared(trial, id, meant, made, signal);
    },
  },
  {
    code: 'ZoneByNameKept',
    assumption: 'Times in zones by their IANA names come back as the moments that were meant.',
    meaning:
      'The calendar’s zone data differ from the ones here. A send compares the answer with what was meant, says both times and offers the correction in UTC.',
    source: `${TIMES}, “Additional time zones”`,
    run: async (trial, signal) => {
      let finding: Finding = holds('');
      for (const [index, zone] of ZONES.entries()) {
        const laterMs = (index + 1) * 5 * MINUTE_MS;
        finding = await changed(trial, await timesIn(zone, trial, laterMs, signal), signal);
        if (finding.result !== 'holds') return { ...finding, seen: `${zone}: ${finding.seen}` };
      }
      return finding;
    },
  },
  {
    code: 'ZoneNameKept',
    assumption: 'The name of the zone that times were given in is kept with them.',
    meaning:
      'The moments are right all the same. Outlook may show the meeting in another zone than the file names; moved there by hand across a clock change, it can be off.',
    source: 'Microsoft Graph docs: event, originalStartTimeZone; tzone://Microsoft/Custom: seen',
    run: async (trial, signal) => {
      const { id } = await trial.event(signal);
      const sent = await timesIn(ZONES[0], trial, 20 * MINUTE_MS, signal);
      const { start, end } = sent;
      await trial.calendar.update(trial.mailbox, id, { start, end });
      const { original } = await zonesOf(trial, id, signal);
      const same = original.toLowerCase() === ZONES[0].toLowerCase() || original === WINDOWS_NAME;
      return same ? holds(`given back as ${original}`) : differs(`given back as ${original}`);
    },
  },
  {
    code: 'UtcKept',
    assumption: 'Times in UTC come back as the moments that were meant.',
    meaning: 'No time can be trusted: do not send from this mailbox.',
    source: TIMES,
    run: async (trial, signal) => changed(trial, await timesIn('UTC', trial, 30 * MINUTE_MS, signal), signal),
  },
  {
    code: 'SecondsKept',
    assumption: 'Seconds of a time are kept.',
    meaning: 'A meeting that begins at odd seconds is told as moved. Give times in whole minutes.',
    source: `${TIMES} (seven decimals in every example)`,
    run: async (trial, signal) =>
      changed(trial, await timesIn('UTC', trial, 31 * MINUTE_MS + 30_000, signal), signal),
  },
  {
    code: 'WholeDaysTakenBack',
    assumption: 'An event that was made one of whole days can be given its times again.',
    meaning: 'A meeting that somebody made an all-day event in Outlook has to be given its time there.',
    source: 'Microsoft Graph docs: event, isAllDay (start and end at midnight)',
    run: async (trial, signal) => {
      const { id } = await trial.event(signal);
      const sent = await timesIn('UTC', trial, 0, signal);
      const midnight = (ms: number): SentTimes['start'] => ({
        dateTime: `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`,
        timeZone: 'UTC',
      });
      await trial.calendar.update(trial.mailbox, id, {
        isAllDay: true,
        start: midnight(sent.startMs),
        end: midnight(sent.startMs + DAY_MS),
      });
      const { start, end } = sent;
      const answer = await trial.calendar.update(trial.mailbox, id, { isAllDay: false, start, end });
      return compared(trial, id, sent, answer, signal);
    },
  },
];

/** The trial's times, later by some milliseconds, as wall time in a zone. */
async function timesIn(
  timeZone: string,
  trial: Trial,
  laterMs: number,
  signal: AbortSignal,
): Promise<SentTimes> {
  const { meeting } = await trial.event(signal);
  const startMs = meeting.content.plan.start.epochMs + laterMs;
  const endMs = meeting.content.plan.end.epochMs + laterMs;
  const written = (ms: number): SentTimes['start'] => {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
    return { dateTime: wall.toString({ smallestUnit: 'second' }), timeZone };
  };
  return { startMs, endMs, start: written(startMs), end: written(endMs) };
}

async function changed(trial: Trial, sent: SentTimes, signal: AbortSignal): Promise<Finding> {
  const { id } = await trial.event(signal);
  const { start, end } = sent;
  const answer = await trial.calendar.update(trial.mailbox, id, { start, end });
  return compared(trial, id, sent, answer, signal);
}

interface Moments {
  readonly startMs?: number;
  readonly endMs?: number;
}

/** What the answer and the event itself say of its times, against what was meant. */
async function compared(
  trial: Trial,
  id: string,
  meant: Required<Moments>,
  answer: Moments,
  signal: AbortSignal,
): Promise<Finding> {
  const read = await trial.calendar.read(trial.mailbox, id, signal);
  for (const said of [answer, read ?? {}]) {
    if (said.startMs === undefined || said.endMs === undefined) {
      return differs(
        `given back in a zone that is not known here: ${(await zonesOf(trial, id, signal)).answered}`,
      );
    }
    if (said.startMs !== meant.startMs)
      return differs(`the start is ${offText(said.startMs - meant.startMs)}`);
    if (said.endMs !== meant.endMs) return differs(`the end is ${offText(said.endMs - meant.endMs)}`);
  }
  return holds(`the same moments, given back in ${(await zonesOf(trial, id, signal)).answered}`);
}

const zones = z.object({
  start: z.object({ timeZone: z.string().nullish() }).nullish(),
  originalStartTimeZone: z.string().nullish(),
});

/** The zone in which the event gives its start, and the one that it says it was made in. */
async function zonesOf(
  { get, mailbox }: Trial,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly answered: string; readonly original: string }> {
  const query = { $select: 'start,originalStartTimeZone' };
  const { data } = zones.safeParse(await get({ path: eventOf(mailbox, id), query, signal }));
  return { answered: zoneText(data?.start?.timeZone), original: zoneText(data?.originalStartTimeZone) };
}
