import type { MeetingHistory, SendJournal } from '../history/index.ts';
import type { InvitePlan } from '../invite/index.ts';
import { MAX_ATTEMPTS } from './backoff.ts';
import type { Calendar } from './calendar.ts';
import type { FailureFacts } from './failure.ts';
import type { KnownMeeting } from './known-meeting.ts';
import type { CalendarError, Question } from './outcome.ts';
import type { QuestionCode } from '../common/index.ts';

/** Something under way on a calendar. */
export interface Doing {
  readonly plan: Pick<InvitePlan, 'organizer'>;
  readonly calendar: Calendar;
  /** The person's wish to stop: ends waits and reads, never a write that has begun. */
  readonly signal: AbortSignal;
}

/** One send under way. */
export interface Run extends Doing {
  readonly plan: InvitePlan;
  readonly forceUpdate: boolean;
  /** Questions answered with yes before anything was asked, whatever they are about. */
  readonly answers: ReadonlySet<QuestionCode>;
  /** Questions answered with yes, by code. */
  readonly accepted: Set<QuestionCode>;
  /** Ids of events without a mark of ours that a person has said are this meeting. */
  readonly adopted: Set<string>;
  /** Where every call that writes is recorded, if it is. */
  readonly journal: SendJournal | undefined;
  readonly history: MeetingHistory;
  /** What the file says it was scheduled as. */
  readonly known: KnownMeeting | undefined;
  /** A test goes to one person under a key of its own, and takes nothing over. */
  readonly test: boolean;
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
export function failed(run: Doing, facts: FailureFacts, unknown: boolean): PartFailure {
  return { kind: 'failed', error: run.calendar.describe(facts, run.plan.organizer), unknown };
}

/** Tells about passing trouble with a write. */
export function reportTrouble(run: Doing, attempt: number, facts: FailureFacts): void {
  const { code, message, status } = run.calendar.describe(facts, run.plan.organizer);
  run.calendar.report({ type: 'transient', attempt, code, message, ...(status !== undefined && { status }) });
}

/**
 * Waits before another try of a write, and tells so.
 * @param attempt the try that failed
 * @returns false when the person stopped meanwhile
 */
export async function waited(run: Doing, attempt: number, delayMs: number): Promise<boolean> {
  run.calendar.report({ type: 'waiting', attempt: attempt + 1, attempts: MAX_ATTEMPTS, delayMs });
  return run.calendar.clock.sleep(delayMs, run.signal).then(
    () => true,
    () => false,
  );
}
