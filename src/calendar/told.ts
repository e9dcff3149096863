import type { CalendarEvent } from './graph-event.ts';
import type { InvitePlan } from '../invite/index.ts';
import type { CalendarWarning, EventOutcome } from './outcome.ts';

/** What beside the event itself is told of it. */
export interface ToldWith {
  /** The online meeting's link, for events that have none of their own. */
  readonly link?: string | undefined;
  readonly warnings?: readonly CalendarWarning[];
}

/**
 * One event as shells get it.
 * @param attendees how many are on it, or will be
 */
export function outcomeOf(
  status: EventOutcome['status'],
  event: CalendarEvent,
  subject: string,
  attendees: number,
  { link, warnings = [] }: ToldWith = {},
): EventOutcome {
  return {
    status,
    id: event.id,
    subject,
    attendees,
    ...joinLink(event, link),
    ...(event.webLink !== undefined && { webLink: event.webLink }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The link to join by: the event's own, else that of part 1. */
export function joinLink(event: CalendarEvent, link: string | undefined): { readonly joinUrl?: string } {
  const joinUrl = event.joinUrl ?? link;
  return joinUrl === undefined ? {} : { joinUrl };
}

/** Told where there is no online meeting, or its link is not known: what attendees will miss. */
export function withoutOnlineMeeting(
  { subject, offline }: CalendarEvent,
  when: 'made' | 'lost' | 'there',
): CalendarWarning {
  const what =
    offline !== true
      ? `"${subject}" has no join link yet: Microsoft Graph has not given one, so attendees may not be able to join online.`
      : when === 'made'
        ? `"${subject}" was made without an online meeting: its invitation has no join link, so attendees cannot join online.`
        : when === 'lost'
          ? `"${subject}" has lost its online meeting with the update: its invitation has no join link any more, so attendees cannot join online.`
          : `"${subject}" has no online meeting: its invitation has no join link, so attendees cannot join online.`;
  return {
    code: 'NoOnlineMeeting',
    message: `${what} Open it in the organizer's calendar and add the online meeting there${offline === true ? '' : ', or run again in a minute'}.`,
  };
}

/**
 * Who sees whom on an event, as the event says; with a warning where that is more than the plan allows.
 * @param hidden as the event says; absent where that is not known
 */
export function seen(
  plan: Pick<InvitePlan, 'hideAttendees'>,
  subject: string,
  hidden: boolean | undefined,
): { readonly told: Pick<EventOutcome, 'hideAttendees'>; readonly warnings: readonly CalendarWarning[] } {
  const told = hidden === undefined ? {} : { hideAttendees: hidden };
  if (hidden !== false || !plan.hideAttendees) return { told, warnings: [] };
  const message = `The attendees of "${subject}" see each other on the calendar, although they are to be hidden from each other. The next update hides them.`;
  return { told, warnings: [{ code: 'AttendeesNotHidden', message }] };
}
