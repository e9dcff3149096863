import type { Calendar } from './calendar.ts';
import { GraphFailure } from './failure.ts';
import type { CalendarEvent, ViewedEvent } from './graph-event.ts';

/** Where an event is that its id finds and a search does not. */
export type Place =
  /** On the calendar, where a search will find it. */
  | 'calendar'
  /** In another calendar of the mailbox: people have the meeting. */
  | 'other calendar'
  /** In Deleted Items, or it cannot be told. */
  | 'unknown';

/**
 * Where an event is. An immutable id goes on finding it in Deleted Items, as if nothing had happened (Microsoft Graph docs:
 * immutable ids), so an event counts as being on the calendar only when the calendar shows it at its own time. Reads only;
 * rejects with `GraphFailure`.
 */
export async function placeOf(
  organizer: string,
  { id, startMs }: CalendarEvent,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<Place> {
  if (startMs !== undefined) {
    const shown = await calendar.view(organizer, startMs, startMs + MINUTE_MS, signal).catch(cannotTell);
    if (shown.some((one) => one.id === id)) return 'calendar';
  }
  const holder = await calendar.calendarOf(organizer, id, signal);
  return holder === 'another' ? 'other calendar' : 'unknown';
}

const MINUTE_MS = 60_000;

/** A refusal of this very request is no reason to fail: then it cannot be told. */
function cannotTell(error: unknown): readonly ViewedEvent[] {
  if (error instanceof GraphFailure && error.facts.kind === 'answer') return [];
  throw error;
}
