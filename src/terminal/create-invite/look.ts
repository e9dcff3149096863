import {
  CalendarFailure,
  conflictSentence,
  differenceLines,
  findConflicts,
  lookForPlan,
  plannedOnly,
  type Calendar,
  type DifferenceLineOptions,
  type EventOutcome,
  type PlanComparison,
} from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { Output } from '../output/output.ts';
import { runProblem } from '../output/run-problem.ts';
import type { Identity } from './gate.ts';
import { askedOf, eventWarnings, openCalendar, type SendContext } from './send.ts';

/** What a look at the calendar came to, before anything is said or sent. */
export interface Look {
  readonly interrupted?: true;
  /** Absent where nobody could look. */
  readonly comparison?: PlanComparison;
  readonly events: readonly EventOutcome[];
  /** What happened while looking, e.g. who signed in. */
  readonly lines: readonly string[];
  /** For the document with the addresses in it; `counted` for the log beside one. */
  readonly problems: (addresses: DifferenceLineOptions['addresses']) => readonly Problem[];
}

const NO_PROBLEMS: Look['problems'] = () => [];

/** A look waits no longer than this for Microsoft Graph, in milliseconds: in a dry run the plan is the answer. */
const LOOK_PATIENCE_MS = 20_000;

/** How a look is taken. */
export interface LookWishes {
  /** A dry run tells everything; before a send, which looks by itself, only whom it concerns is told. */
  readonly dryRun: boolean;
  readonly forceUpdate: boolean;
}

/**
 * Looks for a plan's meeting on the calendar, and in a dry run for what the organizer has at that time, with reads only.
 * Without an identity, and when the look fails (a warning in a dry run), the events are told as planned without an id.
 */
export async function look(
  plan: InvitePlan,
  identity: Identity | undefined,
  { io, output, journal }: SendContext,
  { dryRun, forceUpdate }: LookWishes,
): Promise<Look> {
  if (identity === undefined) return { events: plannedOnly(plan), lines: [], problems: NO_PROBLEMS };
  const lines: string[] = [];
  try {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(LOOK_PATIENCE_MS)]);
    const calendar = openCalendar(identity, io, { line: (line) => lines.push(line) });
    const { events, comparison } = await lookForPlan(plan, calendar, { journal, signal, forceUpdate });
    const busy = dryRun ? await organizerBusy(plan, calendar, signal, output) : [];
    const asked = comparison.questions.map((question): Problem => {
      return { ...askedOf(question, 'Sending will ask.'), severity: 'warning' };
    });
    const problems: Look['problems'] = (addresses) => {
      const left = leftTheFile(comparison, addresses);
      return dryRun ? [...asked, ...left, ...eventWarnings(events), ...busy] : left;
    };
    return { comparison, events, lines: dryRun ? lines : [], problems };
  } catch (error) {
    if (io.signal.aborted) return { interrupted: true, events: [], lines: [], problems: NO_PROBLEMS };
    // The send meets the same trouble, and tells it.
    if (!dryRun) return { events: [], lines: [], problems: NO_PROBLEMS };
    const why =
      error instanceof CalendarFailure
        ? `${error.error.message} ${error.error.remedy}`
        : `Microsoft Graph did not answer (${error instanceof Error ? error.message : String(error)}).`;
    const message = `Whether the meeting is on the calendar already is not known: ${why}`;
    return {
      events: plannedOnly(plan),
      lines,
      problems: () => [runProblem('warning', 'CalendarNotRead', message)],
    };
  }
}

async function organizerBusy(
  plan: InvitePlan,
  calendar: Calendar,
  signal: AbortSignal,
  output: Output,
): Promise<readonly Problem[]> {
  const conflicts = await findConflicts(plan, calendar, signal).catch((error: unknown) => {
    if (!(error instanceof CalendarFailure)) throw error;
    output.debug(`What the organizer has at that time could not be read: ${error.message}`);
    return [];
  });
  return conflicts.map((conflict) => runProblem('warning', 'OrganizerBusy', conflictSentence(conflict)));
}

/** Customers that the file no longer names, with their people and the way to take them off; and decisions about nobody. */
function leftTheFile(
  { leftTheFile: left, attendees, plan }: PlanComparison,
  addresses: DifferenceLineOptions['addresses'],
): readonly Problem[] {
  const warnings = left.map(({ customerCode, people }) => {
    const who = people.length === 1 ? '1 person of theirs stays' : `${people.length} people of theirs stay`;
    const names = addresses === 'listed' ? `: ${people.join(', ')}` : '';
    const message = `Customer ${customerCode} is no longer in the file, and ${who} on the meeting${names}. --take-off ${customerCode} takes them off.`;
    return runProblem('warning', 'CustomerLeftTheFile', message);
  });
  const takenOff = new Set(attendees.removed.flatMap(({ customerCodes }) => customerCodes));
  const nobody = (plan.byHand?.takenOffCustomers ?? []).filter((code) => !takenOff.has(code));
  return [
    ...warnings,
    ...nobody.map((code) => {
      const message = `--take-off ${code} takes nobody off: nobody of that customer is on the meeting who could leave it.`;
      return runProblem('warning', 'TakeOffNobody', message);
    }),
  ];
}

/** Says what a look found: the meeting, then who would come, go and stay. */
export function sayLook({ comparison, events, lines }: Look, wishes: LookWishes, output: Output): void {
  for (const line of lines) output.line(line);
  if (comparison === undefined) return;
  if (wishes.dryRun) {
    for (const { id, subject } of events) {
      output.line(
        id === undefined
          ? `🔍 Not on the calendar yet: ${subject}`
          : `🔍 On the calendar already: ${subject} (${id})`,
      );
    }
  }
  // Addresses are output, not log. A send tells the totals by itself, event by event.
  const addresses = output.isJson ? 'counted' : 'listed';
  for (const line of differenceLines(comparison, { addresses, totals: wishes.dryRun })) output.line(line);
}
