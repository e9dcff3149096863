import type { PartTarget } from './assign.ts';
import { createPart, type Creation } from './create-part.ts';
import { decidePart, type Decision, type DecisionInput } from './decide.ts';
import type { FoundEvent } from './find.ts';
import { withJoinLink } from './join-link.ts';
import type { EventOutcome, Question } from './outcome.ts';
import { failed, type PartFailure, type Run } from './run.ts';
import { joinLink, outcomeOf } from './told.ts';
import { updatePart, type UpdateState } from './update-part.ts';

/** How one event of a send ended. */
export type Settled =
  | { readonly kind: 'settled'; readonly outcome: EventOutcome }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'aborted' }
  | PartFailure;

/** One step: the event as it is now, to be decided about again, or the end. */
type Step = { readonly kind: 'again'; readonly found: FoundEvent | undefined } | Settled;

/** What is known of one event while it is worked on. */
interface Work {
  readonly run: Run;
  readonly target: PartTarget;
  /** Link of part 1, for the others. */
  readonly joinUrl: string | undefined;
  readonly updates: UpdateState;
  /** The try of a create whose answer was lost, once the event is found to be there. */
  createdOn?: number;
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
  const work: Work = { run, target, joinUrl, updates: { attempt: 1, conflicts: 0, unsure: false } };
  let current = found;
  for (;;) {
    const step = await carryOut(work, decidePart(decisionInput(work, current)));
    if (step.kind !== 'again') return step;
    current = step.found ?? current;
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
  const { run } = work;
  switch (decision.kind) {
    case 'refused':
      return { kind: 'failed', error: decision.error, unknown: work.updates.unsure };
    case 'question':
      if (!(await run.ask(decision.question))) return decision;
      run.accepted.add(decision.question.code);
      return { kind: 'again', found: undefined };
    case 'unchanged':
      return unchanged(work, decision);
    case 'create':
      return create(work, decision);
    case 'update':
      return update(work, decision);
  }
}

function unchanged(
  { run, target, joinUrl, createdOn, updates }: Work,
  { found: { event }, merge: { kept } }: Extract<Decision, { kind: 'unchanged' }>,
): Settled {
  const told = { id: event.id, ...joinLink(event, joinUrl) };
  const end = (status: EventOutcome['status']): Settled => ({
    kind: 'settled',
    outcome: outcomeOf(
      status,
      event,
      createdOn === undefined ? event.subject : target.subject,
      event.attendees.length,
      joinUrl,
    ),
  });
  if (createdOn !== undefined) {
    run.calendar.report({ type: 'created', attempt: createdOn, ...told });
    return end('created');
  }
  if (updates.unsure) {
    run.calendar.report({ type: 'updated', ...told });
    return end('updated');
  }
  run.calendar.report({ type: 'unchanged', kept, ...told });
  return end('unchanged');
}

async function create(work: Work, { merge }: Extract<Decision, { kind: 'create' }>): Promise<Step> {
  const { run, target, joinUrl } = work;
  if (run.plan.end.epochMs <= run.calendar.clock.now()) return isOver(target);
  run.calendar.report({ type: 'creating', subject: target.subject });
  const creation: Creation = await createPart(run, {
    plan: run.plan,
    target,
    merge,
    ...(joinUrl !== undefined && { joinUrl }),
  });
  switch (creation.kind) {
    case 'created': {
      const online = target.number === 1;
      const event = online ? await withJoinLink(run, creation.event, target.total > 1) : creation.event;
      run.calendar.report({
        type: 'created',
        id: event.id,
        attempt: creation.attempt,
        ...joinLink(event, joinUrl),
      });
      const outcome = outcomeOf('created', event, target.subject, merge.attendees.length, joinUrl);
      return { kind: 'settled', outcome };
    }
    case 'found':
      if (creation.lostAnswer) work.createdOn = creation.attempt;
      return { kind: 'again', found: creation.found };
    case 'question':
    case 'aborted':
    case 'failed':
      return creation;
  }
}

async function update(work: Work, decision: Extract<Decision, { kind: 'update' }>): Promise<Step> {
  const { run, target, joinUrl } = work;
  const { merge, resend, changes } = decision;
  const { event } = decision.found;
  const { added, removed, kept } = merge;
  if (work.updates.attempt + work.updates.conflicts === 1) {
    run.calendar.report({ type: 'updating', id: event.id, resend, added, removed, kept });
  }
  const content = { plan: run.plan, target, merge, ...(joinUrl !== undefined && { joinUrl }) };
  const done = await updatePart(run, content, decision, work.updates);
  if (done.kind === 'updated') {
    const now = { ...event, ...joinLink(done.event, event.joinUrl) };
    run.calendar.report({ type: 'updated', id: event.id, ...joinLink(now, joinUrl) });
    const subject = changes.subject ? target.subject : event.subject;
    return { kind: 'settled', outcome: outcomeOf('updated', now, subject, merge.attendees.length, joinUrl) };
  }
  if (done.kind !== 'again') return done;
  // Forced or not: what a lost answer has done already is not done again.
  const now = decidePart({ ...decisionInput(work, done.found), forceUpdate: false });
  if (work.updates.unsure && !resend && now.kind === 'unchanged') return unchanged(work, now);
  return done.last === undefined ? done : failed(run, done.last, true);
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
