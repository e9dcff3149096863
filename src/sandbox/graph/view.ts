import { createHash } from 'node:crypto';
import { DEFAULT_CALENDAR, folderOf, type StoredEvent } from './event.ts';
import { htmlAsRead, htmlFromText, textOf } from './html.ts';
import { mailboxNamed, shownAttendees } from './people.ts';
import type { Preferences } from './prefer.ts';
import type { Switches } from './switches.ts';
import { instantOf, wallTimeAt } from './zone.ts';

/** An event as one mailbox sees it: its own, or an invitation it received. */
export interface SeenEvent {
  readonly event: StoredEvent;
  readonly isOrganizer: boolean;
  readonly id: string;
  readonly immutableId: string;
  /** For one meeting of a series: the series' ids. */
  readonly master?: { readonly id: string; readonly immutableId: string };
}

/** How events are answered. */
export interface Showing {
  readonly preferences: Preferences;
  readonly switches: Switches;
  readonly as: 'read' | 'listed' | 'created' | 'updated';
  readonly showsJoinLink: (event: StoredEvent) => boolean;
}

/**
 * Everything in a mailbox, ended events included: its own, and the invitations it received in its default calendar, which
 * carry ids of their own.
 */
export function eventsSeenBy(
  mailbox: string,
  events: readonly StoredEvent[],
  switches: Switches,
): readonly SeenEvent[] {
  return events.flatMap((event): SeenEvent[] => {
    if (event.mailbox === mailbox) return [ownEvent(event)];
    const self = event.attendees.filter(({ address }) => mailboxNamed(address, switches) === mailbox);
    if (self.length === 0 || event.state !== 'live') return [];
    const copy = createHash('sha256').update(`${event.immutableId} ${mailbox}`).digest('base64');
    const attendees = event.hideAttendees ? self : event.attendees;
    const properties = switches.copiesCarryProperties ? event.singleValueExtendedProperties : [];
    return [
      {
        event: {
          ...event,
          folder: DEFAULT_CALENDAR,
          attendees,
          singleValueExtendedProperties: properties,
          transactionId: undefined,
        },
        isOrganizer: false,
        id: `AAMkAC${copy}/=`,
        immutableId: `AAkALc${copy}/=`,
      },
    ];
  });
}

/** An event in the mailbox that it is stored in. */
export function ownEvent(event: StoredEvent): SeenEvent {
  const { id, immutableId } = event;
  return { event, isOrganizer: event.organizer === undefined, id, immutableId };
}

/** What a calendar shows: the live events in it, and the cancelled ones that were left there. */
export function isOnCalendar(seen: SeenEvent, calendar: string): boolean {
  return seen.event.state !== 'deleted' && folderOf(seen.event) === calendar;
}

const WEEK_MS = 7 * 86_400_000;

/** The single meetings of a series, or the event itself. */
export function occurrencesOf(seen: SeenEvent): readonly SeenEvent[] {
  const { event, id, immutableId } = seen;
  if (event.occurrences === undefined) return [seen];
  const later = (wall: StoredEvent['start'], weeks: number) =>
    wallTimeAt(instantOf(wall) + weeks * WEEK_MS, wall.timeZone);
  return Array.from({ length: event.occurrences }, (_, week) => ({
    ...seen,
    event: { ...event, start: later(event.start, week), end: later(event.end, week) },
    id: `${id.slice(0, -1)}.${week}=`,
    immutableId: `${immutableId.slice(0, -1)}.${week}=`,
    master: { id, immutableId },
  }));
}

const NEVER = '0001-01-01T00:00:00Z';

/** The event as Graph answers it: dates in UTC unless a zone is preferred, extended properties left out. */
export function eventJson(seen: SeenEvent, showing: Showing): Record<string, unknown> {
  const { event, master } = seen;
  const { preferences, switches } = showing;
  const zone = preferences.timeZone ?? 'UTC';
  const time = (wall: StoredEvent['start']) => wallTimeAt(instantOf(wall), zone);
  const html = event.body.contentType === 'text' ? htmlFromText(event.body.content) : event.body.content;
  const idOf = (ids: { readonly id: string; readonly immutableId: string }) =>
    preferences.immutableIds ? ids.immutableId : ids.id;
  const id = idOf(seen);
  const address = event.organizer ?? event.mailbox;
  const location = (given: StoredEvent['locations'][number]) => ({
    locationType: 'default',
    uniqueIdType: 'private',
    ...given,
    displayName: given.displayName ?? '',
  });
  const originalZone = (sent: string) => (switches.originalZone === 'as sent' ? sent : switches.originalZone);
  const inBin = folderOf(event) !== DEFAULT_CALENDAR && event.state === 'cancelled';
  const withLink =
    event.joinUrl !== undefined &&
    showing.showsJoinLink(event) &&
    !(showing.as === 'updated' && switches.joinLinkOnUpdate !== 'kept');
  return {
    '@odata.etag': `W/"${event.changeKey}"`,
    id,
    createdDateTime: new Date(event.createdAtMs).toISOString(),
    lastModifiedDateTime: new Date(event.modifiedAtMs).toISOString(),
    changeKey: event.changeKey,
    categories: event.categories,
    transactionId: event.transactionId ?? null,
    originalStartTimeZone: originalZone(event.start.timeZone),
    originalEndTimeZone: originalZone(event.end.timeZone),
    iCalUId: event.iCalUId,
    reminderMinutesBeforeStart: event.reminderMinutesBeforeStart,
    isReminderOn: event.isReminderOn,
    hasAttachments: false,
    subject: event.subject,
    bodyPreview: textOf(html).slice(0, 255),
    importance: event.importance,
    sensitivity: event.sensitivity,
    isAllDay: event.isAllDay,
    isCancelled: event.state === 'cancelled' && !(inBin && switches.cancelledReadable === 'unmarked'),
    isOrganizer: seen.isOrganizer,
    responseRequested: event.responseRequested,
    seriesMasterId: master === undefined ? null : idOf(master),
    showAs: event.showAs,
    type:
      master !== undefined
        ? 'occurrence'
        : event.occurrences === undefined
          ? 'singleInstance'
          : 'seriesMaster',
    webLink: `https://outlook.sandbox.invalid/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: event.isOnlineMeeting,
    onlineMeetingProvider: event.onlineMeetingProvider,
    allowNewTimeProposals: event.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: event.hideAttendees,
    recurrence:
      event.occurrences === undefined || master !== undefined
        ? null
        : {
            pattern: { type: 'weekly', interval: 1, firstDayOfWeek: 'sunday' },
            range: { type: 'numbered', numberOfOccurrences: event.occurrences },
          },
    responseStatus: { response: seen.isOrganizer ? 'organizer' : 'notResponded', time: NEVER },
    body: preferences.bodyAsText
      ? { contentType: 'text', content: textOf(html) }
      : { contentType: 'html', content: htmlAsRead(html, preferences.unsafeHtml, switches.bodyMarks) },
    start: time(event.start),
    end: time(event.end),
    location: location(event.locations[0] ?? {}),
    locations: event.locations.map(location),
    attendees: shownAttendees(event.attendees, switches).map(({ address: shown, name, type }) => ({
      type,
      status: { response: 'none', time: NEVER },
      emailAddress: { name, address: shown },
    })),
    organizer: { emailAddress: { name: address, address } },
    onlineMeeting: withLink ? { joinUrl: event.joinUrl } : null,
  };
}
