import { waitBefore } from './backoff.ts';
import { GraphFailure, isTransient, mayHaveHappened, type FailureFacts } from './failure.ts';
import { findMeeting, readFound, type FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import type { Question } from './outcome.ts';
import { createPayload, type PartContent } from './payload.ts';
import { cancelledByHand, severalMatches } from './questions.ts';
import { sameText } from './record.ts';
import { recorded } from './recorded.ts';
import { failed, reportTrouble, UNSTOPPABLE, waited, type PartFailure, type Run } from './run.ts';

/** What became of creating one event. */
export type Creation =
  | { readonly kind: 'created'; readonly event: CalendarEvent; readonly attempt: number }
  /** It is there although no answer said that it was made now: by a try whose answer was lost, or by another run. */
  | {
      readonly kind: 'found';
      readonly found: FoundEvent;
      readonly attempt: number;
      readonly lostAnswer: boolean;
    }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'aborted' }
  | PartFailure;

/** How many cancelled predecessors a meeting may have before something is taken to be wrong. */
const MAX_GENERATIONS = 50;

/**
 * Creates one event, once (design: once). A write is never repeated blindly: after a lost answer the calendar is looked
 * at first, and a repeat carries the same transaction id, so that Graph itself refuses a second event. The id's
 * generation rises only when a cancel that Graph confirmed is on record, or when Graph says that the id is used up and
 * the event it names is, read afresh, gone, or cancelled by hand and a person wants it anew.
 */
export async function createPart(run: Run, content: PartContent): Promise<Creation> {
  const first = run.history.firstGeneration(content.target.number);
  let generation = first;
  let unsure = false;
  for (let attempt = 1; ;) {
    const reply = await post(run, content, generation);
    const usedUp = isEvent(reply) ? reply.cancelled : reply.code === 'ErrorDuplicateTransactionId';
    try {
      if (isEvent(reply) && !usedUp) return await answered(run, content, reply, attempt);
      if (isEvent(reply) || usedUp) {
        const holder = await holderOf(run, content, isEvent(reply) ? reply.id : reply.existingEventId);
        if (holder.kind === 'cancelled' && !(await wantedAnew(run, holder.event))) {
          return { kind: 'question', question: cancelledByHand(run.plan, [holder.event]) };
        }
        const over = holder.kind === 'gone' || holder.kind === 'cancelled';
        if (over && generation - first < MAX_GENERATIONS) {
          generation += 1;
          continue;
        }
        if (holder.kind === 'question') return holder;
        if (holder.kind !== 'found') return failed(run, DUPLICATE, true);
        return { ...holder, attempt, lostAnswer: unsure };
      }
      if (!isTransient(reply)) return failed(run, reply, unsure);
      unsure ||= mayHaveHappened(reply);
      reportTrouble(run, attempt, reply);
      const delayMs = waitBefore(attempt, reply);
      const goOn = delayMs !== undefined && (await waited(run, attempt, delayMs));
      const there = unsure ? await lookFor(run, content) : undefined;
      if (there !== undefined)
        return there.kind === 'question' ? there : { ...there, attempt, lostAnswer: true };
      if (delayMs === undefined) return failed(run, reply, unsure);
      if (!goOn) return unsure ? failed(run, reply, true) : { kind: 'aborted' };
      attempt += 1;
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      return failed(run, error.facts, unsure || usedUp || isEvent(reply));
    }
  }
}

const DUPLICATE: FailureFacts = { kind: 'answer', code: 'ErrorDuplicateTransactionId' };

function isEvent(reply: CalendarEvent | FailureFacts): reply is CalendarEvent {
  return 'id' in reply;
}

async function post(
  run: Run,
  content: PartContent,
  generation: number,
): Promise<CalendarEvent | FailureFacts> {
  try {
    const payload = await createPayload(content, generation);
    const { plan, target, merge } = content;
    const intent = {
      action: 'create',
      meeting: plan,
      part: target.number,
      parts: target.total,
      subject: target.subject,
      test: run.test,
      generation,
      attendees: merge.attendees.map(({ address }) => address),
      added: merge.added,
      removed: merge.removed,
    } as const;
    return await recorded(
      run,
      intent,
      () => run.calendar.create(plan.organizer, payload),
      ({ id }) => id,
    );
  } catch (error) {
    if (error instanceof GraphFailure) return error.facts;
    throw error;
  }
}

/** Graph said yes. To a repeated create it says so with the event as it was made first, or as somebody left it since. */
async function answered(
  run: Run,
  content: PartContent,
  event: CalendarEvent,
  attempt: number,
): Promise<Creation> {
  const { plan, target } = content;
  const sameStart = event.startMs === undefined || event.startMs === plan.start.epochMs;
  if (sameStart && sameText(event.subject, target.subject)) return { kind: 'created', event, attempt };
  const found = await readFound(plan, event.id, run.calendar, UNSTOPPABLE);
  return { kind: 'found', found: found ?? { event }, attempt, lostAnswer: false };
}

interface Found {
  readonly kind: 'found';
  readonly found: FoundEvent;
}
interface Asked {
  readonly kind: 'question';
  readonly question: Question;
}

/**
 * The event that has used up a transaction id: the one that the error names, else the one that the key finds.
 * `gone`: named, and no longer there. `nowhere`: not to be found, so that nothing may be concluded.
 */
async function holderOf(
  run: Run,
  content: PartContent,
  existingEventId: string | undefined,
): Promise<
  | Found
  | Asked
  | { readonly kind: 'gone' | 'nowhere' }
  | { readonly kind: 'cancelled'; readonly event: CalendarEvent }
> {
  if (existingEventId === undefined) return (await lookFor(run, content)) ?? { kind: 'nowhere' };
  const found = await readFound(run.plan, existingEventId, run.calendar, UNSTOPPABLE);
  if (found === undefined || found.event.cancelled) {
    // Another run may have gone on to a later generation meanwhile.
    const ended = found === undefined ? { kind: 'gone' as const } : { kind: 'cancelled' as const, ...found };
    return (await lookFor(run, content)) ?? ended;
  }
  return found.event.key === run.plan.key ? { kind: 'found', found } : { kind: 'nowhere' };
}

async function lookFor(run: Run, content: PartContent): Promise<Found | Asked | undefined> {
  const meeting = await findMeeting(run.plan, run.calendar, UNSTOPPABLE);
  if (meeting.kind === 'several') {
    return { kind: 'question', question: severalMatches(run.plan, meeting.events) };
  }
  const found = meeting.parts.get(content.target.number);
  return found === undefined ? undefined : { kind: 'found', found };
}

/** Whether a cancelled event may be followed by a new one: it was cancelled from here, or a person says so. */
async function wantedAnew(run: Run, event: CalendarEvent): Promise<boolean> {
  const { history, known, accepted, plan } = run;
  const onRecord = history.cancelledFromHere(event.id) || known?.cancelled === true;
  if (onRecord || accepted.has('CancelledByHand')) return true;
  if (!(await run.ask(cancelledByHand(plan, [event])))) return false;
  accepted.add('CancelledByHand');
  return true;
}
