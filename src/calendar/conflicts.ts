import type { InvitePlan } from '../invite/index.ts';
import type { Calendar } from './calendar.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import { wallTime } from './instant.ts';

/** Something else that the organizer has at the time of a meeting. */
export interface Conflict {
  /** Absent when the appointment is private. */
  readonly subject?: string;
  /** Wall time in the meeting's zone, for people. */
  readonly start: string;
  readonly end: string;
  readonly tentative: boolean;
}

/**
 * What the organizer's calendar has at the time of a plan, without the plan's own events and what leaves the organizer
 * free. Reads only; in the calendar's order.
 * @throws CalendarFailure when the calendar cannot be read
 */
export async function findConflicts(
  plan: Pick<InvitePlan, 'organizer' | 'key' | 'start' | 'end'>,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<readonly Conflict[]> {
  const { organizer, key, start, end } = plan;
  try {
    const own = await calendar.findByKey(organizer, key, signal);
    const shown = await calendar.view(organizer, start.epochMs, end.epochMs, signal);
    const at = (ms: number | undefined): string =>
      ms === undefined ? 'a time that could not be read' : wallTime(ms, start.timeZone);
    return shown
      .filter(({ cancelled, showAs }) => !cancelled && !FREE.has(showAs.toLowerCase()))
      .filter(({ id }) => !own.some((event) => event.id === id))
      .map(({ subject, isPrivate, startMs, endMs, showAs }) => ({
        ...(!isPrivate && { subject }),
        start: at(startMs),
        end: at(endMs),
        tentative: showAs.toLowerCase() === 'tentative',
      }));
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    throw new CalendarFailure(calendar.describe(error.facts, organizer));
  }
}

/** Working elsewhere is a place, not an appointment. */
const FREE: ReadonlySet<string> = new Set(['free', 'workingelsewhere']);

/** One sentence about a conflict, e.g. `The organizer has "Review" at that time (2027-02-02 10:00 to 10:30 …).` */
export function conflictSentence({ subject, start, end, tentative }: Conflict): string {
  const what = subject === undefined ? 'a private appointment' : `"${subject}"`;
  const maybe = tentative ? ', not yet accepted' : '';
  return `The organizer has ${what} at that time (${start} to ${end}${maybe}).`;
}
