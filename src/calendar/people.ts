import { addressKey } from '../common/index.ts';
import type { FoundEvent, SoughtMeeting } from './find.ts';
import type { CalendarEvent, EventAttendee } from './graph-event.ts';
import { addressHash, readRecord, type MeetingRecord, type PeopleFacts } from './record.ts';

/** Whether a text is an address that mail can be sent to; Exchange also gives directory names (`/o=…`) and plain names. */
export function isMailAddress(text: string): boolean {
  return text.includes('@') && !/^\/o=/i.test(text) && !/\s/.test(text.trim());
}

/** What is sent for an attendee: the address that the calendar has for them where it is one, else the plan's. */
export function addressToSend({ address, shownAs }: EventAttendee): string {
  return shownAs !== undefined && isMailAddress(shownAs) ? shownAs : address;
}

/**
 * An event with its attendees under the plan's addresses. Exchange looks attendees up in the address book and may keep them
 * under another address, under a directory name, twice, or not at all (somebody who is there already, or the organizer):
 * microsoftgraph/microsoft-graph-docs#13898, microsoft-graph-docs-contrib#825. Who is who is known from the record (what the
 * calendar answered after a write) or from the name, which we send as the address.
 */
export function recognisePeople(
  plan: SoughtMeeting,
  event: CalendarEvent,
  record: MeetingRecord | undefined,
): FoundEvent {
  const { key, attendees: planned = [] } = plan;
  const facts = record?.people;
  const personOf = new Map([...(facts?.aliases ?? [])].map(([person, shown]) => [shown, person]));
  const emails = new Map(planned.map(({ email }) => [addressHash(key, email), email]));
  const added = new Map(record?.added);
  const own = new Set(event.attendees.map(({ address }) => addressKey(address)));
  const attendees: EventAttendee[] = [];
  for (const attendee of event.attendees) {
    const { address, name = '' } = attendee;
    const shown = addressHash(key, address);
    if (facts?.extra.has(shown) === true) continue;
    const hasName = isMailAddress(name) && addressKey(name) !== addressKey(address);
    // The same person once more, under a name that no mail goes to.
    if (!isMailAddress(address) && hasName && own.has(addressKey(name))) continue;
    const person =
      personOf.get(shown) ??
      (hasName && !own.has(addressKey(name)) && !added.has(shown) && !emails.has(shown)
        ? addressHash(key, name)
        : undefined);
    const email = person === undefined ? undefined : emails.get(person);
    const codes = person === undefined ? undefined : record?.added.get(person);
    if (email !== undefined && person !== undefined) {
      const kept = record?.added.get(shown);
      if (kept !== undefined && !added.has(person)) added.set(person, kept);
      attendees.push({ ...attendee, address: email, shownAs: address });
      continue;
    }
    if (codes !== undefined) added.set(shown, codes);
    attendees.push(attendee);
  }
  const there = new Set(attendees.map(({ address }) => addressKey(address)));
  const absorbed = planned
    .filter(({ email }) => facts?.absorbed.has(addressHash(key, email)) === true)
    .map(({ email }) => addressKey(email))
    .filter((person) => !there.has(person));
  return {
    event: { ...event, attendees },
    ...(record !== undefined && { record: { ...record, added } }),
    ...(absorbed.length > 0 && { absorbed: new Set(absorbed) }),
  };
}

/**
 * What an answer to a write says of who is who, by elimination: who was sent and is not in it, and who is in it and was not
 * sent. Only what is certain counts: under the name that we sent, the only one left, the only one left of a domain, or the
 * one at the same place in a list that is otherwise in the order sent. Others who are missing are somebody who is there
 * under another address (`absorbed`): they are not invited again, and nobody is taken for them.
 * @param sent the addresses that the write carried
 * @param answered the attendees in the answer; an empty list says nothing
 */
export function learnPeople(
  key: string,
  sent: readonly string[],
  answered: readonly EventAttendee[],
): PeopleFacts {
  const aliases = new Map<string, string>();
  const absorbed = new Set<string>();
  const extra = new Set<string>();
  const facts = { aliases, absorbed, extra };
  if (answered.length === 0) return facts;
  const sentKeys = sent.map(addressKey);
  const shownKeys = answered.map(({ address }) => addressKey(address));
  let missing = sentKeys.filter((one) => !shownKeys.includes(one));
  let unknown = answered.filter(({ address }) => !sentKeys.includes(addressKey(address)));
  const pair = (person: string, shown: EventAttendee): void => {
    aliases.set(addressHash(key, person), addressHash(key, shown.address));
    missing = missing.filter((one) => one !== person);
    unknown = unknown.filter((one) => one !== shown);
  };
  const place = (list: readonly string[], one: string): number => list.indexOf(one);
  const inOrder =
    sentKeys.length === shownKeys.length &&
    sentKeys.some((one) => shownKeys.includes(one)) &&
    sentKeys.every((one) => !shownKeys.includes(one) || place(sentKeys, one) === place(shownKeys, one));
  for (const shown of [...unknown]) {
    const named = missing.find((one) => one === addressKey(shown.name ?? ''));
    if (named !== undefined) pair(named, shown);
  }
  if (inOrder) {
    for (const person of [...missing]) {
      const shown = answered[place(sentKeys, person)];
      if (shown !== undefined && unknown.includes(shown)) pair(person, shown);
    }
  }
  const mail = (): readonly EventAttendee[] => unknown.filter(({ address }) => isMailAddress(address));
  if (missing.length === mail().length) {
    for (const person of [...missing]) {
      const [only, ...more] = mail().filter(({ address }) => domainOf(address) === domainOf(person));
      const rivals = missing.filter((one) => domainOf(one) === domainOf(person));
      if (only !== undefined && more.length === 0 && rivals.length === 1) pair(person, only);
    }
    const [person, other] = missing;
    const [shown] = mail();
    if (person !== undefined && other === undefined && shown !== undefined) pair(person, shown);
  }
  const [person, other] = missing;
  const [shown, surplus] = unknown;
  if (person !== undefined && other === undefined && shown !== undefined && surplus === undefined)
    pair(person, shown);
  for (const one of missing) absorbed.add(addressHash(key, one));
  for (const { address } of unknown) if (!isMailAddress(address)) extra.add(addressHash(key, address));
  return facts;
}

/** What is known of people after an answer: the new facts, and of the old ones what the new do not say otherwise. */
export function withLearned(before: PeopleFacts | undefined, learned: PeopleFacts): PeopleFacts {
  const aliases = new Map([...(before?.aliases ?? []), ...learned.aliases]);
  return {
    aliases,
    absorbed: new Set([...(before?.absorbed ?? []), ...learned.absorbed].filter((one) => !aliases.has(one))),
    extra: new Set([...(before?.extra ?? []), ...learned.extra]),
  };
}

/**
 * An event's record without people who are not on the event, under whatever name; nothing where it names no such people,
 * or where the event does not say who is on it.
 * @param key the meeting's
 */
export function withoutGone(key: string, event: CalendarEvent): MeetingRecord | undefined {
  const { attendees, attendeesWithoutAddress, recordText } = event;
  const record = readRecord(recordText);
  if (record === undefined || attendees.length === 0 || attendeesWithoutAddress > 0) return undefined;
  const names = attendees.flatMap(({ address, shownAs = address, name = address }) => [
    address,
    shownAs,
    name,
  ]);
  const there = new Set(names.map((name) => addressHash(key, name)));
  const { aliases, absorbed } = record.people ?? {};
  const isThere = (person: string): boolean =>
    there.has(person) || there.has(aliases?.get(person) ?? '') || absorbed?.has(person) === true;
  const added = new Map([...record.added].filter(([person]) => isThere(person)));
  return added.size === record.added.size ? undefined : { ...record, added };
}

function domainOf(address: string): string {
  return addressKey(address).split('@').at(-1) ?? '';
}
