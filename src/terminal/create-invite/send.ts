import {
  CalendarFailure,
  createCalendar,
  lookForPlan,
  sendLines,
  sendPlan,
  type Calendar,
  type EventOutcome,
  type Question,
  type SendOutcome,
} from '../../calendar/index.ts';
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

/** A dry run's look waits no longer than this for Microsoft Graph, in milliseconds: the plan is the answer. */
const LOOK_PATIENCE_MS = 20_000;

/**
 * Looks for a plan's meeting on the calendar, with reads only. Without an identity, and when the look fails (a
 * warning), the events are told as planned without an id.
 */
export async function lookBeforeSending(
  plan: InvitePlan,
  identity: Identity | undefined,
  io: CommandIo,
  output: Output,
): Promise<SendEnding> {
  const planned = plan.parts.map(({ subject, attendees }): EventOutcome => {
    return { status: 'planned', subject, attendees: attendees.length };
  });
  if (identity === undefined) return { exitCode: EXIT.done, events: planned, problems: [] };
  try {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(LOOK_PATIENCE_MS)]);
    const events = await lookForPlan(plan, openCalendar(identity, io, output), signal);
    for (const { id, subject } of events) {
      output.line(
        id === undefined
          ? `🔍 Not on the calendar yet: ${subject}`
          : `🔍 On the calendar already: ${subject} (${id})`,
      );
    }
    return { exitCode: EXIT.done, events, problems: [] };
  } catch (error) {
    if (io.signal.aborted) return { exitCode: EXIT.interrupted, events: [], problems: [] };
    const why =
      error instanceof CalendarFailure
        ? `${error.error.message} ${error.error.remedy}`
        : `Microsoft Graph did not answer (${error instanceof Error ? error.message : String(error)}).`;
    const message = `Whether the meeting is on the calendar already is not known: ${why}`;
    return {
      exitCode: EXIT.done,
      events: planned,
      problems: [runProblem('warning', 'CalendarNotRead', message)],
    };
  }
}

/** Sends a plan, with upstream's lines as it happens. */
export async function send(
  plan: InvitePlan,
  identity: Identity,
  forceUpdate: boolean,
  io: CommandIo,
  output: Output,
): Promise<SendEnding> {
  const calendar = openCalendar(identity, io, output);
  return sendEnding(await sendPlan(plan, calendar, { forceUpdate, signal: io.signal }));
}

/** How a send's outcome ends the run (design: exit status). Pure. */
export function sendEnding(outcome: SendOutcome): SendEnding {
  const { events } = outcome;
  switch (outcome.kind) {
    case 'done':
      return { exitCode: EXIT.done, events, problems: [] };
    case 'question':
      return { exitCode: EXIT.failed, events, problems: [askedOf(outcome.question)] };
    case 'refused':
      return { exitCode: EXIT.failed, events, problems: [failure(outcome.error)] };
    case 'partial':
    case 'unknown': {
      const { code, message, remedy } = outcome.error;
      const what =
        outcome.kind === 'partial' ? 'Sent in part' : 'It is not known whether the meeting was sent';
      const problem = runProblem(
        'error',
        code,
        `${what}: ${message} ${remedy} Running it again is safe: nothing is sent twice.`,
      );
      return { exitCode: EXIT.unsure, events, problems: [problem] };
    }
    case 'aborted': {
      const written = events.some(({ status }) => status === 'created' || status === 'updated');
      if (!written) return { exitCode: EXIT.interrupted, events: [], problems: [] };
      const message =
        'Interrupted after a part of it was sent. Run it again to finish it: nothing is sent twice.';
      return { exitCode: EXIT.unsure, events, problems: [runProblem('error', 'Interrupted', message)] };
    }
  }
}

/** Upstream's words for a send that failed, then what to do. */
function failure(error: {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}): Problem {
  const message = `Failed to create multi-customer meeting invite: ${error.message} ${error.remedy}`;
  return runProblem('error', error.code, message);
}

/** A question with the meetings it is about, and both ways on. */
function askedOf(question: Question): Problem {
  const found = question.events.map(({ subject, start, webLink }) => {
    return `"${subject}" at ${start}${webLink === undefined ? '' : ` (${webLink})`}`;
  });
  const which = found.length === 0 ? '' : ` On the calendar: ${found.join('; ')}.`;
  const ways = question.canProceed
    ? 'If it is the same meeting, run again with --force-update; if it is another one, give the file an id of its own.'
    : 'Put that right on the calendar by hand, then run again; --force-update cannot decide it.';
  return runProblem('error', question.code, `Nothing was sent. ${question.message}${which} ${ways}`);
}

function openCalendar(identity: Identity, io: CommandIo, output: Output): Calendar {
  return createCalendar({
    ...identity,
    fetch: io.fetch,
    clock: io.clock ?? realClock,
    onEvent: (event) => {
      for (const line of sendLines(event)) output.line(line);
    },
  });
}
