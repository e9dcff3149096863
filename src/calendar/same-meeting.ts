import type { Calendar } from './calendar.ts';
import type { SoughtMeeting } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import type { Question } from './outcome.ts';
import { sameSubjectAndStart, severalMatches } from './questions.ts';
import { sameText } from './record.ts';

/** An event without a mark of ours that may be the meeting, and the question whether it is. */
export interface Candidate {
  readonly event: CalendarEvent;
  readonly question: Question;
}

const MINUTE_MS = 60_000;

/**
 * Looks for a meeting that something else has made, as the Go tool does: an event of the same subject and start. That
 * tool ignores a meeting's own title and time, so its subject and the implementation window count as well (its source:
 * payload of the event). Events of other files, invitations from others and series are none. Reads only.
 * @returns the one event to ask about; a question that only the calendar's owner can settle when there are several
 */
export async function findUnmarked(
  meeting: SoughtMeeting,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<Candidate | Question | undefined> {
  const events = new Map<string, CalendarEvent>();
  for (const { subject, startMs } of looksOf(meeting)) {
    const { organizer } = meeting;
    const shown = await calendar.view(organizer, startMs, startMs + MINUTE_MS, signal);
    const alike = shown.filter(
      (one) =>
        one.own && one.single && !one.cancelled && one.startMs === startMs && sameText(one.subject, subject),
    );
    for (const { id } of alike) {
      const event = await calendar.read(organizer, id, signal);
      if (event === undefined || event.cancelled || !event.own || event.key !== undefined) continue;
      events.set(event.id, event);
    }
  }
  const tickets = ticketsOf(meeting);
  const named = await Promise.all(
    [...events.values()].map(async (event) => {
      if (tickets.length === 0) return { event };
      const body = await calendar.readBody(meeting.organizer, event.id, signal);
      return { event, ticketsFound: tickets.every((ticket) => body.includes(ticket)) };
    }),
  );
  const ticketed = named.filter(({ ticketsFound }) => ticketsFound === true);
  const likely = ticketed.length === 1 ? ticketed : named;
  const [only] = likely;
  if (only === undefined) return undefined;
  if (likely.length > 1)
    return severalMatches(
      meeting,
      likely.map(({ event }) => event),
    );
  return { event: only.event, question: sameSubjectAndStart(meeting, only.event, only.ticketsFound) };
}

function looksOf(meeting: SoughtMeeting): readonly { readonly subject: string; readonly startMs: number }[] {
  const { title, kind, window } = meeting.meeting;
  const own = { subject: meeting.subject, startMs: meeting.start.epochMs };
  if (kind !== 'change' || window === undefined) return [own];
  const made = { subject: `Change Implementation: ${title}`, startMs: window.start.epochMs };
  const same = made.startMs === own.startMs && sameText(made.subject, own.subject);
  return same ? [own] : [own, made];
}

function ticketsOf({ meeting }: SoughtMeeting): readonly string[] {
  return [meeting.details.serviceNow, meeting.details.jira].map((text) => text.trim()).filter(Boolean);
}
