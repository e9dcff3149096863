import type { InvitePlan } from '../invite/index.ts';
import type { PartTarget } from './assign.ts';
import { ourPart } from './body.ts';
import type { Changes } from './decide.ts';
import { eventTimes } from './event-time.ts';
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
 */
export async function createPayload(content: PartContent, generation: number): Promise<unknown> {
  const { plan, target, merge } = content;
  const online = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
  return {
    subject: target.subject,
    body: { contentType: 'html', content: await ourPart(plan.bodyHtml, linkFor(content)) },
    ...timesOf(plan),
    ...(plan.location !== '' && { location: { displayName: plan.location } }),
    attendees: merge.attendees.map(sendable),
    hideAttendees: plan.hideAttendees,
    allowNewTimeProposals: false,
    responseRequested: true,
    ...(target.number === 1 && online),
    transactionId: transactionId(plan.key, target.number, generation),
    singleValueExtendedProperties: [
      { id: KEY_PROPERTY, value: plan.key },
      recordProperty(content, linkHash(content)),
    ],
  };
}

/**
 * The body of `PATCH …/events/{id}`: what has changed and the new record, nothing else. With attendees alone, only those
 * are told who are added or removed (Microsoft Graph docs: update event).
 * @param body the event's whole new body, where it has changed
 * @param before the event's record
 * @param mark whether the event gets the plan's key, since it does not have it
 */
export function updatePayload(
  content: PartContent,
  changes: Changes,
  body: string | undefined,
  before: MeetingRecord | undefined,
  mark: boolean,
): unknown {
  const { plan, target, merge } = content;
  // A body that is not sent still has the link it had.
  const link = body === undefined ? before?.sent.join : linkHash(content);
  return {
    ...(changes.subject && { subject: target.subject }),
    ...(body !== undefined && { body: { contentType: 'html', content: body } }),
    ...(changes.time && timesOf(plan)),
    ...(changes.location && { location: { displayName: plan.location } }),
    ...(changes.hideAttendees && { hideAttendees: plan.hideAttendees }),
    ...(changes.attendees && { attendees: merge.attendees.map(sendable) }),
    singleValueExtendedProperties: [
      ...(mark ? [{ id: KEY_PROPERTY, value: plan.key }] : []),
      recordProperty(content, link),
    ],
  };
}

/** The join link that an event's body carries: none for part 1, whose own markup has it. */
export function linkFor({ target, joinUrl }: PartContent): string | undefined {
  return target.number === 1 ? undefined : joinUrl;
}

/** Never without saying that it is no all-day event: Graph takes only midnights for one (Microsoft Graph docs: event). */
function timesOf({ start, end }: InvitePlan): object {
  return { ...eventTimes(start, end), isAllDay: false };
}

function linkHash(content: PartContent): string | undefined {
  return sentBy(content.plan, linkFor(content)).join;
}

function recordProperty({ plan, target, merge }: PartContent, link: string | undefined): ExtendedProperty {
  const sent = { ...sentBy(plan, undefined), ...(link !== undefined && { join: link }) };
  const record = { part: target.number, parts: target.total, sent, added: merge.recorded };
  return { id: RECORD_PROPERTY, value: writeRecord(record) };
}

function sendable({ address, name, type }: EventAttendee): unknown {
  return { emailAddress: { address, ...(name !== undefined && { name }) }, type };
}
