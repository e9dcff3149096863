import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EventFields, StoredEvent } from './event.ts';
import { hasBlob, htmlFromText, withBlob } from './html.ts';
import type { EventInput } from './input.ts';
import { notification, notificationsOfUpdate } from './notify.ts';
import { GraphRefusal } from './refusal.ts';
import type { Change } from './store.ts';
import { instantOf } from './zone.ts';

type Events = readonly StoredEvent[];

/**
 * Creates an event in a mailbox. With a transactionId that was used before: the same content gives the event that is
 * there, other content is refused with that event's id (Microsoft Graph docs: transactionId).
 */
export function createEvent(
  events: Events,
  mailbox: string,
  input: EventInput,
  atMs: number,
  idOf: (event: StoredEvent) => string,
): Change<StoredEvent> {
  const createdFrom = digest(input);
  const earlier = input.transactionId
    ? events.find((event) => event.mailbox === mailbox && event.transactionId === input.transactionId)
    : undefined;
  if (earlier?.state === 'live' && earlier.createdFrom === createdFrom) return { events, result: earlier };
  if (earlier)
    throw new GraphRefusal(
      400,
      'ErrorDuplicateTransactionId',
      "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
      { extra: { '@event.existingEventId': idOf(earlier) } },
    );
  const { start, end } = timesOf(input, undefined);
  const online = input.isOnlineMeeting ?? false;
  const thread = randomBytes(16).toString('base64url');
  const joinUrl = online
    ? `https://teams.sandbox.invalid/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=%7b%22Tid%22%3a%22sandbox%22%7d`
    : undefined;
  const fields = fieldsOf(input, { ...EMPTY, start, end });
  const event: StoredEvent = {
    ...fields,
    body: joinUrl === undefined ? fields.body : addBlob(fields.body, joinUrl),
    onlineMeetingProvider: online ? (input.onlineMeetingProvider ?? 'teamsForBusiness') : 'unknown',
    id: newId('AAMkAG'),
    immutableId: newId('AAkALg'),
    mailbox,
    iCalUId: `040000008200E00074C5B7101A82E008${randomBytes(16).toString('hex').toUpperCase()}`,
    ...(input.transactionId === undefined ? {} : { transactionId: input.transactionId }),
    createdFrom,
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    changeKey: newChangeKey(),
    state: 'live',
    ...(joinUrl === undefined ? {} : { joinUrl }),
    notifications: notification('invited', fields.attendees, atMs),
  };
  checkTimes(event);
  return { events: [...events, event], result: event };
}

/** Updates an event: what is left out stays, `attendees` replaces them all (Microsoft Graph docs: update event). */
export function updateEvent(
  events: Events,
  target: StoredEvent,
  input: EventInput,
  atMs: number,
): Change<StoredEvent> {
  if (target.isOnlineMeeting && input.isOnlineMeeting === false)
    throw new GraphRefusal(400, 'ErrorInvalidRequest', 'An online meeting cannot be turned off again.');
  const fields = fieldsOf(input, { ...target, ...timesOf(input, target) });
  const joins = input.isOnlineMeeting === true && !target.isOnlineMeeting;
  // Exchange finds the online meeting by its part of the body: a body without it ends the meeting's being online.
  const lost =
    input.body !== undefined &&
    input.body !== null &&
    target.joinUrl !== undefined &&
    !hasBlob(fields.body.content, target.joinUrl);
  const joinUrl = joins
    ? `https://teams.sandbox.invalid/l/meetup-join/19%3ameeting_${randomBytes(16).toString('base64url')}%40thread.v2/0`
    : lost
      ? undefined
      : target.joinUrl;
  const visible = Object.keys(input).some(
    (name) => name !== 'attendees' && name !== 'singleValueExtendedProperties',
  );
  const told = notificationsOfUpdate(target.attendees, fields.attendees, visible, atMs);
  const event: StoredEvent = {
    ...target,
    ...fields,
    isOnlineMeeting: lost ? false : fields.isOnlineMeeting,
    body: joins && joinUrl !== undefined ? addBlob(fields.body, joinUrl) : fields.body,
    joinUrl,
    modifiedAtMs: atMs,
    changeKey: newChangeKey(),
    notifications: [...target.notifications, ...told],
  };
  checkTimes(event);
  return { events: events.map((other) => (other === target ? event : other)), result: event };
}

/** Cancels or deletes: the event leaves the calendar (its ordinary id with it) and everybody is told. */
export function endEvent(
  events: Events,
  target: StoredEvent,
  how: { readonly state: 'cancelled' | 'deleted'; readonly comment?: string },
  atMs: number,
): Change<StoredEvent> {
  const event: StoredEvent = {
    ...target,
    id: newId('AAMkAG'),
    state: how.state,
    ...(how.comment === undefined ? {} : { cancelComment: how.comment }),
    modifiedAtMs: atMs,
    changeKey: newChangeKey(),
    notifications: [...target.notifications, ...notification('cancelled', target.attendees, atMs)],
  };
  return { events: events.map((other) => (other === target ? event : other)), result: event };
}

const EMPTY = {
  subject: '',
  body: { contentType: 'html', content: '' },
  locations: [],
  attendees: [],
  hideAttendees: false,
  isOnlineMeeting: false,
  onlineMeetingProvider: 'unknown',
  allowNewTimeProposals: true,
  responseRequested: true,
  importance: 'normal',
  sensitivity: 'normal',
  showAs: 'busy',
  isAllDay: false,
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  categories: [],
  singleValueExtendedProperties: [],
} satisfies Omit<EventFields, 'start' | 'end'>;

/** `before` with everything the input sets. */
function fieldsOf(input: EventInput, before: EventFields): EventFields {
  const location =
    input.locations ?? (input.location === undefined ? undefined : input.location ? [input.location] : []);
  return {
    subject: input.subject === undefined ? before.subject : (input.subject ?? ''),
    body:
      input.body === undefined
        ? before.body
        : { contentType: input.body?.contentType ?? 'html', content: input.body?.content ?? '' },
    start: before.start,
    end: before.end,
    locations: location ?? before.locations,
    attendees: input.attendees?.map(attendeeOf) ?? before.attendees,
    hideAttendees: input.hideAttendees ?? before.hideAttendees,
    isOnlineMeeting: input.isOnlineMeeting ?? before.isOnlineMeeting,
    onlineMeetingProvider: input.onlineMeetingProvider ?? before.onlineMeetingProvider,
    allowNewTimeProposals: input.allowNewTimeProposals ?? before.allowNewTimeProposals,
    responseRequested: input.responseRequested ?? before.responseRequested,
    importance: input.importance ?? before.importance,
    sensitivity: input.sensitivity ?? before.sensitivity,
    showAs: input.showAs ?? before.showAs,
    isAllDay: input.isAllDay ?? before.isAllDay,
    isReminderOn: input.isReminderOn ?? before.isReminderOn,
    reminderMinutesBeforeStart: input.reminderMinutesBeforeStart ?? before.reminderMinutesBeforeStart,
    categories: input.categories ?? before.categories,
    singleValueExtendedProperties: mergeProperties(
      before.singleValueExtendedProperties,
      input.singleValueExtendedProperties ?? [],
    ),
  };
}

function attendeeOf({
  emailAddress,
  type,
}: NonNullable<EventInput['attendees']>[number]): EventFields['attendees'][number] {
  return {
    address: emailAddress.address,
    name: emailAddress.name ?? emailAddress.address,
    type: type ?? 'required',
  };
}

function mergeProperties(
  before: EventFields['singleValueExtendedProperties'],
  added: EventFields['singleValueExtendedProperties'],
): EventFields['singleValueExtendedProperties'] {
  const byId = new Map(before.map((property) => [propertyKey(property.id), property]));
  for (const property of added) byId.set(propertyKey(property.id), property);
  return [...byId.values()];
}

/** The name of an extended property is compared as written, type and GUID in any letter case (Microsoft Graph docs). */
export function propertyKey(id: string): string {
  const [, start = id, name = ''] = /^(.*?\} Name )(.*)$/i.exec(id) ?? [];
  return start.toLowerCase() + name;
}

function timesOf(input: EventInput, before: StoredEvent | undefined): Pick<EventFields, 'start' | 'end'> {
  const time = (name: 'start' | 'end') => {
    const given = input[name];
    if (given) return { dateTime: given.dateTime, timeZone: given.timeZone ?? 'UTC' };
    if (before) return before[name];
    throw new GraphRefusal(400, 'ErrorInvalidRequest', `The event has no ${name}.`);
  };
  return { start: time('start'), end: time('end') };
}

function checkTimes(event: EventFields): void {
  if (instantOf(event.end) < instantOf(event.start))
    throw new GraphRefusal(
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'The End date is earlier than the Start date.',
    );
  const midnight = (dateTime: string) => /T00:00(:00(\.0+)?)?$/.test(dateTime);
  if (event.isAllDay && !(midnight(event.start.dateTime) && midnight(event.end.dateTime)))
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'The Event.Start property for an all-day event needs to be set to midnight.',
    );
}

function addBlob(body: EventFields['body'], joinUrl: string): EventFields['body'] {
  const html = body.contentType === 'text' ? htmlFromText(body.content) : body.content;
  return { contentType: 'html', content: withBlob(html, joinUrl) };
}

/** What the event is created from, whatever the order of its properties. */
function digest(input: EventInput): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, inner]) => [name, sorted(inner)]),
          )
        : value;
  return createHash('sha256')
    .update(JSON.stringify(sorted({ ...input, transactionId: '' })))
    .digest('hex');
}

/** Opaque, and with the characters that break a URL when they are not encoded. */
function newId(prefix: string): string {
  const middle = randomBytes(60).toString('base64');
  return `${prefix}${middle.slice(0, 40)}/${middle.slice(40)}+${randomUUID().slice(0, 6)}=`;
}

const newChangeKey = () => randomBytes(12).toString('base64');
