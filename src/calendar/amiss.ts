import type { InvitePlan } from '../invite/index.ts';
import type { CalendarEvent } from './graph-event.ts';
import { wallTime } from './instant.ts';
import type { CalendarError } from './outcome.ts';

/** Which of an event's fields a write has carried. */
export interface Written {
  readonly time: boolean;
  readonly hideAttendees: boolean;
}

/** Whether the calendar has other times than those it was sent. */
export function hasOtherTimes({ start, end }: InvitePlan, { startMs, endMs }: CalendarEvent): boolean {
  return (
    (startMs !== undefined && startMs !== start.epochMs) || (endMs !== undefined && endMs !== end.epochMs)
  );
}

/**
 * What the answer to a write has otherwise than the plan: the write was carried out all the same, and people were told, so
 * it is never said that nothing was sent.
 * @param corrects whether the next run sends the times again, in UTC
 */
export function amissAfter(
  plan: InvitePlan,
  event: CalendarEvent,
  written: Written,
  corrects: boolean,
): CalendarError | undefined {
  if (written.time && hasOtherTimes(plan, event)) {
    const { timeZone } = plan.start;
    const at = (ms: number | undefined): string =>
      ms === undefined ? 'a time that could not be read' : wallTime(ms, timeZone);
    return {
      code: 'OtherTimeOnCalendar',
      message: `"${event.subject}" was sent, but the calendar has it at ${at(event.startMs)} to ${at(event.endMs)}, and the file says ${at(plan.start.epochMs)} to ${at(plan.end.epochMs)}.`,
      remedy: corrects
        ? 'The calendar reads the time zone otherwise than this machine. Run again to correct it: the times then go out in UTC, and everybody is told the right time.'
        : "The calendar keeps other times even of those in UTC. Put the time right in the organizer's calendar, or put a time that it keeps into the file.",
    };
  }
  if (written.hideAttendees && event.hideAttendees === !plan.hideAttendees) {
    return {
      code: 'OtherVisibilityOnCalendar',
      message: plan.hideAttendees
        ? `"${event.subject}" was sent with attendees hidden from each other, but on the calendar it is not hidden: attendees see each other.`
        : `"${event.subject}" was sent with attendees who see each other, but on the calendar they are hidden from each other.`,
      remedy:
        "Run again with --force-update to send it once more, or set it in the organizer's calendar (Response Options, Hide Attendee List).",
    };
  }
  return undefined;
}

/** Two events of one meeting, one of which was made just now. The one to keep is the one that was made first. */
export function severalMade(
  plan: InvitePlan,
  made: CalendarEvent,
  others: readonly CalendarEvent[],
): CalendarError {
  const all = [made, ...others].sort(
    (a, b) => (a.createdMs ?? Infinity) - (b.createdMs ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  const [keep = made, ...rest] = all;
  const named = (event: CalendarEvent): string =>
    `"${event.subject}"${event.createdMs === undefined ? '' : ` made at ${new Date(event.createdMs).toISOString()}`} (${event.webLink ?? event.id})`;
  return {
    code: 'SeveralMatches',
    message: `The meeting was sent, and the calendar of ${plan.organizer} now has ${String(all.length)} events of it: another send made one at the same time. Keep ${named(keep)}, which was made first.`,
    remedy: `Cancel ${rest.map(named).join(' and ')} in the organizer's calendar, then run again.`,
  };
}
