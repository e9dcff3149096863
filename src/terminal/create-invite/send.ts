import {
  createCalendar,
  sendLines,
  sendPlan,
  type Calendar,
  type EventOutcome,
  type Question,
  type SendOptions,
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
  /** Why what the send would do is not what was confirmed. */
  readonly confirm?: SendOptions['confirm'];
}

/** Sends a plan, with upstream's lines as it happens. */
export async function send(
  plan: InvitePlan,
  identity: Identity,
  answers: Answers,
  context: SendContext,
): Promise<SendEnding> {
  const { io, output, journal, confirm } = context;
  const calendar = openCalendar(identity, io, output);
  const options = { ...answers, journal, signal: io.signal, ...(confirm !== undefined && { confirm }) };
  return sendEnding(await sendPlan(plan, calendar, options));
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

/** How a send's outcome ends the run (design: exit status). Pure. */
export function sendEnding(outcome: SendOutcome, words: EndingWords = OF_A_SEND): SendEnding {
  const { events } = outcome;
  switch (outcome.kind) {
    case 'done':
      return { exitCode: EXIT.done, events, problems: eventWarnings(events) };
    case 'differs': {
      const { code, message, remedy } = outcome.error;
      const problem = runProblem('error', code, `${words.differs}: ${message} ${remedy}`);
      return { exitCode: EXIT.unsure, events, problems: [problem, ...eventWarnings(events)] };
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
      return { exitCode: EXIT.unsure, events, problems: [problem, ...eventWarnings(events)] };
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

/** What is not as it should be with events although all went well. */
export function eventWarnings(events: readonly EventOutcome[]): readonly Problem[] {
  return events.flatMap(({ warnings = [] }) =>
    warnings.map(({ code, message }) => runProblem('warning', code, message)),
  );
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
export function askedOf(question: Question, opening: string): Problem {
  const found = question.events.map(({ subject, start, webLink }) => {
    return `"${subject}" at ${start}${webLink === undefined ? '' : ` (${webLink})`}`;
  });
  const which = found.length === 0 ? '' : ` On the calendar: ${found.join('; ')}.`;
  return runProblem('error', question.code, `${opening} ${question.message}${which} ${waysOn(question)}`);
}

/** Opens the calendars of an identity; what happens on them is told line by line. */
export function openCalendar(identity: Identity, io: CommandIo, output: Pick<Output, 'line'>): Calendar {
  return createCalendar({
    ...identity,
    fetch: io.fetch,
    clock: io.clock ?? realClock,
    onEvent: (event) => {
      for (const line of sendLines(event)) output.line(line);
    },
  });
}
