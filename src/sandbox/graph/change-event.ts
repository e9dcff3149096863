import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DELETED_ITEMS, type EventFields, type StoredEvent } from './event.ts';
import { hasBlob, htmlFromText, withBlob } from './html.ts';
import type { EventInput } from './input.ts';
import { notification, notificationsOfUpdate } from './notify.ts';
import { keptAttendees } from './people.ts';
import { GraphRefusal } from './refusal.ts';
import type { Change } from './store.ts';
import type { Switches } from './switches.ts';
import { instantOf, keptTime } from './zone.ts';

type Events = readonly StoredEvent[];

/** Where and when something is changed, and how the calendar behaves. */
export interface ChangeContext {
  /** The mailbox's own address. */
  readonly mailbox: string;
  readonly atMs: number;
  readonly switches: Switches;
}

/** What a create comes with besides its content. */
export interface CreateContext extends ChangeContext {
  /** The calendar it is made in; absent: the default one. */
  readonly folder?: string | undefined;
  /** Whether immutable ids were asked for. */
  readonly immutableIds: boolean;
}

/**
 * Creates an event in a mailbox. With a transactionId that was used before, as the switches say: the same content gives
 * the event that is there, other content is refused with that event's id (Microsoft Graph docs: transactionId).
 */
export function createEvent(events: Events, input: EventInput, context: CreateContext): Change<StoredEvent> {
  const { mailbox, atMs, switches } = context;
  const createdFrom = digest(input);
  const earlier = holderOf(events, input, context);
  if (earlier) {
    const same = earlier.createdFrom === createdFrom;
    const { replay } = switches;
    if (earlier.state === 'live' && (replay === 'returned' || (replay === 'by content' && same)))
      return { events, result: earlier };
    throw duplicate(earlier, context);
  }
  const { start, end } = timesOf(input, undefined, switches);
  const online = (input.isOnlineMeeting ?? false) && switches.onlineMeeting === 'made';
  const thread = randomBytes(16).toString('base64url');
  const joinUrl = online
    ? `https://teams.sandbox.invalid/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=%7b%22Tid%22%3a%22sandbox%22%7d`
    : undefined;
  const fields = fieldsOf(input, { ...EMPTY, start, end }, context);
  const event: StoredEvent = {
    ...fields,
    body: joinUrl === undefined ? fields.body : addBlob(fields.body, joinUrl),
    isOnlineMeeting: online,
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
    ...(context.folder === undefined ? {} : { folder: context.folder }),
    ...(joinUrl === undefined ? {} : { joinUrl }),
    notifications: notification('invited', fields.attendees, atMs),
  };
  const checked = withDays(event, switches);
  return { events: [...events, checked], result: checked };
}

/** Updates an event: what is left out stays, `attendees` replaces them all (Microsoft Graph docs: update event). */
export function updateEvent(
  events: Events,
  target: StoredEvent,
  input: EventInput,
  context: ChangeContext,
): Change<StoredEvent> {
  const { atMs, switches } = context;
  if (target.isOnlineMeeting && input.isOnlineMeeting === false)
    throw new GraphRefusal(400, 'ErrorInvalidRequest', 'An online meeting cannot be turned off again.');
  const fields = fieldsOf(input, { ...target, ...timesOf(input, target, switches) }, context);
  const joins =
    input.isOnlineMeeting === true && !target.isOnlineMeeting && switches.onlineMeeting === 'made';
  // Exchange finds the online meeting by its part of the body: a body without it ends the meeting's being online.
  const lost =
    target.joinUrl !== undefined &&
    (switches.joinLinkOnUpdate === 'lost' ||
      (input.body !== undefined && input.body !== null && !hasBlob(fields.body.content, target.joinUrl)));
  const joinUrl = joins
    ? `https://teams.sandbox.invalid/l/meetup-join/19%3ameeting_${randomBytes(16).toString('base64url')}%40thread.v2/0`
    : lost
      ? undefined
      : target.joinUrl;
  const visible = Object.keys(input).some(
    (name) => name !== 'attendees' && name !== 'singleValueExtendedProperties',
  );
  // What is changed on the copy of an invitation, or of a meeting that is over, stays there.
  const told =
    target.organizer === undefined && target.state === 'live'
      ? notificationsOfUpdate(target.attendees, fields.attendees, visible, atMs)
      : [];
  const event: StoredEvent = {
    ...target,
    ...fields,
    isOnlineMeeting: joins || (!lost && target.isOnlineMeeting),
    body: joins && joinUrl !== undefined ? addBlob(fields.body, joinUrl) : fields.body,
    joinUrl,
    modifiedAtMs: atMs,
    changeKey: newChangeKey(),
    notifications: [...target.notifications, ...told],
  };
  return replaced(events, target, withDays(event, switches));
}

/** Cancels or deletes: the event leaves the calendar (its ordinary id with it) and everybody is told. */
export function endEvent(
  events: Events,
  target: StoredEvent,
  how: {
    readonly state: 'cancelled' | 'deleted';
    readonly comment?: string | undefined;
    /** Where it is kept; Deleted Items when absent. */
    readonly folder?: string;
  },
  atMs: number,
): Change<StoredEvent> {
  const event: StoredEvent = {
    ...target,
    id: newId('AAMkAG'),
    state: how.state,
    folder: how.folder ?? DELETED_ITEMS,
    ...(how.comment === undefined ? {} : { cancelComment: how.comment }),
    modifiedAtMs: atMs,
    changeKey: newChangeKey(),
    notifications: [...target.notifications, ...notification('cancelled', target.attendees, atMs)],
  };
  return replaced(events, target, event);
}

/** One event in the place of another, or of itself as it was. */
export function replaced(events: Events, target: StoredEvent, event: StoredEvent): Change<StoredEvent> {
  return { events: events.map((other) => (other === target ? event : other)), result: event };
}

/** Whoever used the transaction id of a create before, as far as the calendar remembers. */
function holderOf(
  events: Events,
  { transactionId }: EventInput,
  { mailbox, switches }: ChangeContext,
): StoredEvent | undefined {
  if (transactionId === undefined) return undefined;
  return events.find(
    (event) =>
      event.mailbox === mailbox &&
      event.transactionId === transactionId &&
      !(switches.forgetsEnded && event.state !== 'live'),
  );
}

function duplicate(earlier: StoredEvent, { switches, immutableIds }: CreateContext): GraphRefusal {
  const named = {
    'as asked': immutableIds ? earlier.immutableId : earlier.id,
    ordinary: earlier.id,
    stale: newId('AAMkAG'),
    none: undefined,
  }[switches.existingId];
  return new GraphRefusal(
    switches.duplicateStatus,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    named === undefined ? {} : { extra: { '@event.existingEventId': named } },
  );
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
function fieldsOf(input: EventInput, before: EventFields, { mailbox, switches }: ChangeContext): EventFields {
  const location =
    input.locations ?? (input.location === undefined ? undefined : input.location ? [input.location] : []);
  return {
    subject: input.subject === undefined ? before.subject : keptSubject(input.subject ?? '', switches),
    body:
      input.body === undefined
        ? before.body
        : { contentType: input.body?.contentType ?? 'html', content: input.body?.content ?? '' },
    start: before.start,
    end: before.end,
    locations: location ?? before.locations,
    attendees:
      input.attendees === undefined ? before.attendees : keptAttendees(input.attendees, mailbox, switches),
    hideAttendees: switches.hideAttendees !== 'dropped' && (input.hideAttendees ?? before.hideAttendees),
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

/** The longest subject that Exchange is reported to keep whole. */
const LONGEST_SUBJECT = 255;

function keptSubject(subject: string, { longSubject }: Switches): string {
  if (subject.length <= LONGEST_SUBJECT || longSubject === 'kept') return subject;
  if (longSubject === 'cut') return subject.slice(0, LONGEST_SUBJECT);
  throw new GraphRefusal(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
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

function timesOf(
  input: EventInput,
  before: StoredEvent | undefined,
  switches: Switches,
): Pick<EventFields, 'start' | 'end'> {
  const time = (name: 'start' | 'end') => {
    const given = input[name];
    if (given) return keptTime({ dateTime: given.dateTime, timeZone: given.timeZone ?? 'UTC' }, switches);
    if (before) return before[name];
    throw new GraphRefusal(400, 'ErrorInvalidRequest', `The event has no ${name}.`);
  };
  return { start: time('start'), end: time('end') };
}

/** The event with times that an event may have: an all-day one begins and ends at midnight. */
function withDays(event: StoredEvent, { allDayStrict }: Switches): StoredEvent {
  if (instantOf(event.end) < instantOf(event.start))
    throw new GraphRefusal(
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'The End date is earlier than the Start date.',
    );
  const midnight = ({ dateTime }: EventFields['start']) => /T00:00(:00(\.0+)?)?$/.test(dateTime);
  if (!event.isAllDay || (midnight(event.start) && midnight(event.end))) return event;
  if (allDayStrict)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      'The Event.Start property for an all-day event needs to be set to midnight.',
    );
  const { start } = event;
  return { ...event, start: dayOf(start, 0), end: dayOf({ ...event.end, timeZone: start.timeZone }, 1) };
}

function dayOf({ dateTime, timeZone }: EventFields['start'], later: number): EventFields['start'] {
  const day = new Date(Date.parse(`${dateTime.slice(0, 10)}T00:00:00Z`) + later * 86_400_000);
  return { dateTime: `${day.toISOString().slice(0, 10)}T00:00:00`, timeZone };
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

/** A new id: opaque, and with the characters that break a URL when they are not encoded. */
export function newId(prefix: string): string {
  const middle = randomBytes(60).toString('base64');
  return `${prefix}${middle.slice(0, 40)}/${middle.slice(40)}+${randomUUID().slice(0, 6)}=`;
}

/** A new version of an event. */
export const newChangeKey = () => randomBytes(12).toString('base64');
