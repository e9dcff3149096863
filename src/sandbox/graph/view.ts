import { createHash } from 'node:crypto';
import type { StoredEvent } from './event.ts';
import { htmlAsRead, htmlFromText, textOf } from './html.ts';
import type { Preferences } from './prefer.ts';
import { instantOf, wallTimeAt } from './zone.ts';

/** An event as one mailbox sees it: its own, or an invitation it received. */
export interface SeenEvent {
  readonly event: StoredEvent;
  readonly isOrganizer: boolean;
  readonly id: string;
  readonly immutableId: string;
}

/** What is in a mailbox, live events only unless `ended` is asked for. Invitations carry ids of their own and no private properties. */
export function eventsSeenBy(
  mailbox: string,
  events: readonly StoredEvent[],
  { ended = false }: { readonly ended?: boolean } = {},
): readonly SeenEvent[] {
  return events.flatMap((event): SeenEvent[] => {
    if (event.state !== 'live' && !ended) return [];
    if (event.mailbox === mailbox)
      return [{ event, isOrganizer: true, id: event.id, immutableId: event.immutableId }];
    const self = event.attendees.filter(({ address }) => address.toLowerCase() === mailbox);
    if (self.length === 0 || event.state !== 'live') return [];
    const copy = createHash('sha256').update(`${event.immutableId} ${mailbox}`).digest('base64');
    const attendees = event.hideAttendees ? self : event.attendees;
    return [
      {
        event: { ...event, attendees, singleValueExtendedProperties: [], transactionId: undefined },
        isOrganizer: false,
        id: `AAMkAC${copy}/=`,
        immutableId: `AAkALc${copy}/=`,
      },
    ];
  });
}

const NEVER = '0001-01-01T00:00:00Z';

/** The event as Graph answers it: dates in UTC unless a zone is preferred, extended properties left out. */
export function eventJson(seen: SeenEvent, preferences: Preferences): Record<string, unknown> {
  const { event } = seen;
  const zone = preferences.timeZone ?? 'UTC';
  const time = (wall: StoredEvent['start']) => wallTimeAt(instantOf(wall), zone);
  const html = event.body.contentType === 'text' ? htmlFromText(event.body.content) : event.body.content;
  const id = preferences.immutableIds ? seen.immutableId : seen.id;
  const organizer = { emailAddress: { name: event.mailbox, address: event.mailbox } };
  const location = (given: StoredEvent['locations'][number]) => ({
    locationType: 'default',
    uniqueIdType: 'private',
    ...given,
    displayName: given.displayName ?? '',
  });
  return {
    '@odata.etag': `W/"${event.changeKey}"`,
    id,
    createdDateTime: new Date(event.createdAtMs).toISOString(),
    lastModifiedDateTime: new Date(event.modifiedAtMs).toISOString(),
    changeKey: event.changeKey,
    categories: event.categories,
    transactionId: event.transactionId ?? null,
    originalStartTimeZone: event.start.timeZone,
    originalEndTimeZone: event.end.timeZone,
    iCalUId: event.iCalUId,
    reminderMinutesBeforeStart: event.reminderMinutesBeforeStart,
    isReminderOn: event.isReminderOn,
    hasAttachments: false,
    subject: event.subject,
    bodyPreview: textOf(html).slice(0, 255),
    importance: event.importance,
    sensitivity: event.sensitivity,
    isAllDay: event.isAllDay,
    isCancelled: event.state === 'cancelled',
    isOrganizer: seen.isOrganizer,
    responseRequested: event.responseRequested,
    seriesMasterId: null,
    showAs: event.showAs,
    type: 'singleInstance',
    webLink: `https://outlook.sandbox.invalid/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: event.isOnlineMeeting,
    onlineMeetingProvider: event.onlineMeetingProvider,
    allowNewTimeProposals: event.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: event.hideAttendees,
    recurrence: null,
    responseStatus: { response: seen.isOrganizer ? 'organizer' : 'notResponded', time: NEVER },
    body: preferences.bodyAsText
      ? { contentType: 'text', content: textOf(html) }
      : { contentType: 'html', content: htmlAsRead(html, preferences.unsafeHtml) },
    start: time(event.start),
    end: time(event.end),
    location: location(event.locations[0] ?? {}),
    locations: event.locations.map(location),
    attendees: event.attendees.map(({ address, name, type }) => ({
      type,
      status: { response: 'none', time: NEVER },
      emailAddress: { name, address },
    })),
    organizer,
    onlineMeeting: event.joinUrl === undefined ? null : { joinUrl: event.joinUrl },
  };
}
