import * as z from 'zod';
import { instantOf } from './instant.ts';
import { KEY_PROPERTY, propertyValue, RECORD_PROPERTY } from './properties.ts';

const time = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });

/** What is used of Graph's `event`; everything but the id may be absent or null (Microsoft Graph metadata, v1.0). */
const graphEvent = z.object({
  '@odata.etag': z.string().nullish(),
  id: z.string().min(1),
  subject: z.string().nullish(),
  start: time.nullish(),
  end: time.nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  attendees: z
    .array(
      z.object({
        type: z.string().nullish(),
        emailAddress: z.object({ address: z.string().nullish(), name: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  hideAttendees: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  isOrganizer: z.boolean().nullish(),
  organizer: z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() }).nullish(),
  type: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  webLink: z.string().nullish(),
  transactionId: z.string().nullish(),
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string().nullish() })).nullish(),
});

/** Somebody on an event, with what has to be sent again when the list is. */
export interface EventAttendee {
  readonly address: string;
  readonly name?: string;
  readonly type: 'required' | 'optional' | 'resource';
  /** What the calendar has as their address, where `address` is the plan's for the same person. */
  readonly shownAs?: string;
}

/** An event of the organizer's calendar. */
export interface CalendarEvent {
  readonly id: string;
  readonly etag?: string;
  readonly subject: string;
  /** Milliseconds since the Unix epoch; absent when Graph names a zone that is not known here. */
  readonly startMs?: number;
  readonly endMs?: number;
  readonly location: string;
  readonly attendees: readonly EventAttendee[];
  /** Attendees that Graph gives without an address: they cannot be sent again. */
  readonly attendeesWithoutAddress: number;
  readonly hideAttendees?: boolean;
  readonly cancelled: boolean;
  /** False for an invitation from somebody else. */
  readonly own: boolean;
  /** Whose meeting it is, as Graph gives it. */
  readonly organizer?: string;
  /** Whether it is a series, or a meeting of one. */
  readonly series: boolean;
  /** When the server made it, milliseconds since the Unix epoch. */
  readonly createdMs?: number;
  /** In the answer to a create: by how many milliseconds the event is older than that call, where it is. */
  readonly olderByMs?: number;
  readonly joinUrl?: string;
  /** Whether Graph says that there is no online meeting; absent where it does not say. */
  readonly offline?: boolean;
  readonly webLink?: string;
  readonly transactionId?: string;
  /** Our two extended properties as stored. */
  readonly key?: string;
  readonly recordText?: string;
}

/** One event as Graph answers it; a `ZodError` when it is none. */
export const calendarEvent = graphEvent.transform((event): CalendarEvent => {
  const all = event.attendees ?? [];
  const attendees = all.flatMap(({ emailAddress, type }): EventAttendee[] => {
    const address = bareAddress(emailAddress?.address ?? '');
    if (address === '') return [];
    return [{ address, type: attendeeType(type), ...present('name', emailAddress?.name) }];
  });
  const properties = event.singleValueExtendedProperties ?? [];
  return {
    id: event.id,
    subject: event.subject ?? '',
    location: event.location?.displayName ?? '',
    attendees,
    attendeesWithoutAddress: all.length - attendees.length,
    cancelled: event.isCancelled ?? false,
    own: event.isOrganizer ?? true,
    ...present('etag', event['@odata.etag']),
    ...present('startMs', instantOf(event.start)),
    ...present('endMs', instantOf(event.end)),
    ...present('hideAttendees', event.hideAttendees),
    series: isSeries(event.type),
    ...present('organizer', event.organizer?.emailAddress?.address),
    ...present('createdMs', moment(event.createdDateTime)),
    ...present('joinUrl', event.onlineMeeting?.joinUrl),
    ...present('offline', isOffline(event)),
    ...present('webLink', event.webLink),
    ...present('transactionId', event.transactionId),
    ...present('key', propertyValue(properties, KEY_PROPERTY)),
    ...present('recordText', propertyValue(properties, RECORD_PROPERTY)),
  };
});

/** One page of a list of events. */
export const eventPage = z.object({
  value: z.array(calendarEvent),
  '@odata.nextLink': z.string().nullish(),
});

/** What a calendar shows at some time (Microsoft Graph docs: list calendarView), as little as is needed of it. */
const viewedEvent = z
  .object({
    id: z.string().min(1),
    subject: z.string().nullish(),
    start: time.nullish(),
    end: time.nullish(),
    showAs: z.string().nullish(),
    sensitivity: z.string().nullish(),
    isCancelled: z.boolean().nullish(),
    isOrganizer: z.boolean().nullish(),
    type: z.string().nullish(),
  })
  .transform((event) => ({
    id: event.id,
    subject: event.subject ?? '',
    showAs: event.showAs ?? 'busy',
    /** Whether its subject is nobody else's business. */
    isPrivate: ['personal', 'private', 'confidential'].includes(event.sensitivity?.toLowerCase() ?? ''),
    cancelled: event.isCancelled ?? false,
    own: event.isOrganizer ?? true,
    /** Neither a series nor a meeting of one. */
    single: !isSeries(event.type),
    ...present('startMs', instantOf(event.start)),
    ...present('endMs', instantOf(event.end)),
  }));

/** An entry of a calendar's view. */
export type ViewedEvent = z.output<typeof viewedEvent>;

/** One page of a calendar's view. */
export const viewPage = z.object({
  value: z.array(viewedEvent),
  '@odata.nextLink': z.string().nullish(),
});

/** The body of an event, and the version it belongs to. */
export const eventBody = z.object({
  '@odata.etag': z.string().nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
});

/** The calendar that holds an event. */
export const eventCalendar = z.object({ isDefaultCalendar: z.boolean().nullish() });

/** Graph's error answer (Microsoft Graph docs: error responses); some documents spell `innererror`. */
const innerError = z.looseObject({ 'request-id': z.string().nullish(), code: z.string().nullish() });
export const errorAnswer = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string().nullish(),
    innerError: innerError.nullish(),
    innererror: innerError.nullish(),
    '@event.existingEventId': z.string().nullish(),
  }),
});

function isSeries(type: string | null | undefined): boolean {
  return !['singleinstance', ''].includes(type?.toLowerCase() ?? '');
}

/** An address field may hold `Jane Doe <jane@…>` (microsoftgraph/microsoft-graph-docs-contrib#825). */
function bareAddress(text: string): string {
  return (/<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)?.[1] ?? text).trim();
}

function moment(text: string | null | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * An event can be made, or left by an update, without the online meeting that was asked for, with `isOnlineMeeting` false
 * or without `onlineMeeting` (microsoftgraph/microsoft-graph-docs#9741, #16336).
 */
function isOffline({ isOnlineMeeting, onlineMeeting }: z.output<typeof graphEvent>): boolean | undefined {
  if (typeof onlineMeeting?.joinUrl === 'string') return false;
  if (isOnlineMeeting === false || onlineMeeting === null) return true;
  return undefined;
}

function attendeeType(type: string | null | undefined): EventAttendee['type'] {
  const known = type?.toLowerCase();
  return known === 'optional' || known === 'resource' ? known : 'required';
}

function present<K extends string, V>(key: K, value: V | null | undefined): Partial<Record<K, V>> {
  return value === null || value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
