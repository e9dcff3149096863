import type { InvitePlan } from '../invite/index.ts';
import { assignParts, type PartTarget } from './assign.ts';
import type { Calendar } from './calendar.ts';
import { decidePart } from './decide.ts';
import { GraphFailure } from './failure.ts';
import { findMeeting, type FoundEvent } from './find.ts';
import type { CalendarError, EventOutcome, Question, SendOutcome } from './outcome.ts';
import { joined, severalMatches } from './questions.ts';
import { refusalOf } from './refusals.ts';
import type { Run } from './run.ts';
import { settlePart } from './settle-part.ts';

/** How a plan is to be sent. */
export interface SendOptions {
  /** Go on where else a person would be asked, and tell everybody again where nothing has changed. */
  readonly forceUpdate: boolean;
  /** Asks a person; true to go on. Without it every question ends the send. */
  readonly answer?: (question: Question) => Promise<boolean>;
  /** Stops before the next write; a write that has begun is finished. */
  readonly signal: AbortSignal;
}

/**
 * Makes the calendar say what a plan says: creates, updates or leaves alone, each event once (design: once). Events that
 * are not there yet are created one after the other, so that a send that ended early is finished by running it again.
 * Never rejects for anything Graph does.
 */
export async function sendPlan(
  plan: InvitePlan,
  calendar: Calendar,
  options: SendOptions,
): Promise<SendOutcome> {
  const refusal = refusalOf(plan);
  if (refusal !== undefined) return { kind: 'refused', error: refusal, events: [] };
  const { signal, forceUpdate, answer } = options;
  if (signal.aborted) return { kind: 'aborted', events: [] };
  calendar.report({ type: 'identity', description: calendar.identity });
  const ask = (question: Question): Promise<boolean> =>
    question.canProceed && answer !== undefined ? answer(question) : Promise.resolve(false);
  const run: Run = { plan, calendar, forceUpdate, signal, accepted: new Set(), ask };
  try {
    const prepared = await prepare(run);
    if ('code' in prepared) return { kind: 'question', question: prepared, events: [] };
    return await settleAll(run, prepared);
  } catch (error) {
    if (!(error instanceof GraphFailure)) return { kind: 'unknown', error: unexpected(error), events: [] };
    // Only reads before the first write come here.
    if (error.facts.kind === 'aborted') return { kind: 'aborted', events: [] };
    return { kind: 'refused', error: calendar.describe(error.facts, plan.organizer), events: [] };
  }
}

interface Prepared {
  readonly targets: readonly PartTarget[];
  readonly found: ReadonlyMap<number, FoundEvent>;
}

/** Looks, and asks everything that has to be asked before anything is written; after a yes it looks again. */
async function prepare(run: Run): Promise<Prepared | Question> {
  const { plan, calendar, signal, accepted, forceUpdate } = run;
  for (;;) {
    const meeting = await findMeeting(plan, calendar, signal);
    if (meeting.kind === 'several') return severalMatches(plan, meeting.events);
    const found = meeting.parts;
    const targets = assignParts(plan, found);
    const questions = targets.flatMap((target) => {
      const decision = decidePart({ plan, target, found: found.get(target.number), accepted, forceUpdate });
      return decision.kind === 'question' ? [decision.question] : [];
    });
    const [first] = joined(questions);
    if (first === undefined) return { targets, found };
    if (!(await run.ask(first))) return first;
    accepted.add(first.code);
  }
}

async function settleAll(run: Run, { targets, found }: Prepared): Promise<SendOutcome> {
  const events: EventOutcome[] = [];
  let joinUrl = found.get(1)?.event.joinUrl;
  for (const target of targets) {
    const part = run.signal.aborted
      ? ({ kind: 'aborted' } as const)
      : await settlePart(run, target, found.get(target.number), target.number === 1 ? undefined : joinUrl);
    const written = events.some(({ status }) => status !== 'unchanged');
    switch (part.kind) {
      case 'settled':
        events.push(part.outcome);
        if (target.number === 1) joinUrl = part.outcome.joinUrl;
        break;
      case 'failed': {
        const error = located(part.error, target, events);
        if (part.unknown) return { kind: 'unknown', error, events };
        return { kind: written ? 'partial' : 'refused', error, events };
      }
      case 'question':
        if (!written) return { kind: 'question', question: part.question, events };
        return { kind: 'partial', error: located(asError(part.question), target, events), events };
      case 'aborted':
        if (!written) return { kind: 'aborted', events };
        return { kind: 'partial', error: located(STOPPED, target, events), events };
    }
  }
  return { kind: 'done', events };
}

/** Names what is there already, where a meeting has several events. */
function located(error: CalendarError, target: PartTarget, events: readonly EventOutcome[]): CalendarError {
  if (target.total <= 1) return error;
  const there = events.map(({ subject }) => `"${subject}"`).join(', ');
  return {
    ...error,
    message: `Event ${String(target.number)} of ${String(target.total)}: ${error.message} ${there === '' ? 'None of the others has been touched.' : `Done: ${there}.`}`,
    remedy: `${error.remedy} Running again leaves what is done and goes on with the rest.`,
  };
}

function unexpected(error: unknown): CalendarError {
  return {
    code: 'UnexpectedError',
    message: `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Look at the calendar and run again; it is safe. If it goes on, please report it.',
  };
}

const STOPPED: CalendarError = {
  code: 'Stopped',
  message: 'The send was stopped before this event.',
  remedy: 'Run again to finish it; it is safe.',
};

function asError(question: Question): CalendarError {
  return {
    code: question.code,
    message: question.message,
    remedy: 'Look at the calendar, then run again and answer.',
  };
}
