import type { InvitePlan } from '../invite/index.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarEvent } from './graph-event.ts';
import { readRecord, type MeetingRecord } from './record.ts';
import { transactionId } from './transaction-id.ts';

/** An event of this meeting that is on the calendar, and what we remembered with it. */
export interface FoundEvent {
  readonly event: CalendarEvent;
  /** Absent when there is none or it cannot be read: then nobody is removed from the event. */
  readonly record?: MeetingRecord;
}

/** The events of a meeting by part number, or those among which no part can be told or several are the same one. */
export type FoundParts =
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<number, FoundEvent> }
  | { readonly kind: 'several'; readonly events: readonly CalendarEvent[] };

/** How many parts and generations a stored transaction id is compared with, to tell a part whose record is lost. */
const RECOGNIZED_PARTS = 20;
const RECOGNIZED_GENERATIONS = 5;

/**
 * Looks for a plan's events on the organizer's calendar, by key. Cancelled ones are as good as gone. Reads only.
 * Rejects with `GraphFailure`.
 */
export async function findMeeting(
  plan: InvitePlan,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundParts> {
  const all = await calendar.findByKey(plan.organizer, plan.key, signal);
  const found: FoundEvent[] = [];
  for (const event of all.filter(({ cancelled }) => !cancelled)) {
    found.push(await withRecord(event, plan, calendar, signal));
  }
  return byPart(plan, found);
}

/** One event by its id, when it still is on the calendar and carries this plan's key. Rejects with `GraphFailure`. */
export async function readFound(
  plan: InvitePlan,
  id: string,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundEvent | undefined> {
  const event = await calendar.read(plan.organizer, id, signal);
  return event === undefined ? undefined : toFound(event);
}

/** Sorts found events by part. Pure; exported for its tests. */
export function byPart(plan: InvitePlan, found: readonly FoundEvent[]): FoundParts {
  const parts = new Map<number, FoundEvent>();
  for (const one of found) {
    const number = partOf(plan, one) ?? (found.length === 1 && plan.parts.length <= 1 ? 1 : undefined);
    if (number === undefined || parts.has(number))
      return { kind: 'several', events: found.map(({ event }) => event) };
    parts.set(number, one);
  }
  return { kind: 'parts', parts };
}

/** A list may cut long property values short (Exchange does at 255 characters); the event by itself has them whole. */
async function withRecord(
  event: CalendarEvent,
  plan: InvitePlan,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<FoundEvent> {
  const listed = toFound(event);
  if (listed.record !== undefined || event.recordText === undefined) return listed;
  const whole = await calendar.read(plan.organizer, event.id, signal);
  return whole === undefined ? listed : toFound(whole);
}

function toFound(event: CalendarEvent): FoundEvent {
  const record = readRecord(event.recordText);
  return record === undefined ? { event } : { event, record };
}

function partOf(plan: InvitePlan, { event, record }: FoundEvent): number | undefined {
  if (record !== undefined) return record.part;
  if (event.transactionId === undefined) return undefined;
  for (let part = 1; part <= RECOGNIZED_PARTS; part += 1) {
    for (let generation = 0; generation < RECOGNIZED_GENERATIONS; generation += 1) {
      const candidate = transactionId(plan.key, plan.organizer, part, generation);
      if (candidate === event.transactionId.toLowerCase()) return part;
    }
  }
  return undefined;
}
