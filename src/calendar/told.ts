import type { CalendarEvent } from './graph-event.ts';
import type { EventOutcome } from './outcome.ts';

/**
 * One event as shells get it.
 * @param attendees how many are on it, or will be
 * @param link the online meeting's link, for events that have none of their own
 */
export function outcomeOf(
  status: EventOutcome['status'],
  event: CalendarEvent,
  subject: string,
  attendees: number,
  link: string | undefined,
): EventOutcome {
  return {
    status,
    id: event.id,
    subject,
    attendees,
    ...joinLink(event, link),
    ...(event.webLink !== undefined && { webLink: event.webLink }),
  };
}

/** The link to join by: the event's own, else that of part 1. */
export function joinLink(event: CalendarEvent, link: string | undefined): { readonly joinUrl?: string } {
  const joinUrl = event.joinUrl ?? link;
  return joinUrl === undefined ? {} : { joinUrl };
}
