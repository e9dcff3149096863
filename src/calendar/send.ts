import type { SendJournal } from '../history/index.ts';
import type { InvitePlan } from '../invite/index.ts';
import { assignParts, type PartTarget } from './assign.ts';
import type { Calendar } from './calendar.ts';
import { decidePart } from './decide.ts';
import { differenceOf, manyRemoved, planAsSent, type PlanDifference } from './difference.ts';
import { GraphFailure } from './failure.ts';
import type { FoundEvent } from './find.ts';
import { knownMeetingOf } from './known-meeting.ts';
import { matchMeeting, partsOf } from './match.ts';
import type { CalendarError, EventOutcome, Question, SendOutcome } from './outcome.ts';
import { isAnsweredInAdvance, type QuestionCode } from '../common/index.ts';
import { joined, manyRemovedQuestion } from './questions.ts';
import { readHistory } from './read-history.ts';
import { refusalOf } from './refusals.ts';
import type { Run } from './run.ts';
import { settlePart } from './settle-part.ts';
import { isTest } from './test-plan.ts';
import { asError, located, STOPPED, unexpected } from './tell-ending.ts';

/** How a plan is to be sent. */
export interface SendOptions {
  /** Update where else a person would be asked (`FORCEABLE`), and tell everybody again where nothing has changed. */
  readonly forceUpdate: boolean;
  /** Questions that were answered with yes before they were asked. */
  readonly answers?: ReadonlySet<QuestionCode>;
  /** Asks a person; true to go on. Without it every question ends the send. */
  readonly answer?: (question: Question) => Promise<boolean>;
  /**
   * Told what the send would do, before it asks or writes anything.
   * @returns why that is not what was confirmed, which ends the send
   */
  readonly confirm?: (difference: PlanDifference) => CalendarError | undefined;
  /** Stops before the next write; a write that has begun is finished. */
  readonly signal: AbortSignal;
  /** Where every call that writes is recorded, and what earlier sends have recorded there. */
  readonly journal?: SendJournal;
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
  const { signal, forceUpdate, answer, answers = new Set() } = options;
  if (signal.aborted) return { kind: 'aborted', events: [] };
  calendar.report({ type: 'identity', description: calendar.identity });
  const ask = (question: Question): Promise<boolean> =>
    question.canProceed && answer !== undefined ? answer(question) : Promise.resolve(false);
  try {
    const run: Run = {
      plan,
      calendar,
      forceUpdate,
      answers,
      signal,
      accepted: new Set(answers),
      adopted: new Set(),
      ask,
      journal: options.journal,
      history: await readHistory(plan, calendar, options.journal),
      known: knownMeetingOf(plan.meeting.record),
      test: isTest(plan),
    };
    for (let late: Prepared['found'] = new Map(); ;) {
      const prepared = await prepare(run, options.confirm, late);
      if ('refused' in prepared) return { kind: 'refused', error: prepared.refused, events: [] };
      if ('code' in prepared) return { kind: 'question', question: prepared, events: [] };
      const outcome = await settleAll({ ...run, plan: prepared.plan }, prepared);
      if (outcome.kind !== 'late') return outcome;
      late = new Map([...late, [outcome.number, outcome.found]]);
    }
  } catch (error) {
    if (!(error instanceof GraphFailure)) return { kind: 'unknown', error: unexpected(error), events: [] };
    // Only reads before the first write come here.
    if (error.facts.kind === 'aborted') return { kind: 'aborted', events: [] };
    return { kind: 'refused', error: calendar.describe(error.facts, plan.organizer), events: [] };
  }
}

interface Prepared {
  /** As it goes out, given who stays. */
  readonly plan: InvitePlan;
  readonly targets: readonly PartTarget[];
  readonly found: ReadonlyMap<number, FoundEvent>;
}

/**
 * Looks, and asks everything that has to be asked before anything is written; after a yes it looks again.
 * @param late events that are known to be there although a look may not find them
 */
async function prepare(
  run: Run,
  confirm: SendOptions['confirm'],
  late: Prepared['found'],
): Promise<Prepared | Question | { readonly refused: CalendarError }> {
  const { calendar, signal, accepted, forceUpdate, adopted, history, known } = run;
  const search = { calendar, history, signal, adopt: !run.test, ...(known !== undefined && { known }) };
  for (;;) {
    const match = await matchMeeting(run.plan, search);
    if ('several' in match) return match.several;
    const found = new Map([...late, ...partsOf(match)]);
    const refused = confirm?.(differenceOf(run.plan, found));
    if (refused !== undefined) return { refused };
    const open = match.questions.find((question) => !isAnswered(run, question));
    if (open !== undefined) {
      if (!(await run.ask(open))) return open;
      accepted.add(open.code);
      for (const { id } of open.events) adopted.add(id);
      continue;
    }
    const { candidate } = match;
    if (candidate !== undefined) {
      adopted.add(candidate.event.id);
      const { id, subject } = candidate.event;
      calendar.report({ type: 'adopting', id, subject });
    }
    const plan = planAsSent(run.plan, found);
    const targets = assignParts(plan, found);
    const questions = targets.flatMap((target) => {
      const event = found.get(target.number);
      const decision = decidePart({
        plan,
        target,
        found: event,
        accepted,
        adopted: event !== undefined && adopted.has(event.event.id),
        forceUpdate,
      });
      return decision.kind === 'question' ? [decision.question] : [];
    });
    const difference = differenceOf(plan, found);
    const many = manyRemoved(difference);
    const removal = many === undefined ? [] : [manyRemovedQuestion(difference, many)];
    const first = [...joined(questions), ...removal].find(({ code }) => !accepted.has(code));
    if (first === undefined) return { plan, targets, found };
    if (!(await run.ask(first))) return first;
    accepted.add(first.code);
  }
}

/** A yes is for the very event that was shown. */
function isAnswered(run: Run, question: Question): boolean {
  if (isAnsweredInAdvance(question, run)) return true;
  const { accepted, adopted } = run;
  return accepted.has(question.code) && question.events.every(({ id }) => adopted.has(id));
}

/** An event that was there without being found, and the part it is. */
interface Late {
  readonly kind: 'late';
  readonly number: number;
  readonly found: FoundEvent;
}

async function settleAll(run: Run, { targets, found }: Prepared): Promise<SendOutcome | Late> {
  const events: EventOutcome[] = [];
  let amiss: CalendarError | undefined;
  let joinUrl = found.get(1)?.event.joinUrl;
  for (const target of targets) {
    const link = target.number === 1 ? undefined : joinUrl;
    const written = events.some(({ status }) => status !== 'unchanged');
    let part = run.signal.aborted
      ? ({ kind: 'aborted' } as const)
      : await settlePart(run, target, found.get(target.number), link);
    // As long as nothing is written, the person can still be asked about it.
    if (part.kind === 'late' && written) part = await settlePart(run, target, part.found, link);
    switch (part.kind) {
      case 'settled':
        events.push(part.outcome);
        if (target.number === 1) joinUrl = part.outcome.joinUrl;
        amiss ??= part.amiss && located(part.amiss, target, events);
        // A second event of the meeting has to be put right before there are more.
        if (part.amiss?.code === 'SeveralMatches') return { kind: 'differs', error: part.amiss, events };
        break;
      case 'late':
        return { kind: 'late', number: target.number, found: part.found };
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
  return amiss === undefined ? { kind: 'done', events } : { kind: 'differs', error: amiss, events };
}
