import { createHash } from 'node:crypto';
import { withPeopleWhoStay, type InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';
import { assignParts, type PartTarget } from './assign.ts';
import { decidePart, type Decision } from './decide.ts';
import type { FoundEvent } from './find.ts';
import {
  leavers,
  type AddedPerson,
  type KeptPerson,
  type PeopleChanges,
  type RemovedPerson,
} from './merge.ts';
import { addressHash, sentBy } from './record.ts';

/** One event of a plan, beside what is on the calendar. */
export interface EventDifference {
  readonly target: PartTarget;
  /** Absent for an event that is not there yet. */
  readonly found: FoundEvent | undefined;
  readonly decision: Decision;
}

/** What sending a plan would do to a meeting, event by event. Facts only. */
export interface PlanDifference {
  /** The plan as it goes out: hidden where others stay (`planAsSent`). */
  readonly plan: InvitePlan;
  readonly events: readonly EventDifference[];
  /** Of all events together, each person once, sorted by address. */
  readonly people: PeopleChanges;
}

/**
 * The plan as it goes out to the events that are there, given who stays on them: whoever stays must not come to be seen,
 * nor read whose people others are, because the plan does not know of them (`withPeopleWhoStay`).
 */
export function planAsSent(plan: InvitePlan, found: ReadonlyMap<number, FoundEvent>): InvitePlan {
  const inPlan = new Set(plan.attendees.map(({ email }) => addressKey(email)));
  const answered = new Set(plan.answered);
  const customerCodes = new Set(plan.attendees.flatMap((attendee) => attendee.customerCodes));
  let anybody = false;
  let strangers = false;
  for (const one of found.values()) {
    const leaves = leavers(plan, one);
    for (const { address } of one.event.attendees) {
      const person = addressKey(address);
      if (person === addressKey(plan.organizer) || leaves(address) !== undefined) continue;
      const codes = one.record?.added.get(addressHash(plan.key, address)) ?? [];
      const known = inPlan.has(person);
      anybody ||= !known;
      strangers ||= !known && codes.length === 0;
      for (const code of codes) if (!known || !answered.has(code)) customerCodes.add(code);
    }
  }
  const { body } = sentBy(plan, undefined);
  return withPeopleWhoStay(plan, {
    customerCodes,
    anybody,
    strangers,
    hiddenNow: [...found.values()].some(
      ({ event, record }) => event.hideAttendees ?? record?.sent.hideAttendees ?? false,
    ),
    textSentBefore: [...found.values()].every(({ record }) => record?.sent.body === body),
  });
}

/**
 * What sending a plan would do, by the very decisions that a send takes. Asks nobody: what a send would ask about is told
 * beside it.
 */
export function differenceOf(
  given: InvitePlan,
  found: ReadonlyMap<number, FoundEvent>,
  forceUpdate = false,
): PlanDifference {
  const plan = planAsSent(given, found);
  const joinUrl = found.get(1)?.event.joinUrl;
  const events = assignParts(plan, found).map((target): EventDifference => {
    const event = found.get(target.number);
    const decision = decidePart({
      plan,
      target,
      found: event,
      accepted: new Set(),
      adopted: true,
      forceUpdate,
      ...(joinUrl === undefined ? {} : { joinUrl }),
    });
    return { target, found: event, decision };
  });
  return { plan, events, people: together(events.map(({ decision }) => peopleOf(decision))) };
}

const NOBODY: PeopleChanges = { added: [], removed: [], kept: [] };

/** What a decision does to the people of its event. */
export function peopleOf(decision: Decision): PeopleChanges {
  return 'merge' in decision ? decision.merge.people : NOBODY;
}

function together(changes: readonly PeopleChanges[]): PeopleChanges {
  return {
    added: once(changes.flatMap(({ added }) => added)),
    removed: once(changes.flatMap(({ removed }) => removed)),
    kept: once(changes.flatMap(({ kept }) => kept)),
  };
}

function once<Person extends AddedPerson>(people: readonly Person[]): readonly Person[] {
  const byKey = new Map(people.map((person) => [addressKey(person.email), person]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, person]) => person);
}

/** Customers that the file no longer names, each with its people who stay on the meeting; sorted by code. */
export function customersWhoLeft({ people, plan }: Pick<PlanDifference, 'people' | 'plan'>): readonly {
  readonly customerCode: string;
  readonly people: readonly string[];
}[] {
  const named = new Set(plan.meeting.customerCodes);
  const left = new Map<string, string[]>();
  for (const { email, customerCodes, reason } of people.kept) {
    if (reason !== 'not in file') continue;
    for (const code of customerCodes.filter((one) => !named.has(one)))
      left.set(code, [...(left.get(code) ?? []), email]);
  }
  return [...left]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customerCode, emails]) => ({ customerCode, people: emails }));
}

/** From so many people on, and more than a tenth of an event, taking them off is asked about. */
const MANY = 10;

/** Who would be taken off in numbers that look like a mistake; `undefined` where nothing does. */
export interface ManyRemoved {
  readonly people: readonly RemovedPerson[];
  /** Customers of whom nobody would be left on the meeting. */
  readonly wholeCustomers: readonly string[];
}

/**
 * Whether a send takes off so many that it may be a contact list that was emptied, or a topic misspelt: more than 10
 * people and more than a tenth of an event, or everybody of a customer. Who is taken off by name does not count.
 */
export function manyRemoved({ events, people }: PlanDifference): ManyRemoved | undefined {
  const gone = (removed: readonly RemovedPerson[]): readonly RemovedPerson[] =>
    removed.filter(({ reason }) => reason === 'unsubscribed');
  const many = events.some(({ found, decision }) => {
    const count = gone(peopleOf(decision).removed).length;
    return count > MANY && count * 10 > (found?.event.attendees.length ?? 0);
  });
  const left = new Set(
    events.flatMap(({ decision }) =>
      'merge' in decision ? [...decision.merge.recorded.values()].flat() : [],
    ),
  );
  const all = gone(people.removed);
  const wholeCustomers = [...new Set(all.flatMap(({ customerCodes }) => customerCodes))]
    .filter((code) => !left.has(code))
    .sort();
  return many || wholeCustomers.length > 0 ? { people: all, wholeCustomers } : undefined;
}

/** What of a meeting besides its people a send would change, in the words of a fingerprint. */
export function changedFields(difference: PlanDifference): readonly string[] {
  const fields = new Set<string>();
  for (const { found, decision } of difference.events) {
    if (found === undefined) fields.add('events');
    if (decision.kind !== 'update') continue;
    for (const [field, changed] of Object.entries(decision.changes))
      if (changed && field !== 'attendees') fields.add(field);
  }
  return [...fields].sort();
}

/**
 * SHA-256, shortened to 32 hex digits, over who would be added, taken off and kept, and why, and what else would change
 * from what to what. The same look at the same calendar gives the same, whatever was forced or answered.
 */
export function differenceFingerprint(difference: PlanDifference): string {
  const { plan, events } = difference;
  const canonical = [
    ['version', 1],
    ['hideAttendees', plan.hideAttendees],
    ['body', sentBy(plan, undefined).body],
    ...events.map(({ target, found, decision }) => {
      const { added, removed, kept } = peopleOf(decision);
      return [
        'event',
        target.number,
        found?.event.id ?? null,
        decision.kind,
        ...(decision.kind === 'update' ? changesOf(decision, found) : []),
        ['added', added.map(canonicalPerson).sort()],
        ['removed', removed.map(canonicalPerson).sort()],
        ['kept', kept.map(canonicalPerson).sort()],
      ];
    }),
  ];
  return createHash('sha256').update(JSON.stringify(canonical), 'utf8').digest('hex').slice(0, 32);
}

/** Fields that change, each with what the calendar has now. */
function changesOf(
  { changes }: Extract<Decision, { kind: 'update' }>,
  found: FoundEvent | undefined,
): readonly unknown[] {
  const { subject, startMs, endMs, location, hideAttendees } = found?.event ?? {};
  return [
    changes.subject && ['subject', subject ?? null],
    changes.time && ['time', startMs ?? null, endMs ?? null],
    changes.location && ['location', location ?? null],
    changes.hideAttendees && ['hideAttendees', hideAttendees ?? null],
    changes.body && ['body'],
  ];
}

function canonicalPerson({ email, customerCodes, ...rest }: AddedPerson | KeptPerson): string {
  return JSON.stringify([addressKey(email), [...customerCodes].sort(), 'reason' in rest ? rest.reason : '']);
}
