import type { PartTarget } from './assign.ts';
import { amissAfter, severalMade } from './amiss.ts';
import { asAnswered } from './as-answered.ts';
import { createPart, type Creation } from './create-part.ts';
import { decidePart, type Decision, type DecisionInput } from './decide.ts';
import { planAsSent } from './difference.ts';
import { GraphFailure } from './failure.ts';
import type { FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import { withJoinLink } from './join-link.ts';
import { mergeAttendees, type AttendeeMerge, type PeopleChanges } from './merge.ts';
import type { CalendarError, CalendarWarning, EventOutcome, Question } from './outcome.ts';
import { linkHash, nextRecord, type PartContent } from './payload.ts';
import { learnPeople, withoutGone } from './people.ts';
import { writeRecord } from './record.ts';
import { notKept, remember, rememberAfter } from './remember.ts';
import { failed, UNSTOPPABLE, type PartFailure, type Run } from './run.ts';
import { without } from './without.ts';
import { joinLink, outcomeOf, seen, withoutOnlineMeeting } from './told.ts';
import { updatePart, type UpdateState } from './update-part.ts';

/** How one event of a send ended. */
export type Settled =
  /** With `amiss`: it was sent, and the calendar says something else than the plan. */
  | { readonly kind: 'settled'; readonly outcome: EventOutcome; readonly amiss?: CalendarError }
  | { readonly kind: 'question'; readonly question: Question }
  /** The calendar has had the event all along, and no look found it: nobody was asked about what it takes to change it. */
  | { readonly kind: 'late'; readonly found: FoundEvent }
  | { readonly kind: 'aborted' }
  | PartFailure;

/** One step: the event as it is now, to be decided about again, or the end. */
type Step = { readonly kind: 'again'; readonly found: FoundEvent | undefined } | Settled;

/** What is known of one event while it is worked on. */
interface Work {
  /** With the plan as it goes out to the event as it is now. */
  run: Run;
  readonly target: PartTarget;
  /** Link of part 1, for the others. */
  readonly joinUrl: string | undefined;
  readonly updates: UpdateState;
  /** The try of a create whose answer was lost, once the event is found to be there. */
  createdOn?: number;
  /** Where the event may have been made by this run, and nothing shows it. */
  doubt?: CalendarWarning;
  /** The event as it was read last. */
  current: FoundEvent | undefined;
  /** What was last tried to be done to the event's people: after a lost answer there is nothing left to do. */
  people?: PeopleChanges;
  /** Whom tries whose answers were lost may have added: hash of the address → codes, as in the record. */
  mayHaveAdded?: AttendeeMerge['recorded'];
}

/**
 * Brings one event to what the plan says: decides, writes, and decides again with what is then known, until nothing
 * differs or it cannot go on. Never rejects with a `GraphFailure`.
 */
export async function settlePart(
  run: Run,
  target: PartTarget,
  found: FoundEvent | undefined,
  joinUrl: string | undefined,
): Promise<Settled> {
  const updates = { attempt: 1, conflicts: 0, unsure: false };
  const work: Work = { run, target, joinUrl, updates, current: found };
  for (;;) {
    const step = await carryOut(work, decidePart(decisionInput(work, work.current)));
    if (step.kind !== 'again') return step;
    work.current = step.found ?? work.current;
    // Somebody may have come onto it meanwhile.
    if (work.current !== undefined)
      work.run = { ...run, plan: planAsSent(run.plan, new Map([[target.number, work.current]])) };
  }
}

function decisionInput(
  { run, target, joinUrl, createdOn }: Work,
  found: FoundEvent | undefined,
): DecisionInput {
  return {
    plan: run.plan,
    target,
    found,
    accepted: run.accepted,
    adopted: found !== undefined && run.adopted.has(found.event.id),
    forceUpdate: run.forceUpdate && createdOn === undefined, // what has just been created needs no second mail
    ...(joinUrl !== undefined && { joinUrl }),
  };
}

async function carryOut(work: Work, decision: Decision): Promise<Step> {
  switch (decision.kind) {
    case 'refused':
      return { kind: 'failed', error: decision.error, unknown: work.updates.unsure };
    case 'question':
      return (await createdDifferently(work, decision)) ?? asked(work, decision);
    case 'unchanged':
      return unchanged(work, decision);
    case 'create':
      return create(work, decision);
    case 'update':
      return update(work, decision);
  }
}

async function asked(
  { run }: Work,
  decision: { readonly kind: 'question'; readonly question: Question },
): Promise<Step> {
  if (!(await run.ask(decision.question))) return decision;
  run.accepted.add(decision.question.code);
  return { kind: 'again', found: undefined };
}

/**
 * An event that a lost answer has made, with other times than it was sent: the calendar has read them otherwise, and nobody
 * has moved it.
 */
async function createdDifferently(
  work: Work,
  { question }: { readonly question: Question },
): Promise<Step | undefined> {
  const { run, target, createdOn, current } = work;
  if (createdOn === undefined || current === undefined || question.code !== 'MovedByHand') return undefined;
  const { event } = current;
  return created(work, {
    event,
    attempt: createdOn,
    others: [],
    withRecord: true,
    merge: mergeAttendees(run.plan, target.attendees, undefined),
  });
}

async function unchanged(
  { run, target, joinUrl, createdOn, updates, people, doubt }: Work,
  { found, merge }: Extract<Decision, { kind: 'unchanged' }>,
): Promise<Settled> {
  const content = { plan: run.plan, target, merge };
  const sure = !updates.unsure && createdOn === undefined && doubt === undefined;
  const event = sure ? await withoutTraces(run, content, found) : found.event;
  const told = { id: event.id, ...joinLink(event, joinUrl) };
  const warnings: CalendarWarning[] = doubt === undefined ? [] : [doubt];
  const offline = target.number === 1 && event.joinUrl === undefined && event.offline === true;
  const before = createdOn !== undefined ? 'made' : found.event.joinUrl === undefined ? 'there' : 'lost';
  if (offline) warnings.push(withoutOnlineMeeting(event, before));
  if (updates.unsure && found.unreadable !== true) {
    // What a lost answer has done is in the record, too.
    const remembered = await rememberAfter(run, content, found, ({ record }) =>
      record === undefined ? undefined : nextRecord(content, record, record.sent.join),
    );
    warnings.push(...remembered.warnings);
  }
  const sight = seen(run.plan, event.subject, event.hideAttendees ?? found.record?.sent.hideAttendees);
  const end = (status: EventOutcome['status']): Settled => ({
    kind: 'settled',
    outcome: {
      ...outcomeOf(
        status,
        event,
        createdOn === undefined ? event.subject : target.subject,
        event.attendees.length,
        { link: joinUrl, warnings: [...warnings, ...sight.warnings] },
      ),
      people: (status === 'unchanged' ? undefined : people) ?? merge.people,
      ...sight.told,
    },
  });
  if (createdOn !== undefined) {
    run.calendar.report({ type: 'created', attempt: createdOn, ...told });
    return end('created');
  }
  if (updates.unsure) {
    run.calendar.report({ type: 'updated', ...told });
    return end('updated');
  }
  const doubtful = doubt !== undefined && { doubtful: true as const };
  run.calendar.report({ type: 'unchanged', kept: merge.kept, ...told, ...doubtful });
  return end('unchanged');
}

/**
 * The event after its record has been rid of people who left it, where a run ended before it could do that: somebody who is
 * put on the event again by hand must not be taken for one whom we added. Tells nobody; what fails is done by the next run.
 */
async function withoutTraces(run: Run, content: PartContent, found: FoundEvent): Promise<CalendarEvent> {
  const { event } = found;
  // Without a version, a record that another run has just written would be written over.
  if (event.etag === undefined) return event;
  const done = await remember(run, content, found, () => withoutGone(run.plan.key, event));
  if (done.kind === 'not kept' || content.target.number > 1) return event;
  return onlineAfter(run, event, done.event);
}

async function create(work: Work, { merge }: Extract<Decision, { kind: 'create' }>): Promise<Step> {
  const { run, target, joinUrl } = work;
  if (run.plan.end.epochMs <= run.calendar.clock.now()) return isOver(target);
  run.calendar.report({ type: 'creating', subject: target.subject });
  work.people = merge.people;
  const creation: Creation = await createPart(run, {
    plan: run.plan,
    target,
    merge,
    ...(joinUrl !== undefined && { joinUrl }),
  });
  switch (creation.kind) {
    case 'created':
      return created(work, { ...creation, merge });
    case 'found':
      if (!creation.lostAnswer && creation.doubt === undefined)
        return { kind: 'late', found: creation.found };
      if (creation.lostAnswer) work.createdOn = creation.attempt;
      if (creation.doubt !== undefined) work.doubt = creation.doubt;
      return { kind: 'again', found: creation.found };
    case 'question':
    case 'aborted':
    case 'failed':
      return creation;
  }
}

/** What was created is said to be created, whatever the calendar has made of it. */
async function created(
  { run, target, joinUrl }: Work,
  creation: Omit<Extract<Creation, { kind: 'created' }>, 'kind'> & { readonly merge: AttendeeMerge },
): Promise<Settled> {
  const { plan } = run;
  const { merge, attempt, others } = creation;
  const online = target.number === 1;
  const event = online ? await withJoinLink(run, creation.event, target.total > 1) : creation.event;
  run.calendar.report({ type: 'created', id: event.id, attempt, ...joinLink(event, joinUrl) });
  const warnings: CalendarWarning[] = [];
  if (online && event.joinUrl === undefined) warnings.push(withoutOnlineMeeting(event, 'made'));
  const content: PartContent = {
    plan,
    target,
    merge,
    ...(joinUrl !== undefined && { joinUrl }),
  };
  let now = event;
  const differs = amissAfter(plan, event, { time: true, hideAttendees: true }, true);
  if (creation.withRecord) {
    const sent = nextRecord(content, undefined, linkHash(content));
    const sentTo = merge.attendees.map(({ address }) => address);
    const learned = learnPeople(plan.key, sentTo, event.attendees);
    const found: FoundEvent = { event: { ...event, recordText: writeRecord(sent) }, record: sent };
    const remembered = await rememberAfter(run, content, found, ({ record = sent }) =>
      asAnswered(record, plan, learned, event, false),
    );
    warnings.push(...remembered.warnings);
    // Any update can lose the online meeting.
    if (online && event.joinUrl !== undefined) {
      now = await onlineAfter(run, event, remembered.event);
      if (now.joinUrl === undefined) warnings.push(withoutOnlineMeeting(now, 'lost'));
    }
  } else {
    warnings.push(notKept(event, { code: 'refused' }));
  }
  const outcome = {
    ...outcomeOf('created', now, target.subject, merge.attendees.length, { link: joinUrl, warnings }),
    people: merge.people,
    hideAttendees: event.hideAttendees ?? plan.hideAttendees,
  };
  const amiss = others.length > 0 ? severalMade(plan, event, others) : differs;
  return { kind: 'settled', outcome, ...(amiss !== undefined && { amiss }) };
}

async function update(work: Work, decision: Extract<Decision, { kind: 'update' }>): Promise<Step> {
  const { run, target, joinUrl } = work;
  const { merge, resend, changes } = decision;
  const { event } = decision.found;
  const { added, removed, kept } = merge;
  if (work.updates.attempt + work.updates.conflicts === 1) {
    run.calendar.report({ type: 'updating', id: event.id, resend, added, removed, kept });
  }
  work.people = merge.people;
  const content = { plan: run.plan, target, merge, ...(joinUrl !== undefined && { joinUrl }) };
  const done = await updatePart(run, content, decision, work.updates);
  if (done.kind === 'question') return asked(work, done);
  if (done.kind === 'updated') {
    const now = target.number === 1 ? await onlineAfter(run, event, done.event) : event;
    const warnings = [...done.warnings];
    if (now.joinUrl === undefined && now.offline === true && target.number === 1)
      warnings.push(withoutOnlineMeeting(now, event.joinUrl === undefined ? 'there' : 'lost'));
    run.calendar.report({ type: 'updated', id: event.id, ...joinLink(now, joinUrl) });
    const subject = changes.subject ? target.subject : event.subject;
    const sent = changes.hideAttendees ? run.plan.hideAttendees : event.hideAttendees;
    const hideAttendees = done.event.hideAttendees ?? sent;
    return {
      kind: 'settled',
      outcome: {
        ...outcomeOf('updated', now, subject, merge.attendees.length, { link: joinUrl, warnings }),
        people: merge.people,
        ...(hideAttendees !== undefined && { hideAttendees }),
      },
      ...(done.amiss !== undefined && { amiss: done.amiss }),
    };
  }
  if (done.kind !== 'again') return done;
  if (work.updates.unsure) work.mayHaveAdded = new Map([...(work.mayHaveAdded ?? []), ...merge.recorded]);
  const found = withAdded(done.found, work.mayHaveAdded);
  // Forced or not: what a lost answer has done already is not done again.
  const now = decidePart({ ...decisionInput(work, found), forceUpdate: false });
  if (work.updates.unsure && !resend && now.kind === 'unchanged') return unchanged(work, now);
  return done.last === undefined ? { kind: 'again', found } : failed(run, done.last, true);
}

/**
 * The event as it was read, with people in its record whom a try whose answer was lost may have added: where the calendar
 * had not taken the record that names them, they would be taken for people added by hand, and never be taken off.
 */
function withAdded(found: FoundEvent, added: AttendeeMerge['recorded'] | undefined): FoundEvent {
  const { record } = found;
  if (record === undefined || added === undefined) return found;
  return { ...found, record: { ...record, added: new Map([...added, ...record.added]) } };
}

/**
 * The event with the online meeting that it has after an update. An answer may come without it although it is there, and an
 * update can lose it (microsoftgraph/microsoft-graph-docs#16336, #12244): then the event is read again.
 */
async function onlineAfter(run: Run, before: CalendarEvent, answer: CalendarEvent): Promise<CalendarEvent> {
  if (answer.joinUrl !== undefined) return { ...before, joinUrl: answer.joinUrl };
  if (answer.offline !== true) return before;
  const fresh = await run.calendar
    .read(run.plan.organizer, before.id, UNSTOPPABLE)
    .catch((error: unknown) => {
      if (error instanceof GraphFailure) return undefined;
      throw error;
    });
  if (fresh?.joinUrl !== undefined) return { ...before, joinUrl: fresh.joinUrl };
  return { ...without(before, 'joinUrl'), offline: true };
}

function isOver(target: PartTarget): PartFailure {
  return {
    kind: 'failed',
    unknown: false,
    error: {
      code: 'MeetingIsOver',
      message: `"${target.subject}" has already ended, so it was not created.`,
      remedy: 'Correct the times in the metadata file and run again.',
    },
  };
}
