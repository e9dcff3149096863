import type { InvitePlan } from '../invite/index.ts';
import type { PartTarget } from './assign.ts';
import { ourPart } from './body.ts';
import type { Changes } from './decide.ts';
import { eventTimes } from './event-time.ts';
import { utcTime } from './instant.ts';
import { addressToSend } from './people.ts';
import type { EventAttendee } from './graph-event.ts';
import type { AttendeeMerge } from './merge.ts';
import { KEY_PROPERTY, RECORD_PROPERTY, type ExtendedProperty } from './properties.ts';
import { sentBy, writeRecord, type MeetingRecord } from './record.ts';
import { transactionId } from './transaction-id.ts';

/** What one event of a plan is made of. */
export interface PartContent {
  readonly plan: InvitePlan;
  readonly target: PartTarget;
  readonly merge: AttendeeMerge;
  /** Link of the online meeting, which is part 1; for the bodies of the others. */
  readonly joinUrl?: string;
}

/**
 * The body of `POST …/events` (Microsoft Graph docs: create event). The same plan always gives the same, letter for
 * letter: Graph takes a repeated create for one only when its content is the same. Only part 1 is an online meeting.
 * @param withRecord false where Graph does not take the record
 */
export async function createPayload(
  content: PartContent,
  generation: number,
  withRecord = true,
): Promise<unknown> {
  const { plan, target, merge } = content;
  const online = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
  return {
    subject: target.subject,
    body: { contentType: 'html', content: await ourPart(plan.bodyHtml, linkFor(content)) },
    ...timesOf(plan, false),
    ...(plan.location !== '' && { location: { displayName: plan.location } }),
    attendees: merge.attendees.map(sendable),
    hideAttendees: plan.hideAttendees,
    allowNewTimeProposals: false,
    responseRequested: true,
    ...(target.number === 1 && online),
    transactionId: transactionId(plan.key, target.number, generation),
    singleValueExtendedProperties: [
      { id: KEY_PROPERTY, value: plan.key },
      ...(withRecord ? [recordProperty(nextRecord(content, undefined, linkHash(content)))] : []),
    ],
  };
}

/** What of an event a PATCH carries besides the changes themselves. */
export interface UpdateParts {
  /** The event's whole new body, where it has changed. */
  readonly body: string | undefined;
  /** Whether times go out in UTC. */
  readonly utc: boolean;
  /** Whether the event gets the plan's key, since it does not have it. */
  readonly mark: boolean;
  /** The new record; none where it goes out by itself, or cannot. */
  readonly record: MeetingRecord | undefined;
}

/**
 * The body of `PATCH …/events/{id}`: what has changed, nothing else. With attendees alone, only those are told who are
 * added or removed (Microsoft Graph docs: update event).
 */
export function updatePayload(content: PartContent, changes: Changes, parts: UpdateParts): unknown {
  const { plan, target, merge } = content;
  const { body, utc, mark, record } = parts;
  const properties = [
    ...(mark ? [{ id: KEY_PROPERTY, value: plan.key }] : []),
    ...(record === undefined ? [] : [recordProperty(record)]),
  ];
  return {
    ...(changes.subject && { subject: target.subject }),
    ...(body !== undefined && { body: { contentType: 'html', content: body } }),
    ...(changes.time && timesOf(plan, utc)),
    ...(changes.location && { location: { displayName: plan.location } }),
    ...(changes.hideAttendees && { hideAttendees: plan.hideAttendees }),
    ...(changes.attendees && { attendees: merge.attendees.map(sendable) }),
    ...(properties.length > 0 && { singleValueExtendedProperties: properties }),
  };
}

/** The body of a PATCH of the record alone. */
export function recordPayload(record: MeetingRecord): unknown {
  return { singleValueExtendedProperties: [recordProperty(record)] };
}

/**
 * The record of an event after a write.
 * @param before what it had
 * @param link the hash of the join link that the body has then
 */
export function nextRecord(
  { plan, target, merge }: PartContent,
  before: MeetingRecord | undefined,
  link: string | undefined,
): MeetingRecord {
  const sent = { ...sentBy(plan, undefined), ...(link !== undefined && { join: link }) };
  return {
    part: target.number,
    parts: target.total,
    sent,
    added: merge.recorded,
    ...(before?.people !== undefined && { people: before.people }),
    ...(before?.utc === true && { utc: true }),
    ...(before?.shown !== undefined && { shown: before.shown }),
  };
}

/** The join link that an event's body carries: none for part 1, whose own markup has it. */
export function linkFor({ target, joinUrl }: PartContent): string | undefined {
  return target.number === 1 ? undefined : joinUrl;
}

/** Never without saying that it is no all-day event: Graph takes only midnights for one (Microsoft Graph docs: event). */
function timesOf({ start, end }: InvitePlan, utc: boolean): object {
  const at = ({ epochMs }: InvitePlan['start']) => ({ dateTime: utcTime(epochMs), timeZone: 'UTC' });
  const times = utc ? { start: at(start), end: at(end) } : eventTimes(start, end);
  return { ...times, isAllDay: false };
}

/** The hash of the join link that a body of this content has. */
export function linkHash(content: PartContent): string | undefined {
  return sentBy(content.plan, linkFor(content)).join;
}

function recordProperty(record: MeetingRecord): ExtendedProperty {
  return { id: RECORD_PROPERTY, value: writeRecord(record) };
}

function sendable(attendee: EventAttendee): unknown {
  const { name, type } = attendee;
  return {
    emailAddress: { address: addressToSend(attendee), ...(name !== undefined && { name }) },
    type,
  };
}
