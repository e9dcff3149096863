import type { SendJournal } from '../history/index.ts';
import type { InvitePlan } from '../invite/index.ts';
import { assignParts } from './assign.ts';
import type { Calendar } from './calendar.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import { knownMeetingOf } from './known-meeting.ts';
import { matchMeeting } from './match.ts';
import { decidePart } from './decide.ts';
import { mergeAttendees } from './merge.ts';
import type { EventOutcome, Question } from './outcome.ts';
import { questionAbout } from './questions.ts';
import { readHistory } from './read-history.ts';
import { isTest } from './test-plan.ts';
import { questionAboutText } from './text-rewritten.ts';
import { outcomeOf } from './told.ts';

/** What is known beside the plan itself, as for a send. */
export interface LookOptions {
  readonly signal: AbortSignal;
  readonly journal?: SendJournal;
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
  const { signal, journal } = options;
  calendar.report({ type: 'identity', description: calendar.identity });
  try {
    const history = await readHistory(plan, calendar, journal);
    const known = knownMeetingOf(plan.meeting.record);
    const search = { calendar, history, adopt: !isTest(plan), signal, ...(known !== undefined && { known }) };
    const match = await matchMeeting(plan, search);
    if ('several' in match) return { events: plannedOnly(plan), question: match.several };
    const parts = new Map(match.parts);
    if (match.candidate !== undefined) parts.set(1, match.candidate);
    const link = parts.get(1)?.event.joinUrl;
    const [question] = [
      ...match.questions,
      ...[...match.parts].flatMap(([part, found]) => questionAbout(plan, part, found) ?? []),
    ];
    const targets = assignParts(plan, parts);
    const text: Question[] = [];
    for (const target of question === undefined ? targets : []) {
      const decision = decidePart({
        plan,
        target,
        found: parts.get(target.number),
        accepted: new Set(),
        forceUpdate: false,
        ...(link !== undefined && { joinUrl: link }),
      });
      const asked = await questionAboutText(plan, decision, calendar, signal);
      if (asked !== undefined) text.push(asked);
    }
    const [first = text[0]] = [question];
    const events = targets.map(({ number, subject, attendees }): EventOutcome => {
      const found = parts.get(number);
      const count = mergeAttendees(plan, attendees, found).attendees.length;
      return found === undefined
        ? { status: 'planned', subject, attendees: count }
        : outcomeOf('planned', found.event, subject, count, { link });
    });
    return { events, ...(first !== undefined && { question: first }) };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    throw new CalendarFailure(calendar.describe(error.facts, plan.organizer));
  }
}

/** The events of a plan when nothing is known of the calendar. */
export function plannedOnly(plan: InvitePlan): readonly EventOutcome[] {
  return plan.parts.map(({ subject, attendees }) => {
    return { status: 'planned', subject, attendees: attendees.length };
  });
}
