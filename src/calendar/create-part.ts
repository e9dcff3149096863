import { waitBefore } from './backoff.ts';
import { GraphFailure, isTransient, mayHaveHappened, refusesRecord, type FailureFacts } from './failure.ts';
import { findMeeting, partOf, readFound, type FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import { hasOtherTimes } from './amiss.ts';
import type { CalendarWarning, Question } from './outcome.ts';
import { createPayload, type PartContent } from './payload.ts';
import { placeOf, type Place } from './place.ts';
import { cancelledByHand, knownMeetingGone, severalMatches } from './questions.ts';
import { readRecord, sameText, sentBy } from './record.ts';
import { recorded } from './recorded.ts';
import { failed, reportTrouble, UNSTOPPABLE, waited, type PartFailure, type Run } from './run.ts';

/** What became of creating one event. */
export type Creation =
  | {
      readonly kind: 'created';
      /** As the answer has it, with what a look at the calendar afterwards says of its people and visibility. */
      readonly event: CalendarEvent;
      readonly attempt: number;
      /** Other events of this part that the calendar has beside it. */
      readonly others: readonly CalendarEvent[];
      /** Whether Graph took the record. */
      readonly withRecord: boolean;
    }
  /** It is there although no answer said that it was made now: by a try whose answer was lost, or by another run. */
  | {
      readonly kind: 'found';
      readonly found: FoundEvent;
      readonly attempt: number;
      readonly lostAnswer: boolean;
      /** Where it may have been made now, and nothing shows it. */
      readonly doubt?: CalendarWarning;
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
 * a person wants the meeting anew although the event it names is cancelled, or nowhere to be found.
 */
export async function createPart(run: Run, content: PartContent): Promise<Creation> {
  const first = run.history.firstGeneration(content.target.number);
  const begunMs = run.calendar.clock.now();
  let generation = first;
  let unsure = false;
  let withRecord = true;
  let refusedWith: FailureFacts | undefined;
  for (let attempt = 1; ;) {
    const reply = await post(run, content, generation, withRecord);
    const usedUp = isEvent(reply) ? reply.cancelled : reply.code === 'ErrorDuplicateTransactionId';
    try {
      if (isEvent(reply) || usedUp) {
        const end =
          isEvent(reply) && !usedUp
            ? await answered(run, content, reply, { attempt, unsure, withRecord, begunMs })
            : await heldBy(run, content, isEvent(reply) ? reply.id : reply.existingEventId);
        if (end.kind === 'anew') {
          if (generation - first >= MAX_GENERATIONS) return failed(run, DUPLICATE, true);
          generation += 1;
          continue;
        }
        if (end.kind === 'nowhere') return failed(run, DUPLICATE, true);
        if (end.kind !== 'found') return end;
        return { ...end, attempt, lostAnswer: unsure && end.earlier !== true };
      }
      if (withRecord && !unsure && refusesRecord(reply)) {
        // Perhaps it is the record that is too much: a meeting without one is better than none.
        refusedWith = reply;
        withRecord = false;
        continue;
      }
      if (!isTransient(reply)) return failed(run, refusedWith ?? reply, unsure);
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
  withRecord: boolean,
): Promise<CalendarEvent | FailureFacts> {
  try {
    const payload = await createPayload(content, generation, withRecord);
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

interface Found {
  readonly kind: 'found';
  readonly found: FoundEvent;
  /** Whether it was there before the first try of this run. */
  readonly earlier?: true;
  readonly doubt?: CalendarWarning;
}
interface Asked {
  readonly kind: 'question';
  readonly question: Question;
}
/** The next generation may be tried. */
interface Anew {
  readonly kind: 'anew';
}

/** The clocks of two servers may differ by so much. */
const CLOCKS_DIFFER_MS = 2000;

/** How often, and how long apart, the calendar is looked at for an event of which nothing else shows that it is new. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1000;

/** How a create was answered with yes. */
interface Answered {
  readonly attempt: number;
  readonly unsure: boolean;
  readonly withRecord: boolean;
  /** When the first try began. */
  readonly begunMs: number;
}

/**
 * Graph said yes. It says so to a repeated create too, with the event as it was made first, or as somebody left it since,
 * in some cases whatever the content: such an answer is recognised and not told as a creation. It is one only where something
 * shows that the event is new: when the server made it, or that it is found by key now and was not before. The calendar is
 * looked at by key once more in any case, since another send may have made an event at the same moment.
 */
async function answered(
  run: Run,
  content: PartContent,
  event: CalendarEvent,
  { attempt, unsure, withRecord, begunMs }: Answered,
): Promise<Extract<Creation, { kind: 'created' }> | Found | Asked | Anew | { readonly kind: 'nowhere' }> {
  const { plan, target } = content;
  const { organizer } = plan;
  const { clock } = run.calendar;
  const dated = event.createdMs !== undefined;
  const own = await ownByKey(run, dated || unsure ? undefined : event.id);
  const listed = own.find(({ id }) => id === event.id);
  const otherText = listed !== undefined && saysOther(content, listed);
  const older = event.olderByMs ?? 0;
  const sinceBegun = unsure ? clock.now() - begunMs + CLOCKS_DIFFER_MS : 0;
  const early = older > Math.max(sinceBegun, listed === undefined ? 0 : CLOCKS_DIFFER_MS);
  const otherwise = run.history.knows(event.id) || otherText || !sameText(event.subject, target.subject);
  const repeated = early || (!unsure && otherwise);
  const place =
    listed !== undefined || (unsure && !early)
      ? 'calendar'
      : ((await whereRead(placeOf(organizer, event, run.calendar, UNSTOPPABLE))) ?? 'unknown');
  if (repeated || place === 'other calendar') {
    const found = await readFound(plan, event.id, run.calendar, UNSTOPPABLE);
    if (found === undefined || place === 'unknown') return wantedAgain(run, found?.event);
    return { kind: 'found', found, earlier: true };
  }
  // What has other times than were sent is told as created, with both: that must never be "nothing was sent".
  if (!dated && !unsure && listed === undefined && !hasOtherTimes(plan, event)) {
    const found = await readFound(plan, event.id, run.calendar, UNSTOPPABLE);
    if (found === undefined) return { kind: 'nowhere' };
    return { kind: 'found', found, doubt: perhapsThereBefore(target.subject, place) };
  }
  const others = own.filter(
    (one) => one.id !== event.id && (partNumber(run, one) ?? target.number) === target.number,
  );
  const seen =
    listed === undefined
      ? event
      : {
          ...event,
          attendees: listed.attendees,
          ...(listed.hideAttendees !== undefined && { hideAttendees: listed.hideAttendees }),
        };
  return { kind: 'created', event: seen, attempt, others, withRecord };
}

/**
 * The meeting's own events as the key finds them after a create.
 * @param awaited an event that is looked for a few times, since a search may find it late
 */
async function ownByKey(
  { plan, calendar, signal }: Run,
  awaited: string | undefined,
): Promise<readonly CalendarEvent[]> {
  for (let looks = 1; ; looks += 1) {
    const found = await whereRead(calendar.findByKey(plan.organizer, plan.key, UNSTOPPABLE));
    const own = (found ?? []).filter((one) => one.own && !one.cancelled);
    if (awaited === undefined || looks === LOOKS || own.some(({ id }) => id === awaited)) return own;
    const goOn = await calendar.clock.sleep(BETWEEN_LOOKS_MS, signal).then(
      () => true,
      () => false,
    );
    if (!goOn) return own;
  }
}

/** Told of an event that answers a create, where nothing shows when it was made. */
function perhapsThereBefore(subject: string, place: Place): CalendarWarning {
  const where =
    place === 'calendar'
      ? 'It is on the calendar at its time, but a search does not find it'
      : 'A search does not find it';
  return {
    code: 'PerhapsThereBefore',
    message: `Microsoft Graph answered the request to make "${subject}" with an event that may have been there before, and does not say when it was made. ${where}: if it was made now, everybody on it has been invited; if not, nobody was told anything. Look at it in the organizer's calendar.`,
  };
}

/** Whether an event's record says that it was made from something else than this. */
function saysOther({ plan, merge }: PartContent, { recordText }: CalendarEvent): boolean {
  const record = readRecord(recordText);
  if (record === undefined) return false;
  const sent = sentBy(plan, undefined);
  return (
    record.sent.body !== sent.body ||
    record.sent.start !== sent.start ||
    [...merge.recorded.keys()].some((hash) => !record.added.has(hash))
  );
}

function partNumber(run: Run, event: CalendarEvent): number | undefined {
  const record = readRecord(event.recordText);
  return partOf(run.plan, record === undefined ? { event } : { event, record });
}

/** What a look gives; nothing where it failed: the write was carried out, whatever becomes of a look after it. */
async function whereRead<T>(look: Promise<T>): Promise<T | undefined> {
  return look.catch((error: unknown) => {
    if (error instanceof GraphFailure) return undefined;
    throw error;
  });
}

/**
 * The event that has used up a transaction id: the one that the error names, else the one that the key finds.
 * `nowhere`: no id is named, and there is none to be found, so that nothing may be concluded.
 */
async function heldBy(
  run: Run,
  content: PartContent,
  existingEventId: string | undefined,
): Promise<Found | Asked | Anew | { readonly kind: 'nowhere' }> {
  const { plan, calendar, history } = run;
  if (existingEventId === undefined) return (await lookFor(run, content)) ?? { kind: 'nowhere' };
  const found = await readFound(plan, existingEventId, calendar, UNSTOPPABLE);
  const over = history.cancelConfirmed(existingEventId);
  if (found === undefined || found.event.cancelled || over) {
    // Another run may have gone on to a later generation meanwhile.
    const there = await lookFor(run, content);
    if (there !== undefined && !(there.kind === 'found' && there.found.event.id === existingEventId))
      return there;
    if (over) return { kind: 'anew' };
    if (found === undefined) return wantedAgain(run, undefined);
    if (await wantedAnew(run, found.event)) return { kind: 'anew' };
    return { kind: 'question', question: cancelledByHand(plan, [found.event]) };
  }
  if (found.event.key !== plan.key || !found.event.own) return { kind: 'nowhere' };
  const listed = await lookFor(run, content);
  if (listed !== undefined) return listed;
  const place = await placeOf(plan.organizer, found.event, calendar, UNSTOPPABLE);
  return place === 'unknown' ? wantedAgain(run, found.event) : { kind: 'found', found };
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
  const { history, known, plan } = run;
  if (history.cancelledFromHere(event.id) || known?.cancelled === true) return true;
  return said(run, cancelledByHand(plan, [event]));
}

/**
 * Whether an event that was made before and is nowhere to be found may be followed by a new one. That an id finds nothing is
 * no proof: it ends when the event is moved. It was cancelled from here, or a person says so.
 */
async function wantedAgain(run: Run, event: CalendarEvent | undefined): Promise<Anew | Asked> {
  const { history, known, plan } = run;
  const over = event !== undefined && history.cancelConfirmed(event.id);
  if (over || history.ended || known?.cancelled === true || run.test) return { kind: 'anew' };
  const question = knownMeetingGone(plan, [event === undefined ? {} : { event }]);
  return (await said(run, question)) ? { kind: 'anew' } : { kind: 'question', question };
}

async function said(run: Run, question: Question): Promise<boolean> {
  if (run.accepted.has(question.code)) return true;
  if (!(await run.ask(question))) return false;
  run.accepted.add(question.code);
  return true;
}
