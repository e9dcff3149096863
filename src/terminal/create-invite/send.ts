import {
  CalendarFailure,
  conflictSentence,
  createCalendar,
  findConflicts,
  lookForPlan,
  plannedOnly,
  sendLines,
  sendPlan,
  type Calendar,
  type EventOutcome,
  type Question,
  type SendOutcome,
} from '../../calendar/index.ts';
import { waysOn, type QuestionCode } from '../../common/index.ts';
import type { SendJournal } from '../../history/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Output } from '../output/output.ts';
import { runProblem } from '../output/run-problem.ts';
import type { Identity } from './gate.ts';

/** What became of a plan: its events, what is to be said about them, and the exit status. */
export interface SendEnding {
  readonly exitCode: ExitCode;
  readonly events: readonly EventOutcome[];
  readonly problems: readonly Problem[];
}

/** What is known beside the plan. */
export interface SendContext {
  readonly io: CommandIo;
  readonly output: Output;
  readonly journal: SendJournal;
}

/** A dry run's look waits no longer than this for Microsoft Graph, in milliseconds: the plan is the answer. */
const LOOK_PATIENCE_MS = 20_000;

/**
 * Looks for a plan's meeting on the calendar, and for what the organizer has at that time, with reads only. Without an
 * identity, and when the look fails (a warning), the events are told as planned without an id.
 */
export async function lookBeforeSending(
  plan: InvitePlan,
  identity: Identity | undefined,
  context: SendContext,
): Promise<SendEnding> {
  const { io, output, journal } = context;
  if (identity === undefined) return { exitCode: EXIT.done, events: plannedOnly(plan), problems: [] };
  try {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(LOOK_PATIENCE_MS)]);
    const calendar = openCalendar(identity, io, output);
    const { events, question } = await lookForPlan(plan, calendar, { journal, signal });
    const conflicts = await findConflicts(plan, calendar, signal).catch((error: unknown) => {
      if (!(error instanceof CalendarFailure)) throw error;
      output.debug(`What the organizer has at that time could not be read: ${error.message}`);
      return [];
    });
    for (const { id, subject } of events) {
      output.line(
        id === undefined
          ? `🔍 Not on the calendar yet: ${subject}`
          : `🔍 On the calendar already: ${subject} (${id})`,
      );
    }
    const asked =
      question === undefined
        ? []
        : [{ ...askedOf(question, 'Sending will ask.'), severity: 'warning' as const }];
    const busy = conflicts.map((conflict) => {
      return runProblem('warning', 'OrganizerBusy', conflictSentence(conflict));
    });
    return { exitCode: EXIT.done, events, problems: [...asked, ...busy] };
  } catch (error) {
    if (io.signal.aborted) return { exitCode: EXIT.interrupted, events: [], problems: [] };
    const why =
      error instanceof CalendarFailure
        ? `${error.error.message} ${error.error.remedy}`
        : `Microsoft Graph did not answer (${error instanceof Error ? error.message : String(error)}).`;
    const message = `Whether the meeting is on the calendar already is not known: ${why}`;
    return {
      exitCode: EXIT.done,
      events: plannedOnly(plan),
      problems: [runProblem('warning', 'CalendarNotRead', message)],
    };
  }
}

/** What the flags have decided before anything is asked. */
export interface Answers {
  readonly forceUpdate: boolean;
  readonly answers: ReadonlySet<QuestionCode>;
}

/** @param values of the flags `--force-update` and `--answer` */
export function answersOf(values: {
  readonly 'force-update': boolean;
  readonly answer: readonly QuestionCode[] | undefined;
}): Answers {
  return { forceUpdate: values['force-update'], answers: new Set(values.answer) };
}

/** Sends a plan, with upstream's lines as it happens. */
export async function send(
  plan: InvitePlan,
  identity: Identity,
  answers: Answers,
  context: SendContext,
): Promise<SendEnding> {
  const { io, output, journal } = context;
  const calendar = openCalendar(identity, io, output);
  return sendEnding(await sendPlan(plan, calendar, { ...answers, journal, signal: io.signal }));
}

/** How a send's outcome ends the run (design: exit status). Pure. */
export function sendEnding(outcome: SendOutcome, words: EndingWords = OF_A_SEND): SendEnding {
  const { events } = outcome;
  switch (outcome.kind) {
    case 'done':
      return { exitCode: EXIT.done, events, problems: warningsOf(events) };
    case 'differs': {
      const { code, message, remedy } = outcome.error;
      const problem = runProblem('error', code, `${words.differs}: ${message} ${remedy}`);
      return { exitCode: EXIT.unsure, events, problems: [problem, ...warningsOf(events)] };
    }
    case 'question':
      return { exitCode: EXIT.failed, events, problems: [askedOf(outcome.question, words.nothing)] };
    case 'refused':
      return { exitCode: EXIT.failed, events, problems: [failure(outcome.error, words)] };
    case 'partial':
    case 'unknown': {
      const { code, message, remedy } = outcome.error;
      const what = outcome.kind === 'partial' ? words.partly : words.unknown;
      const problem = runProblem('error', code, `${what}: ${message} ${remedy} ${words.safe}`);
      return { exitCode: EXIT.unsure, events, problems: [problem, ...warningsOf(events)] };
    }
    case 'aborted': {
      const written = events.some(({ status }) => WRITTEN.has(status));
      if (!written) return { exitCode: EXIT.interrupted, events: [], problems: [] };
      const message =
        'Interrupted after a part of it was sent. Run it again to finish it: nothing is sent twice.';
      return { exitCode: EXIT.unsure, events, problems: [runProblem('error', 'Interrupted', message)] };
    }
  }
}

/** What the calendar has otherwise than it should, although everything was done. */
function warningsOf(events: readonly EventOutcome[]): readonly Problem[] {
  return events
    .flatMap(({ warnings = [] }) => warnings)
    .map(({ code, message }) => runProblem('warning', code, message));
}

const WRITTEN: ReadonlySet<EventOutcome['status']> = new Set(['created', 'updated', 'cancelled']);

/** What an ending says, by what was tried. */
export interface EndingWords {
  readonly failed: string;
  readonly nothing: string;
  readonly partly: string;
  readonly unknown: string;
  /** It was done, and the calendar says something else than it should. */
  readonly differs: string;
  readonly safe: string;
}

const OF_A_SEND: EndingWords = {
  failed: 'Failed to create multi-customer meeting invite', // upstream's words
  nothing: 'Nothing was sent.',
  partly: 'Sent in part',
  unknown: 'It is not known whether the meeting was sent',
  differs: 'Sent, but not as planned',
  safe: 'Running it again is safe: nothing is sent twice.',
};

/** A refusal, then what to do. */
function failure(
  error: { readonly code: string; readonly message: string; readonly remedy: string },
  words: EndingWords,
): Problem {
  const message = `${words.failed}: ${error.message} ${error.remedy}`;
  return runProblem('error', error.code, message);
}

/** A question with the meetings it is about, and both ways on. */
function askedOf(question: Question, opening: string): Problem {
  const found = question.events.map(({ subject, start, webLink }) => {
    return `"${subject}" at ${start}${webLink === undefined ? '' : ` (${webLink})`}`;
  });
  const which = found.length === 0 ? '' : ` On the calendar: ${found.join('; ')}.`;
  return runProblem('error', question.code, `${opening} ${question.message}${which} ${waysOn(question)}`);
}

/** Opens the calendars of an identity; what happens on them is told line by line. */
export function openCalendar(identity: Identity, io: CommandIo, output: Output): Calendar {
  return createCalendar({
    ...identity,
    fetch: io.fetch,
    clock: io.clock ?? realClock,
    onEvent: (event) => {
      for (const line of sendLines(event)) output.line(line);
    },
  });
}
