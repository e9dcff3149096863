import type { Attendee, InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';
import type { FoundEvent } from './find.ts';
import type { EventAttendee } from './graph-event.ts';
import { addressHash } from './record.ts';

/** Somebody whom a send adds to an event. */
export interface AddedPerson {
  readonly email: string;
  /** Those that named this person; none for somebody whom the file or a person names. */
  readonly customerCodes: readonly string[];
}

/** Somebody whom a send takes off an event. */
export interface RemovedPerson extends AddedPerson {
  /** `unsubscribed`: every customer has answered without this person; `taken off`: a person or the file says so. */
  readonly reason: 'unsubscribed' | 'taken off';
}

/** Somebody who is not in the plan and stays on an event. */
export interface KeptPerson extends AddedPerson {
  /** Why: their customer did not answer, they or it were left out, the file no longer names it, or we did not add them. */
  readonly reason: 'failed' | 'left out' | 'not in file' | 'by hand';
}

/** What a send does to the people of an event; each list in the event's order, who is added in the plan's. */
export interface PeopleChanges {
  readonly added: readonly AddedPerson[];
  readonly removed: readonly RemovedPerson[];
  readonly kept: readonly KeptPerson[];
}

/** What becomes of an event's attendees. */
export interface AttendeeMerge {
  /** The whole list: Graph replaces the collection with what is sent. Those already there first, in their order. */
  readonly attendees: readonly EventAttendee[];
  readonly added: number;
  readonly removed: number;
  /** People we added, not in the plan, who stay since a customer of theirs has not answered. */
  readonly kept: number;
  /** The same by name, with everybody who stays without being in the plan. */
  readonly people: PeopleChanges;
  /** Whether the list differs from what is on the event. */
  readonly changed: boolean;
  /** The record's next `added`. */
  readonly recorded: ReadonlyMap<string, readonly string[]>;
}

/**
 * Who is on an event after a send (design: who is invited). Everybody of the plan is on it. Somebody else leaves it only
 * when the event's record says that we added them and every customer they came from has answered now (manual
 * attendees: when the file no longer names them), or when a person takes them off by name. Whoever was added by hand, in
 * the calendar or in the plan, stays, and so does everybody who is only left out by hand, or when there is no record.
 * @param wanted the plan's attendees of this part
 */
export function mergeAttendees(
  plan: InvitePlan,
  wanted: readonly Attendee[],
  found: FoundEvent | undefined,
): AttendeeMerge {
  const { key } = plan;
  const answered = settledCustomers(plan);
  const whyLeaves = leavers(plan, found);
  const whyStays = stayers(plan);
  const wantedByKey = new Map(wanted.map((attendee) => [addressKey(attendee.email), attendee]));
  const inPlan = new Set(plan.attendees.map(({ email }) => addressKey(email)));
  const existing = found?.event.attendees ?? [];
  const before = found?.record?.added ?? new Map<string, readonly string[]>();
  const recorded = new Map<string, readonly string[]>();
  const onlyByHand = addedByHandAlone(plan);
  const organizer = addressKey(plan.organizer);
  const codesNow = (hash: string, attendee: Attendee): readonly string[] => {
    const pending = (before.get(hash) ?? []).filter((code) => !answered.has(code));
    return [...new Set([...attendee.customerCodes, ...pending])];
  };
  const removed: RemovedPerson[] = [];
  const keptPeople: KeptPerson[] = [];
  let kept = 0;
  const staying = existing.filter(({ address }) => {
    const hash = addressHash(key, address);
    const codes = before.get(hash);
    const attendee = wantedByKey.get(addressKey(address));
    if (attendee !== undefined) {
      if (codes !== undefined && !onlyByHand(attendee)) recorded.set(hash, codesNow(hash, attendee));
      return true;
    }
    const reason = whyLeaves(address);
    if (reason !== undefined) {
      removed.push({ email: address, customerCodes: codes ?? [], reason });
      return false;
    }
    const stays = !inPlan.has(addressKey(address)) && addressKey(address) !== organizer;
    if (stays)
      keptPeople.push({ email: address, customerCodes: codes ?? [], reason: whyStays(address, codes) });
    if (codes === undefined) return true;
    if (stays) kept += 1;
    recorded.set(hash, codes);
    return true;
  });
  const there = new Set(existing.map(({ address }) => addressKey(address)));
  const added = [...wantedByKey].filter(
    // An organizer is on the meeting anyway, and servers drop them from the list: not to be added for ever.
    ([address]) =>
      !there.has(address) &&
      (found === undefined || address !== organizer) &&
      found?.absorbed?.has(address) !== true,
  );
  for (const [address, attendee] of added) {
    const hash = addressHash(key, address);
    if (!onlyByHand(attendee)) recorded.set(hash, codesNow(hash, attendee));
  }
  // Whoever is there as somebody else goes along with every list, so that nobody is lost with a name that is not sent.
  const again = [...wantedByKey].filter(([address]) => found?.absorbed?.has(address) === true);
  for (const [address, attendee] of again) {
    const hash = addressHash(key, address);
    if (!onlyByHand(attendee)) recorded.set(hash, codesNow(hash, attendee));
  }
  const changed = added.length > 0 || removed.length > 0;
  return {
    attendees: [
      ...staying,
      ...added.map(([, { email }]) => invited(email)),
      ...(changed ? again.map(([, { email }]) => invited(email)) : []),
    ],
    added: added.length,
    removed: removed.length,
    kept,
    people: {
      added: added.map(([, { email, customerCodes }]) => ({ email, customerCodes })),
      removed,
      kept: keptPeople,
    },
    changed,
    recorded,
  };
}

/**
 * Tells who leaves an event, and why: only somebody who is not in the plan, and is either taken off by hand or not left
 * out by hand, but one whom the record says we added and whose customers have all answered, or are taken off.
 */
export function leavers(
  plan: InvitePlan,
  found: FoundEvent | undefined,
): (address: string) => RemovedPerson['reason'] | undefined {
  const settled = settledCustomers(plan);
  const takenOffCustomers = new Set(plan.byHand?.takenOffCustomers);
  const inPlan = new Set(plan.attendees.map(({ email }) => addressKey(email)));
  const leftOut = new Set(plan.byHand?.leftOut.map(addressKey));
  const takenOff = new Set(plan.byHand?.takenOff.map(addressKey));
  return (address) => {
    const person = addressKey(address);
    if (inPlan.has(person) || leftOut.has(person)) return undefined;
    if (takenOff.has(person)) return person === addressKey(plan.organizer) ? undefined : 'taken off';
    const codes = found?.record?.added.get(addressHash(plan.key, address));
    if (codes?.every((code) => settled.has(code)) !== true) return undefined;
    // Nobody has unsubscribed who is taken off with a customer, or whom only the file named.
    return codes.every((code) => takenOffCustomers.has(code)) ? 'taken off' : 'unsubscribed';
  };
}

/** Customers that have nothing more to say about who stays: they have answered, or their people are taken off. */
function settledCustomers(plan: InvitePlan): ReadonlySet<string> {
  return new Set([...plan.answered, ...(plan.byHand?.takenOffCustomers ?? [])]);
}

/** Tells why somebody stays on an event who is not in the plan and does not leave. */
function stayers(
  plan: InvitePlan,
): (address: string, codes: readonly string[] | undefined) => KeptPerson['reason'] {
  const settled = settledCustomers(plan);
  const leftOut = new Set(plan.byHand?.leftOut.map(addressKey));
  const missing = plan.completeness.kind === 'complete' ? [] : plan.completeness.missing;
  const reasons = new Map(missing.map(({ customerCode, reason }) => [customerCode, reason]));
  return (address, codes) => {
    if (leftOut.has(addressKey(address))) return 'left out';
    if (codes === undefined) return 'by hand';
    const pending = codes.filter((code) => !settled.has(code)).map((code) => reasons.get(code));
    if (pending.some((reason) => reason === 'failed' || reason === 'cancelled')) return 'failed';
    return pending.includes('left out') ? 'left out' : 'not in file';
  };
}

/**
 * Tells who is in a plan only because a person added them. They are not recorded as ours: another send, which knows
 * nothing of that decision, must not take them for somebody whom the file no longer names.
 */
function addedByHandAlone(plan: InvitePlan): (attendee: Attendee) => boolean {
  const added = new Set(plan.byHand?.added.map(addressKey));
  const named = new Set(plan.meeting.manualAttendees.map(addressKey));
  return ({ email, customerCodes }) =>
    customerCodes.length === 0 && added.has(addressKey(email)) && !named.has(addressKey(email));
}

/** Everybody is required, under their address as name, as the Go tool has it. */
function invited(email: string): EventAttendee {
  return { address: email, name: email, type: 'required' };
}
