import type { InvitePlan } from '../invite/index.ts';
import { MAX_ATTEMPTS } from './backoff.ts';
import type { Calendar } from './calendar.ts';
import type { FailureFacts } from './failure.ts';
import type { CalendarError, Question } from './outcome.ts';

/** One send under way. */
export interface Run {
  readonly plan: InvitePlan;
  readonly calendar: Calendar;
  readonly forceUpdate: boolean;
  /** The person's wish to stop: ends waits and reads, never a write that has begun. */
  readonly signal: AbortSignal;
  /** Questions answered with yes, by code. */
  readonly accepted: Set<Question['code']>;
  /** Asks a person; false where there is nobody to ask. */
  readonly ask: (question: Question) => Promise<boolean>;
}

/** Why a part could not be brought to its end. `unknown`: a write may or may not have happened. */
export interface PartFailure {
  readonly kind: 'failed';
  readonly error: CalendarError;
  readonly unknown: boolean;
}

/** For reads that settle what a write has done: they are made whatever the person has decided meanwhile. */
export const UNSTOPPABLE = new AbortController().signal;

/** A failed call as the end of a part. */
export function failed(run: Run, facts: FailureFacts, unknown: boolean): PartFailure {
  return { kind: 'failed', error: run.calendar.describe(facts, run.plan.organizer), unknown };
}

/** Tells about passing trouble with a write. */
export function reportTrouble(run: Run, attempt: number, facts: FailureFacts): void {
  const { code, message, status } = run.calendar.describe(facts, run.plan.organizer);
  run.calendar.report({ type: 'transient', attempt, code, message, ...(status !== undefined && { status }) });
}

/**
 * Waits before another try of a write, and tells so.
 * @param attempt the try that failed
 * @returns false when the person stopped meanwhile
 */
export async function waited(run: Run, attempt: number, delayMs: number): Promise<boolean> {
  run.calendar.report({ type: 'waiting', attempt: attempt + 1, attempts: MAX_ATTEMPTS, delayMs });
  return run.calendar.clock.sleep(delayMs, run.signal).then(
    () => true,
    () => false,
  );
}
