import type { InvitePlan } from '../invite/index.ts';
import { assignParts } from './assign.ts';
import type { Calendar } from './calendar.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import { findMeeting } from './find.ts';
import { mergeAttendees } from './merge.ts';
import type { EventOutcome } from './outcome.ts';
import { severalMatches } from './questions.ts';
import { outcomeOf } from './told.ts';

/**
 * What a send would find: one `planned` outcome per event, with the id and links of those that are on the calendar and the number of
 * attendees it would have after. Makes no call that writes.
 * @throws CalendarFailure when Graph cannot be asked, or has several events where one is expected
 */
export async function lookForPlan(
  plan: InvitePlan,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<EventOutcome[]> {
  calendar.report({ type: 'identity', description: calendar.identity });
  try {
    const meeting = await findMeeting(plan, calendar, signal);
    if (meeting.kind === 'several') {
      const { code, message } = severalMatches(plan, meeting.events);
      throw new CalendarFailure({ code, message, remedy: 'Put the calendar right before sending.' });
    }
    const link = meeting.parts.get(1)?.event.joinUrl;
    return assignParts(plan, meeting.parts).map(({ number, subject, attendees }) => {
      const found = meeting.parts.get(number);
      const count = mergeAttendees(plan, attendees, found).attendees.length;
      return found === undefined
        ? { status: 'planned', subject, attendees: count }
        : outcomeOf('planned', found.event, subject, count, link);
    });
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    throw new CalendarFailure(calendar.describe(error.facts, plan.organizer));
  }
}
