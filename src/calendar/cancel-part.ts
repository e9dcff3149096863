import { waitBefore } from './backoff.ts';
import { GraphFailure, isTransient, mayHaveHappened, type FailureFacts } from './failure.ts';
import { readFound, type FoundEvent, type SoughtMeeting } from './find.ts';
import { recorded, type Intent, type Recorder } from './recorded.ts';
import { failed, reportTrouble, UNSTOPPABLE, waited, type Doing, type PartFailure } from './run.ts';
import { recognizeTransactionId } from './transaction-id.ts';

/** One cancel under way. */
export interface Cancelling extends Doing, Recorder {
  readonly plan: SoughtMeeting;
  /** What attendees are told, plain text. */
  readonly comment: string | undefined;
}

/** How cancelling one event ended; `cancelled` only when Graph has confirmed it. */
export type Cancelled = { readonly kind: 'cancelled' } | { readonly kind: 'aborted' } | PartFailure;

/**
 * Cancels one event. One answered with success is confirmed: a later look may lag behind. A repeated cancel does no harm,
 * but after any other answer the event is looked at first, and the cancel is reported only where Graph says that there is
 * no such event (`ErrorItemNotFound`; another 404 may be about the mailbox) or that it is cancelled.
 * @param part its number, of how many
 */
export async function cancelPart(
  run: Cancelling,
  found: FoundEvent,
  part: number,
  parts: number,
): Promise<Cancelled> {
  const { event } = found;
  run.calendar.report({
    type: 'cancelling',
    id: event.id,
    subject: event.subject,
    attendees: event.attendees.length,
  });
  const intent: Intent = {
    action: 'cancel',
    meeting: run.plan,
    part,
    parts,
    subject: event.subject,
    eventId: event.id,
    generation: recognizeTransactionId(event.transactionId, run.plan)?.generation,
    attendees: event.attendees.map(({ address }) => address),
    added: 0,
    removed: event.attendees.length,
  };
  let unsure = false;
  for (let attempt = 1; ; attempt += 1) {
    const trouble = await tryCancel(run, intent, event.id);
    if (trouble === undefined) return confirmed(run, event.id);
    const transient = isTransient(trouble);
    if (!transient && trouble.code !== 'ErrorItemNotFound') return failed(run, trouble, unsure);
    unsure ||= mayHaveHappened(trouble);
    if (transient) reportTrouble(run, attempt, trouble);
    const delayMs = transient ? waitBefore(attempt, trouble) : undefined;
    const goOn = delayMs !== undefined && (await waited(run, attempt, delayMs));
    const now = await isOver(run, event.id);
    // What a lost answer has done already: the event is no longer there to be cancelled.
    if (now === true || (unsure && trouble.code === 'ErrorItemNotFound')) {
      await recorded(run, intent, () => Promise.resolve());
      return confirmed(run, event.id);
    }
    if (now !== false) return failed(run, now, unsure);
    if (!goOn) {
      return delayMs === undefined || unsure ? failed(run, trouble, unsure) : { kind: 'aborted' };
    }
  }
}

function confirmed(run: Cancelling, id: string): Cancelled {
  run.calendar.report({ type: 'cancelled', id });
  return { kind: 'cancelled' };
}

async function tryCancel(run: Cancelling, intent: Intent, id: string): Promise<FailureFacts | undefined> {
  try {
    await recorded(run, intent, () => run.calendar.cancel(run.plan.organizer, id, run.comment));
    return undefined;
  } catch (error) {
    if (error instanceof GraphFailure) return error.facts;
    throw error;
  }
}

/** Whether Graph says that the event is cancelled or gone; the trouble when it does not say. */
async function isOver(run: Cancelling, id: string): Promise<boolean | FailureFacts> {
  try {
    const found = await readFound(run.plan, id, run.calendar, UNSTOPPABLE);
    return found === undefined || found.event.cancelled;
  } catch (error) {
    if (error instanceof GraphFailure) return error.facts;
    throw error;
  }
}
