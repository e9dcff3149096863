import {
  MAX_ATTENDEES_PER_EVENT,
  partitionAttendees,
  partSubject,
  type Attendee,
  type InvitePlan,
} from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';
import type { FoundEvent } from './find.ts';
import { leavers } from './merge.ts';

/** One event as it should become. */
export interface PartTarget {
  /** 1-based, of how many. */
  readonly number: number;
  readonly total: number;
  readonly subject: string;
  /** The plan's attendees of this event; empty for an event whose people all left. */
  readonly attendees: readonly Attendee[];
}

/**
 * Which event everybody of a plan belongs to, given the events that are there (design: more than 500 attendees). The
 * plan's own division where it agrees with them; else whoever is on an event stays on it, with everybody of that event who is
 * not in the plan counted in, and only what does not fit goes elsewhere. Ascending by part; parts on the calendar are all in it.
 */
export function assignParts(plan: InvitePlan, found: ReadonlyMap<number, FoundEvent>): readonly PartTarget[] {
  const placed = placesOf(plan, found);
  const wanted = agrees(plan, placed)
    ? new Map(plan.parts.map(({ number, attendees }) => [number, attendees]))
    : keeping(plan, placed);
  const total = Math.max(0, ...wanted.keys(), ...found.keys());
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .sort((a, b) => a - b)
    .map((number) => ({
      number,
      total,
      subject: partSubject(plan.subject, number, total),
      attendees: wanted.get(number) ?? [],
    }));
}

interface Place {
  readonly email: string;
  readonly part: number;
}

/** Everybody who will still be on the events, by address key; somebody on two is placed on the lower one. */
function placesOf(plan: InvitePlan, found: ReadonlyMap<number, FoundEvent>): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [part, one] of [...found].sort(([a], [b]) => a - b)) {
    const leaves = leavers(plan, one);
    for (const { address } of one.event.attendees) {
      if (leaves(address) !== undefined || places.has(addressKey(address))) continue;
      places.set(addressKey(address), { email: address, part });
    }
  }
  return places;
}

/** Whether the plan's own division moves nobody from one event to another and fills none beyond what it takes. */
function agrees(plan: InvitePlan, places: ReadonlyMap<string, Place>): boolean {
  return plan.parts.every(({ number, attendees }) => {
    const keys = new Set(attendees.map(({ email }) => addressKey(email)));
    if ([...keys].some((address) => (places.get(address)?.part ?? number) !== number)) return false;
    const others = [...places].filter(([address, { part }]) => part === number && !keys.has(address));
    return keys.size + others.length <= MAX_ATTENDEES_PER_EVENT;
  });
}

function keeping(
  plan: InvitePlan,
  places: ReadonlyMap<string, Place>,
): ReadonlyMap<number, readonly Attendee[]> {
  const inPlan = new Set(plan.attendees.map(({ email }) => addressKey(email)));
  const others = [...places]
    .filter(([address]) => !inPlan.has(address))
    .map(([, { email }]): Attendee => ({ email, customerCodes: [] }));
  const keep = new Map([...places].map(([address, { part }]) => [address, part]));
  const divided = partitionAttendees([...plan.attendees, ...others], plan.meeting.customerCodes, keep);
  return new Map(
    divided.map(({ number, attendees }) => [
      number,
      attendees.filter(({ email }) => inPlan.has(addressKey(email))),
    ]),
  );
}
