import { replaceForeignText } from './adopt-body.ts';
import { waitBefore } from './backoff.ts';
import { ourPart, replaceOurPart } from './body.ts';
import type { Decision } from './decide.ts';
import { GraphFailure, isTransient, mayHaveHappened, type FailureFacts } from './failure.ts';
import { readFound, type FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import { linkFor, updatePayload, type PartContent } from './payload.ts';
import { recorded } from './recorded.ts';
import { failed, reportTrouble, UNSTOPPABLE, waited, type PartFailure, type Run } from './run.ts';

/** How far the updates of one event have come; one per event and send. */
export interface UpdateState {
  attempt: number;
  conflicts: number;
  /** Whether a try whose answer was lost may have been carried out. */
  unsure: boolean;
}

/** What became of one PATCH. */
export type Update =
  | { readonly kind: 'updated'; readonly event: CalendarEvent }
  /**
   * Not done, or not known to be: the event as it is now, to be decided about again. With `last`, no further try is
   * made: what still differs has failed with it.
   */
  | { readonly kind: 'again'; readonly found: FoundEvent; readonly last?: FailureFacts }
  | { readonly kind: 'aborted' }
  | PartFailure;

type UpdateDecision = Extract<Decision, { kind: 'update' }>;

const MAX_CONFLICTS = 3;

/**
 * Changes one event, if it still is as it was read (`If-Match`): the list of attendees replaces the one on the calendar,
 * and somebody may just have been added there by hand. After a conflict or a lost answer the event is read again, and
 * what still differs decides what is sent.
 */
export async function updatePart(
  run: Run,
  content: PartContent,
  decision: UpdateDecision,
  state: UpdateState,
): Promise<Update> {
  const { event, record } = decision.found;
  const body = decision.changes.body ? await newBody(run, content, event, state) : undefined;
  if (typeof body === 'object') return body;
  const { plan, target, merge } = content;
  const payload = updatePayload(content, decision.changes, body, record, event.key !== plan.key);
  const intent = {
    action: 'update',
    meeting: plan,
    part: target.number,
    parts: target.total,
    subject: target.subject,
    test: run.test,
    eventId: event.id,
    attendees: merge.attendees.map(({ address }) => address),
    added: merge.added,
    removed: merge.removed,
  } as const;
  try {
    return {
      kind: 'updated',
      event: await recorded(run, intent, () =>
        run.calendar.update(plan.organizer, event.id, payload, event.etag),
      ),
    };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return afterTrouble(run, decision, state, error.facts);
  }
}

async function afterTrouble(
  run: Run,
  decision: UpdateDecision,
  state: UpdateState,
  facts: FailureFacts,
): Promise<Update> {
  const conflict = facts.status === 412 || facts.status === 409;
  if (conflict) {
    state.conflicts += 1;
    if (state.conflicts > MAX_CONFLICTS) return failed(run, facts, state.unsure);
    return reread(run, decision, state, undefined);
  }
  if (!isTransient(facts)) return failed(run, facts, state.unsure);
  state.unsure ||= mayHaveHappened(facts);
  reportTrouble(run, state.attempt, facts);
  const delayMs = waitBefore(state.attempt, facts);
  const goOn = delayMs !== undefined && (await waited(run, state.attempt, delayMs));
  state.attempt += 1;
  if (!goOn && !state.unsure) return delayMs === undefined ? failed(run, facts, false) : { kind: 'aborted' };
  return reread(run, decision, state, goOn ? undefined : facts);
}

async function reread(
  run: Run,
  { found, resend }: UpdateDecision,
  state: UpdateState,
  last: FailureFacts | undefined,
): Promise<Update> {
  try {
    const fresh = await readFound(run.plan, found.event.id, run.calendar, UNSTOPPABLE);
    if (fresh === undefined || fresh.event.cancelled) {
      return failed(run, { kind: 'answer', status: 404, code: 'ErrorItemNotFound' }, state.unsure);
    }
    // Sending the same again leaves no other trace than a new version.
    const { etag } = found.event;
    if (resend && state.unsure && etag !== undefined && fresh.event.etag !== etag) {
      return { kind: 'updated', event: fresh.event };
    }
    return { kind: 'again', found: fresh, ...(last !== undefined && { last }) };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return failed(run, error.facts, state.unsure);
  }
}

/**
 * The event's body with our part replaced, or why there is none. Of an event that is taken over the text is replaced,
 * or stays (`undefined`) where it cannot be told from the online meeting.
 */
async function newBody(
  run: Run,
  content: PartContent,
  event: CalendarEvent,
  state: UpdateState,
): Promise<string | undefined | PartFailure | { readonly kind: 'aborted' }> {
  try {
    const body = await run.calendar.readBody(run.plan.organizer, event.id, run.signal);
    const part = await ourPart(run.plan.bodyHtml, linkFor(content));
    const replaced = await replaceOurPart(body, part, event.joinUrl);
    if (replaced !== undefined) return replaced;
    if (!run.adopted.has(event.id)) return ourPartNotFound(event, state);
    const taken = await replaceForeignText(body, part, event.joinUrl);
    if (taken === undefined) run.calendar.report({ type: 'text-kept', id: event.id });
    return taken;
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    if (error.facts.kind === 'aborted' && !state.unsure) return { kind: 'aborted' };
    return failed(run, error.facts, state.unsure);
  }
}

function ourPartNotFound(event: CalendarEvent, state: UpdateState): PartFailure {
  return {
    kind: 'failed',
    unknown: state.unsure,
    error: {
      code: 'OurPartNotFound',
      message: `The text of "${event.subject}" was rewritten on the calendar, and the part that comes from here cannot be told apart from the rest. Nothing was changed, since replacing all of it would end the online meeting.`,
      remedy:
        "Change the text in the organizer's calendar by hand; or cancel the meeting there and run again, which creates it anew.",
    },
  };
}
