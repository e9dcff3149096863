import { isAnsweredInAdvance } from '../common/index.ts';
import type { InvitePlan } from '../invite/index.ts';
import { replaceForeignText, writeOver } from './adopt-body.ts';
import { amissAfter, hasOtherTimes } from './amiss.ts';
import { asAnswered } from './as-answered.ts';
import { without } from './without.ts';
import { waitBefore } from './backoff.ts';
import { ourPart, replaceOurPart } from './body.ts';
import type { Changes, Decision } from './decide.ts';
import { GraphFailure, isTransient, mayHaveHappened, refusesRecord, type FailureFacts } from './failure.ts';
import { readFound, type FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import type { CalendarError, CalendarWarning, Question } from './outcome.ts';
import { linkFor, linkHash, nextRecord, updatePayload, type PartContent } from './payload.ts';
import { addressToSend, learnPeople } from './people.ts';
import { textRewritten } from './questions.ts';
import { sentBy, writeRecord, type MeetingRecord } from './record.ts';
import { recorded } from './recorded.ts';
import { notKept, remember, rememberAfter } from './remember.ts';
import { failed, reportTrouble, UNSTOPPABLE, waited, type PartFailure, type Run } from './run.ts';

/** How far the updates of one event have come; one per event and send. */
export interface UpdateState {
  attempt: number;
  conflicts: number;
  /** Whether a try whose answer was lost may have been carried out. */
  unsure: boolean;
}

/** What became of changing one event. */
export type Update =
  | {
      readonly kind: 'updated';
      readonly event: CalendarEvent;
      readonly warnings: readonly CalendarWarning[];
      readonly amiss?: CalendarError;
    }
  /**
   * Not done, or not known to be: the event as it is now, to be decided about again. With `last`, no further try is
   * made: what still differs has failed with it.
   */
  | { readonly kind: 'again'; readonly found: FoundEvent; readonly last?: FailureFacts }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'aborted' }
  | PartFailure;

type UpdateDecision = Extract<Decision, { kind: 'update' }>;

const MAX_CONFLICTS = 3;

/**
 * Changes one event, if it still is as it was read (`If-Match`): the list of attendees replaces the one on the calendar,
 * and somebody may just have been added there by hand. After a conflict or a lost answer the event is read again, and
 * what still differs decides what is sent.
 *
 * Where only people change, their list goes out alone, so that only they are told. Who is added is in the record before
 * that, and who leaves is taken out of it after that: whatever ends the run in between, the record names everybody who was
 * added from here, and nobody is taken off who is not.
 */
export async function updatePart(
  run: Run,
  content: PartContent,
  decision: UpdateDecision,
  state: UpdateState,
): Promise<Update> {
  const { event, record: before } = decision.found;
  const text = decision.changes.body ? await newBody(run, content, decision, state) : undefined;
  if (typeof text === 'object') return text;
  const warnings: CalendarWarning[] = [];
  if (text === KEPT) warnings.push(textKept(event));
  const body = text === KEPT ? undefined : text;
  const changes = { ...decision.changes, body: body !== undefined };
  const { plan } = content;
  const writable = decision.found.unreadable !== true;
  if (!writable) warnings.push(recordUnreadable(event));
  // A body that is not sent still has the link it had.
  const link = body === undefined ? before?.sent.join : linkHash(content);
  const after = (from: MeetingRecord | undefined): MeetingRecord => nextRecord(content, from, link);
  const mark = event.key !== plan.key;
  const peopleOnly = !mark && !decision.resend && onlyAttendees(changes);
  const utc =
    before?.utc === true || (changes.time && hasOtherTimes(plan, event) && wasSentLikeThis(plan, before));

  let current = decision.found;
  if (peopleOnly && writable && content.merge.added > 0) {
    const early = await remember(run, content, current, ({ record }) => {
      const base = record ?? after(undefined);
      return { ...base, added: new Map([...base.added, ...content.merge.recorded]) };
    });
    if (early.kind === 'not kept') {
      const { facts } = early;
      const lasting = !isTransient(facts) && facts.status !== 412 && facts.status !== 409;
      if (!lasting) return afterTrouble(run, decision, state, facts, 'record');
      warnings.push(notKept(event, facts));
    } else current = { ...current, event: versionOf(event, early.event) };
  }
  const sent = await send({ withRecord: writable && !peopleOnly });
  if ('kind' in sent) return sent;
  const amiss = amissAfter(plan, sent.event, changes, !utc);
  const settled = await settleRecord(sent.event, sent.withRecord, amiss);
  return { kind: 'updated', event: sent.event, warnings: [...warnings, ...settled], ...(amiss && { amiss }) };

  async function send({
    withRecord,
  }: {
    readonly withRecord: boolean;
  }): Promise<{ readonly event: CalendarEvent; readonly withRecord: boolean } | Update> {
    const { target, merge } = content;
    const record = withRecord ? withTimes(after(before), changes) : undefined;
    const payload = updatePayload(content, changes, { body, utc, mark, record });
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
      const updated = await recorded(run, intent, () =>
        run.calendar.update(plan.organizer, event.id, payload, current.event.etag),
      );
      return { event: updated, withRecord };
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      if (withRecord && !state.unsure && refusesRecord(error.facts)) {
        const without = await send({ withRecord: false });
        if (!('kind' in without)) warnings.push(notKept(event, error.facts));
        return without;
      }
      return afterTrouble(run, decision, state, error.facts);
    }
  }

  /** Brings the record up to what the answer says: who left, who is there under another address, which times it has. */
  async function settleRecord(
    answer: CalendarEvent,
    withRecord: boolean,
    differs: CalendarError | undefined,
  ): Promise<readonly CalendarWarning[]> {
    if (!writable || (!withRecord && !peopleOnly)) return [];
    const sentTo = content.merge.attendees.map(addressToSend);
    const learned = learnPeople(
      plan.key,
      changes.attendees ? sentTo : [],
      changes.attendees ? answer.attendees : [],
    );
    const written = withRecord ? withTimes(after(before), changes) : undefined;
    const recordText = written === undefined ? current.event.recordText : writeRecord(written);
    const now: FoundEvent = {
      ...current,
      event: { ...answer, ...(recordText !== undefined && { recordText }) },
    };
    const remembered = await rememberAfter(run, content, now, ({ record }) =>
      asAnswered(
        withTimes(after(record ?? before), changes),
        plan,
        learned,
        differs === undefined ? undefined : answer,
        utc,
      ),
    );
    return remembered.warnings;
  }
}

/** The event as it was read, in the version that an answer has. */
function versionOf(event: CalendarEvent, { etag, recordText }: CalendarEvent): CalendarEvent {
  return {
    ...without(event, 'etag'),
    ...(etag !== undefined && { etag }),
    ...(recordText !== undefined && { recordText }),
  };
}

/** Times that are sent again are shown as they are sent, until an answer says otherwise. */
function withTimes(record: MeetingRecord, { time }: Changes): MeetingRecord {
  if (!time) return record;
  return without(record, 'shown');
}

function onlyAttendees({ attendees, ...others }: Changes): boolean {
  return attendees && Object.values(others).every((changed) => !changed);
}

/** Whether these very times went out before, so that the calendar must have taken them for others. */
function wasSentLikeThis(plan: InvitePlan, before: MeetingRecord | undefined): boolean {
  const { start, end } = sentBy(plan, undefined);
  return before?.sent.start === start && before.sent.end === end;
}

const KEPT = Symbol('the text stays as it is');

function textKept({ subject }: CalendarEvent): CalendarWarning {
  return {
    code: 'TextKept',
    message: `The text of "${subject}" was rewritten on the calendar and stays as it is there: the file's new text was not sent. Everything else was. --force-update or --answer TextRewritten writes the file's text over it when it changes next.`,
  };
}

function recordUnreadable({ subject }: CalendarEvent): CalendarWarning {
  return {
    code: 'RecordUnreadable',
    message: `What is remembered with "${subject}" cannot be read, and was left as it is: nobody is taken off it by themselves, and people who are added now are not remembered.`,
  };
}

async function afterTrouble(
  run: Run,
  decision: UpdateDecision,
  state: UpdateState,
  facts: FailureFacts,
  of: 'event' | 'record' = 'event',
): Promise<Update> {
  const conflict = facts.status === 412 || facts.status === 409;
  if (conflict) {
    state.conflicts += 1;
    if (state.conflicts > MAX_CONFLICTS) return failed(run, facts, state.unsure);
    return reread(run, decision, state, undefined);
  }
  if (!isTransient(facts)) return failed(run, facts, state.unsure);
  // Of a record by itself nobody is told, so that nothing is unknown but the record.
  state.unsure ||= of === 'event' && mayHaveHappened(facts);
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
      return { kind: 'updated', event: fresh.event, warnings: [] };
    }
    return { kind: 'again', found: fresh, ...(last !== undefined && { last }) };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return failed(run, error.facts, state.unsure);
  }
}

/**
 * The event's body with our part replaced, or why there is none. Where our part was rewritten, ours takes its place when a
 * person says so; else the text stays (`KEPT`) while something else is sent, and is asked about when it is all that differs.
 */
async function newBody(
  run: Run,
  content: PartContent,
  { found: { event }, changes }: UpdateDecision,
  state: UpdateState,
): Promise<string | typeof KEPT | Extract<Update, { kind: 'question' | 'failed' | 'aborted' }> | undefined> {
  try {
    const body = await run.calendar.readBody(run.plan.organizer, event.id, run.signal);
    const part = await ourPart(run.plan.bodyHtml, linkFor(content));
    const replaced = await replaceOurPart(body, part, event.joinUrl);
    if (replaced !== undefined) return replaced;
    if (run.adopted.has(event.id) && event.key !== run.plan.key) {
      const taken = await replaceForeignText(body, part, event.joinUrl);
      if (taken === undefined) run.calendar.report({ type: 'text-kept', id: event.id });
      return taken;
    }
    const question = textRewritten(run.plan, event);
    if (isAnsweredInAdvance(question, { forceUpdate: run.forceUpdate, answers: run.accepted })) {
      return (await writeOver(body, part, event.joinUrl)) ?? ourPartNotFound(event, state);
    }
    return Object.values(without(changes, 'body')).some(Boolean) ? KEPT : { kind: 'question', question };
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
      message: `The text of "${event.subject}" was rewritten on the calendar, and cannot be told from its online meeting. Nothing was changed, since replacing all of it would end the online meeting.`,
      remedy:
        "Change the text in the organizer's calendar by hand and run again without --force-update and without --answer TextRewritten: everything else is then sent, and the text stays.",
    },
  };
}
