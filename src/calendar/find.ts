import type { InvitePlan } from '../invite/index.ts';
import { bodyLines } from './body-lines.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarEvent } from './graph-event.ts';
import { recognisePeople } from './people.ts';
import { readRecord, type MeetingRecord } from './record.ts';
import { recognizeTransactionId } from './transaction-id.ts';

/** A meeting as it is looked for: a plan, or the little of one that is known without asking anybody. */
export type SoughtMeeting = Pick<InvitePlan, 'meeting' | 'key' | 'organizer' | 'subject' | 'start' | 'end'> &
  Partial<Pick<InvitePlan, 'parts' | 'attendees' | 'bodyHtml' | 'guarded'>>;

/** An event of this meeting that is on the calendar, and what we remembered with it. */
export interface FoundEvent {
  readonly event: CalendarEvent;
  /** Absent when there is none or it cannot be read: then nobody is removed from the event. */
  readonly record?: MeetingRecord;
  /** Whether there is a record that cannot be read: it is not overwritten, since it knows whom we added. */
  readonly unreadable?: true;
  /** Where no record can be read: the bodies, of those that the plan may go out with, whose text the event says. */
  readonly says?: readonly string[];
  /** People of the plan who are on the event as somebody else there, by address key. */
  readonly absorbed?: ReadonlySet<string>;
}

/** The events of a meeting by part number, or those among which no part can be told or several are the same one. */
export type FoundParts =
  | {
      readonly kind: 'parts';
      readonly parts: ReadonlyMap<number, FoundEvent>;
      /** Events of this meeting that Graph still knows, and knows as cancelled. */
      readonly cancelled: readonly FoundEvent[];
      /** Invitations from somebody else that carry this meeting's mark. */
      readonly copies: readonly CalendarEvent[];
    }
  | { readonly kind: 'several'; readonly events: readonly CalendarEvent[] };

/**
 * Looks for a meeting's events on the organizer's calendar, by key. Cancelled ones are as good as gone, and told
 * apart; so are invitations from somebody else, since our marks can travel with an invitation
 * (microsoftgraph/msgraph-sdk-dotnet#519). Reads only. Rejects with `GraphFailure`.
 */
export async function findMeeting(
  plan: SoughtMeeting,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundParts> {
  const all = await calendar.findByKey(plan.organizer, plan.key, signal);
  const own = all.filter((event) => event.own);
  const copies = all.filter((event) => !event.own && !event.cancelled);
  const found: FoundEvent[] = [];
  for (const event of own.filter(({ cancelled }) => !cancelled)) {
    found.push(await withRecord(event, plan, calendar, signal));
  }
  return byPart(
    plan,
    found,
    own.filter(({ cancelled }) => cancelled).map((event) => toFound(event, plan)),
    copies,
  );
}

/** One event by its id; `undefined` when there is none. Rejects with `GraphFailure`. */
export async function readFound(
  plan: SoughtMeeting,
  id: string,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundEvent | undefined> {
  const event = await calendar.read(plan.organizer, id, signal);
  return event === undefined ? undefined : withText(toFound(event, plan), plan, calendar, signal);
}

/** Sorts found events by part. Pure; exported for its tests. */
export function byPart(
  plan: SoughtMeeting,
  found: readonly FoundEvent[],
  cancelled: readonly FoundEvent[] = [],
  copies: readonly CalendarEvent[] = [],
): FoundParts {
  const parts = new Map<number, FoundEvent>();
  for (const one of found) {
    const number =
      partOf(plan, one) ?? (found.length === 1 && (plan.parts?.length ?? 1) <= 1 ? 1 : undefined);
    if (number === undefined || parts.has(number))
      return { kind: 'several', events: found.map(({ event }) => event) };
    parts.set(number, one);
  }
  return { kind: 'parts', parts, cancelled, copies };
}

/**
 * A list may cut long property values short (Exchange does at 255 characters), or leave them out; the event by itself has
 * them whole.
 */
async function withRecord(
  event: CalendarEvent,
  plan: SoughtMeeting,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundEvent> {
  const listed = toFound(event, plan);
  if (listed.record !== undefined) return listed;
  const whole = await calendar.read(plan.organizer, event.id, signal);
  return withText(whole === undefined ? listed : toFound(whole, plan), plan, calendar, signal);
}

/** Without a record that can be read, only the text itself tells whether it is what the plan says. */
async function withText(
  found: FoundEvent,
  plan: SoughtMeeting,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundEvent> {
  const { event, record } = found;
  if (record !== undefined || event.key !== plan.key || event.cancelled || plan.bodyHtml === undefined)
    return found;
  const there = await bodyLines(await calendar.readBody(plan.organizer, event.id, signal));
  const says: string[] = [];
  for (const body of [plan.bodyHtml, ...(plan.guarded === undefined ? [] : [plan.guarded.bodyHtml])]) {
    const ours = await bodyLines(body);
    // A part of a split meeting has the join link below.
    if (ours.every((line, index) => line === there[index])) says.push(body);
  }
  return { ...found, says };
}

function toFound(event: CalendarEvent, plan: SoughtMeeting): FoundEvent {
  const record = readRecord(event.recordText);
  const found = recognisePeople(plan, event, record);
  return record === undefined && event.recordText !== undefined ? { ...found, unreadable: true } : found;
}

/** Which event of the meeting it is: by its record, else by the transaction id that it was made with. */
export function partOf(plan: SoughtMeeting, { event, record }: FoundEvent): number | undefined {
  return record?.part ?? recognizeTransactionId(event.transactionId, plan)?.part;
}
