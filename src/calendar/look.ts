import type { SendJournal } from '../history/index.ts';
import type { InvitePlan } from '../invite/index.ts';
import type { Calendar } from './calendar.ts';
import { comparePlan, readMeeting, type PlanComparison } from './compare-plan.ts';
import type { EventOutcome, Question } from './outcome.ts';

/** What is known beside the plan itself, as for a send. */
export interface LookOptions {
  readonly signal: AbortSignal;
  readonly journal?: SendJournal;
  /** Whether the send would be forced: then unchanged fields are sent again. */
  readonly forceUpdate?: boolean;
}

/** What a send would find. */
export interface PlanLook {
  /**
   * One `planned` outcome per event, with the id and links of those that are on the calendar and the number of
   * attendees it would have after.
   */
  readonly events: readonly EventOutcome[];
  /** What the send would ask first. */
  readonly question?: Question;
  readonly comparison: PlanComparison;
}

/**
 * Looks for a plan's events in every way that a send does. Makes no call that writes.
 * @throws CalendarFailure when Graph cannot be asked
 */
export async function lookForPlan(
  plan: InvitePlan,
  calendar: Calendar,
  options: LookOptions,
): Promise<PlanLook> {
  calendar.report({ type: 'identity', description: calendar.identity });
  const comparison = await comparePlan(plan, await readMeeting(plan, calendar, options), options);
  const [question] = comparison.questions;
  return { events: comparison.events, comparison, ...(question !== undefined && { question }) };
}
