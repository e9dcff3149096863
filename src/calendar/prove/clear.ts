import { waitBefore } from '../backoff.ts';
import { GraphFailure, isTransient } from '../failure.ts';
import { findEvents, type Trial, type TrialRecord } from './trial.ts';
import { until } from './until.ts';

/** An event of a proof that could not be deleted, or not be found. */
export interface LeftEvent {
  readonly title: string;
  /** Milliseconds since the Unix epoch. */
  readonly startMs: number;
  /** Absent for an event whose create was not answered and which cannot be found: it may not be there at all. */
  readonly webLink?: string;
}

/** How long an event whose create was not answered is looked for, in milliseconds. */
const LOOK_FOR_LOST_MS = 60_000;

/** How long deleting everything may take, in milliseconds. */
const CLEARING_MS = 180_000;

/**
 * Deletes every event that a proof has made or may have made, whatever happened to it. Never rejects for Graph's sake,
 * and does not listen to the person's wish to stop: it is what is still done then.
 * @returns what is left
 */
export async function clearTrial(trial: Trial): Promise<readonly LeftEvent[]> {
  const signal = AbortSignal.timeout(CLEARING_MS);
  const left: LeftEvent[] = [];
  for (const record of trial.records) left.push(...(await clearRecord(trial, record, signal)));
  return left;
}

async function clearRecord(
  trial: Trial,
  record: TrialRecord,
  signal: AbortSignal,
): Promise<readonly LeftEvent[]> {
  const { events, deleted, meeting, unsure } = record;
  const { subject: title, start } = meeting.content.plan;
  const looked = await orUndefined(findAgain(trial, record, signal));
  const left: LeftEvent[] = [];
  for (const [id, { webLink }] of events) {
    if (deleted.has(id) || (await isRemoved(trial, record, id, signal))) continue;
    left.push({ title, startMs: start.epochMs, ...(webLink !== undefined && { webLink }) });
  }
  if (unsure && (looked === undefined || events.size === 0)) left.push({ title, startMs: start.epochMs });
  return left;
}

/** One look for what nobody was told of; where an answer is missing and nothing is there, as long as a search may lag. */
async function findAgain(trial: Trial, record: TrialRecord, signal: AbortSignal): Promise<true> {
  const { calendar, mailbox, clock } = trial;
  const look = async (): Promise<true | undefined> => {
    await findEvents(calendar, mailbox, record, signal);
    return record.events.size > 0 || !record.unsure ? true : undefined;
  };
  await until(look, LOOK_FOR_LOST_MS, clock, signal);
  return true;
}

/** Deletes one event. Where the answer does not say that it is gone, the calendar is asked. */
async function isRemoved(
  trial: Trial,
  record: TrialRecord,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await trial.remove(id);
      return true;
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      if (error.facts.code === 'ErrorItemNotFound') return true;
      const delayMs = isTransient(error.facts) ? waitBefore(attempt, error.facts) : undefined;
      const waited =
        delayMs !== undefined && (await orUndefined(trial.clock.sleep(delayMs, signal).then(() => true)));
      if (waited === true) continue;
      const there = await orUndefined(findEvents(trial.calendar, trial.mailbox, record, signal));
      return there !== undefined && !there.includes(id);
    }
  }
}

/** What a promise gives; nothing where Graph is in trouble or the time is up. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const isTimeUp = error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name);
    if (error instanceof GraphFailure || isTimeUp) return undefined;
    throw error;
  }
}
