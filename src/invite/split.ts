import { addressKey } from '../recipients/index.ts';
import { byAddress } from './attendees.ts';
import type { Attendee, PlanPart } from './plan.ts';

/** The most attendees one event can have (Microsoft Graph docs: event resource, attendees). */
export const MAX_ATTENDEES_PER_EVENT = 500;

/** Some of the attendees, by the number of the event they belong to. */
export interface Partition {
  /** 1-based; without gaps unless an earlier assignment had some. */
  readonly number: number;
  /** At least one, at most 500, sorted by address. */
  readonly attendees: readonly Attendee[];
}

/**
 * Divides attendees among as many events as the limit of 500 asks for; none for nobody. Whole customers are kept
 * together, a person of several belongs to the first of them in the metadata's order, and only a customer above 500 is
 * itself split. The result depends on who the attendees are, never on the order they come in.
 * @param customerOrder the meeting's codes in the metadata's order
 * @param keep an earlier assignment (address key → part number, 1-based): who is in it stays, newcomers go to their
 *   customer's own part as long as there is room, and only what overflows moves
 */
export function partitionAttendees(
  attendees: readonly Attendee[],
  customerOrder: readonly string[],
  keep: ReadonlyMap<string, number> = new Map(),
): readonly Partition[] {
  const parts = new Map<number, Attendee[]>();
  const groups = groupByCustomer(attendees, customerOrder);
  const newcomers = groups.map((group) => placeKept(group, keep, parts));
  groups.forEach((group, index) => placeNewcomers(newcomers[index] ?? [], group, keep, parts));
  return [...parts]
    .map(([number, members]) => ({ number, attendees: members.sort(byAddress) }))
    .sort((a, b) => a.number - b.number);
}

/** The parts of a plan: a partition with the subject of each event, `<subject> (1 of 3)` when there are several. */
export function planParts(partition: readonly Partition[], subject: string): readonly PlanPart[] {
  const total = Math.max(0, ...partition.map(({ number }) => number));
  return partition.map(({ number, attendees }) => ({
    number,
    subject: partSubject(subject, number, total),
    attendees,
  }));
}

/** The subject of one event: the meeting's own where there is one event, numbered where there are several. */
export function partSubject(subject: string, number: number, total: number): string {
  return total <= 1 ? subject : `${subject} (${number} of ${total})`;
}

/** One group per customer in the metadata's order, then people of no customer; each sorted by address. */
function groupByCustomer(
  attendees: readonly Attendee[],
  customerOrder: readonly string[],
): readonly (readonly Attendee[])[] {
  const rank = new Map(customerOrder.map((code, index) => [code, index]));
  const groups = new Map<number, Attendee[]>();
  for (const attendee of [...attendees].sort(byAddress)) {
    const ranks = attendee.customerCodes.map((code) => rank.get(code) ?? customerOrder.length);
    const group = Math.min(customerOrder.length, ...ranks);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [attendee]);
    else members.push(attendee);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Puts everybody of a group who has a part already back into it; gives those who have none, or whose part is full. */
function placeKept(
  group: readonly Attendee[],
  keep: ReadonlyMap<string, number>,
  parts: Map<number, Attendee[]>,
): readonly Attendee[] {
  return group.filter((attendee) => {
    const number = keptPart(attendee, keep);
    if (number === undefined || room(parts, number) === 0) return true;
    put(parts, number, [attendee]);
    return false;
  });
}

function placeNewcomers(
  newcomers: readonly Attendee[],
  group: readonly Attendee[],
  keep: ReadonlyMap<string, number>,
  parts: Map<number, Attendee[]>,
): void {
  let rest = newcomers;
  for (const number of partsOf(group, keep)) {
    const fitting = room(parts, number);
    put(parts, number, rest.slice(0, fitting));
    rest = rest.slice(fitting);
  }
  if (rest.length > MAX_ATTENDEES_PER_EVENT) {
    for (let from = 0; from < rest.length; from += MAX_ATTENDEES_PER_EVENT) {
      put(parts, freeNumber(parts), rest.slice(from, from + MAX_ATTENDEES_PER_EVENT));
    }
  } else if (rest.length > 0) {
    const firstFit = ascending(parts.keys()).find((number) => room(parts, number) >= rest.length);
    put(parts, firstFit ?? freeNumber(parts), rest);
  }
}

/** The parts that already hold people of this group, lowest number first. */
function partsOf(group: readonly Attendee[], keep: ReadonlyMap<string, number>): readonly number[] {
  return ascending(new Set(group.flatMap((attendee) => keptPart(attendee, keep) ?? [])));
}

/** Earlier assignments come from a calendar that other programs can write to: only 1, 2, 3, … are part numbers. */
function keptPart(attendee: Attendee, keep: ReadonlyMap<string, number>): number | undefined {
  const number = keep.get(addressKey(attendee.email));
  return number !== undefined && Number.isSafeInteger(number) && number >= 1 ? number : undefined;
}

function ascending(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function put(parts: Map<number, Attendee[]>, number: number, attendees: readonly Attendee[]): void {
  if (attendees.length > 0) parts.set(number, [...(parts.get(number) ?? []), ...attendees]);
}

function room(parts: ReadonlyMap<number, readonly Attendee[]>, number: number): number {
  return MAX_ATTENDEES_PER_EVENT - (parts.get(number)?.length ?? 0);
}

/** The lowest number that nobody has: an event whose people all left is used again before a new one is made. */
function freeNumber(parts: ReadonlyMap<number, unknown>): number {
  let number = 1;
  while (parts.has(number)) number += 1;
  return number;
}
