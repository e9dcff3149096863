import { byCustomer } from './by-customer.ts';
import {
  addressKey,
  asciiAddress,
  isValidAddress,
  type CustomerRecipientResult,
} from '../recipients/index.ts';
import type { ByHand } from './by-hand.ts';
import type { Attendee, Exclusion } from './plan.ts';

/** Everything that decides who is invited. */
export interface AttendeeInput {
  /** The customers' answers; failed ones contribute nothing. In any order. */
  readonly results: readonly CustomerRecipientResult[];
  /** All customers of the meeting in the metadata's order, also those that failed or were left out. */
  readonly customerOrder: readonly string[];
  /** The allow-list of any customer of the meeting; empty means unrestricted. */
  readonly restrictionsOf: (customerCode: string) => readonly string[];
  readonly manualAttendees: readonly string[];
  /** What was decided about single people; those added count as manual attendees. */
  readonly byHand?: ByHand;
}

/** Who is invited and who is not, each unique and sorted by address; those who are, by the address that mail systems take. */
export interface AttendeeDecision {
  readonly attendees: readonly Attendee[];
  /** Only people that the answers held. */
  readonly excluded: readonly Exclusion[];
  /** Manual attendees, as written, that no customer's restrictions let in. */
  readonly manualRestricted: readonly string[];
  /** Manual attendees, as written, that are no addresses. */
  readonly manualInvalid: readonly string[];
  /** Manual attendees, as written, whom an answer held as unsubscribed; they are invited all the same. */
  readonly manualUnsubscribed: readonly string[];
}

/** What all answers together say about one person. */
interface Person {
  /** Trimmed, as first seen in the metadata's customer order. */
  readonly email: string;
  /** Codes by what the customer says of this person, each in the metadata's order. */
  readonly admittedBy: string[];
  readonly restrictedBy: string[];
  readonly unsubscribedAt: string[];
}

/**
 * Decides who is invited (design: who is invited). A customer's allow-list limits what that customer contributes and
 * nobody else; whom another customer contributes without objection stays, with the codes of those customers. Manual
 * attendees come on top, unless every customer of the meeting is restricted and none lists them. `unsubscribed` is a
 * reason only for those whom no customer has as a subscriber, `by hand` only for those who would else be invited.
 */
export function decideAttendees(input: AttendeeInput): AttendeeDecision {
  const people = collectPeople(input);
  const manual = sortManual(input);
  const leftOutByHand = new Set(
    [...(input.byHand?.leftOut ?? []), ...(input.byHand?.takenOff ?? [])].map(addressKey),
  );
  const attendees: Attendee[] = [];
  const excluded: Exclusion[] = [];

  for (const [key, person] of people) {
    const invited = isValidAddress(person.email) && (person.admittedBy.length > 0 || manual.invited.has(key));
    const attendee = { email: asciiAddress(person.email), customerCodes: unique(person.admittedBy) };
    if (!invited) excluded.push(exclusionOf(person));
    else if (leftOutByHand.has(key)) excluded.push({ ...attendee, reason: 'by hand' });
    else attendees.push(attendee);
  }
  for (const [key, email] of manual.invited) {
    if (!people.has(key) && !leftOutByHand.has(key)) attendees.push({ email, customerCodes: [] });
  }

  const invitedKeys = new Set(attendees.map(({ email }) => addressKey(email)));
  return {
    attendees: attendees.sort(byAddress),
    excluded: excluded.sort(byAddress),
    manualInvalid: manual.invalid,
    manualRestricted: manual.restricted.filter((email) => !invitedKeys.has(addressKey(email))),
    manualUnsubscribed: [...manual.invited]
      .filter(([key]) => {
        const person = people.get(key);
        return invitedKeys.has(key) && person?.admittedBy.length === 0 && person.unsubscribedAt.length > 0;
      })
      .map(([, email]) => email),
  };
}

/** Orders by comparable address, by code unit, so that no locale has a say. */
export function byAddress(a: { readonly email: string }, b: { readonly email: string }): number {
  const [left, right] = [addressKey(a.email), addressKey(b.email)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The answers of customers that did not fail, in the metadata's order. */
export function answersInOrder(
  results: readonly CustomerRecipientResult[],
  customerOrder: readonly string[],
): readonly CustomerRecipientResult[] {
  const answersOf = byCustomer(results.filter(({ error }) => error === undefined));
  return customerOrder.flatMap(answersOf);
}

function collectPeople(input: AttendeeInput): ReadonlyMap<string, Person> {
  const people = new Map<string, Person>();
  const personOf = (email: string): Person => {
    const key = addressKey(email);
    const known = people.get(key);
    if (known !== undefined) return known;
    const person = { email: email.trim(), admittedBy: [], restrictedBy: [], unsubscribedAt: [] };
    people.set(key, person);
    return person;
  };
  for (const { customerCode, recipients, unsubscribed } of answersInOrder(
    input.results,
    input.customerOrder,
  )) {
    const allowed = new Set(input.restrictionsOf(customerCode).map(addressKey));
    for (const { email } of recipients) {
      const admits = allowed.size === 0 || allowed.has(addressKey(email));
      personOf(email)[admits ? 'admittedBy' : 'restrictedBy'].push(customerCode);
    }
    for (const email of unsubscribed) personOf(email).unsubscribedAt.push(customerCode);
  }
  return people;
}

function exclusionOf(person: Person): Exclusion {
  const subscribedAt = [...person.admittedBy, ...person.restrictedBy];
  if (subscribedAt.length === 0) {
    return { email: person.email, customerCodes: unique(person.unsubscribedAt), reason: 'unsubscribed' };
  }
  const reason = isValidAddress(person.email) ? 'restricted' : 'invalid';
  return { email: person.email, customerCodes: unique(subscribedAt), reason };
}

interface ManualAttendees {
  /** Address key → spelling as first written. */
  readonly invited: ReadonlyMap<string, string>;
  readonly invalid: readonly string[];
  readonly restricted: readonly string[];
}

function sortManual(input: AttendeeInput): ManualAttendees {
  const restrictions = input.customerOrder.map((code) => new Set(input.restrictionsOf(code).map(addressKey)));
  const everyoneRestricted = restrictions.length > 0 && restrictions.every(({ size }) => size > 0);
  const invited = new Map<string, string>();
  const invalid: string[] = [];
  const restricted: string[] = [];
  for (const written of [...input.manualAttendees, ...(input.byHand?.added ?? [])]) {
    const key = addressKey(written);
    if (!isValidAddress(written.trim())) invalid.push(written);
    else if (everyoneRestricted && !restrictions.some((allowed) => allowed.has(key)))
      restricted.push(written);
    else if (!invited.has(key)) invited.set(key, asciiAddress(written));
  }
  return { invited, invalid: unique(invalid), restricted: unique(restricted) };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
