import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventAttendee } from '../../src/calendar/graph-event.ts';
import { learnPeople } from '../../src/calendar/people.ts';
import { addressHash, readRecord, sentBy, writeRecord, type PeopleFacts } from '../../src/calendar/record.ts';
import { addressesOf } from './support/fake-graph.ts';
import { harness, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

interface Person {
  emailAddress: { address: string; name?: string };
  type: string;
}

/** A calendar that keeps people under other addresses, and drops whom it has already and the organizer. */
function addressBook(
  desk: ReturnType<typeof harness>,
  aliases: Readonly<Record<string, string>>,
  more: { readonly x500?: boolean } = {},
): void {
  const kept = (people: readonly Person[]): Person[] => {
    const seen = new Set<string>();
    return people.flatMap((person) => {
      const typed = person.emailAddress.address;
      const address = aliases[typed.toLowerCase()] ?? typed;
      if (seen.has(address.toLowerCase()) || address.toLowerCase() === ORGANIZER) return [];
      seen.add(address.toLowerCase());
      return [{ ...person, emailAddress: { address, name: address === typed ? typed : 'Somebody' } }];
    });
  };
  desk.graph.set({
    onRequest: ({ body }) => {
      if (body?.attendees !== undefined) {
        for (const { emailAddress } of body.attendees as Person[])
          assert.match(emailAddress.address, /^[^/\s]+@/, 'only addresses go out');
      }
    },
    showing: (json) => {
      const people = kept(json.attendees as Person[]);
      const [first] = people;
      const twice =
        more.x500 === true && first !== undefined
          ? [{ ...first, emailAddress: { address: '/o=ExchangeLabs/cn=Recipients/cn=1f-x', name: 'X' } }]
          : [];
      return { ...json, attendees: [...people, ...twice] };
    },
  });
}

const people = { hts: ['ann@hts.example', 'art@hts.example'], cds: ['c@cds.example'] };

describe('people whom the calendar keeps under another address', () => {
  it('are these people: no write on an unchanged run, never invited twice, removable', async () => {
    const desk = harness();
    addressBook(desk, { 'art@hts.example': 'arthur@hts.example' });
    const { graph, send } = desk;
    assert.deepEqual(statuses(await send(planFor({ people }))), ['created']);
    const after = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor({ people }))), ['unchanged']);
    assert.equal(graph.writes().length, after);
    const more = { ...people, cds: ['c@cds.example', 'new@cds.example'] };
    assert.deepEqual(statuses(await send(planFor({ people: more }))), ['updated']);
    const list = graph.writes().findLast(({ body }) => body?.attendees !== undefined);
    const sent = (list?.body?.attendees as Person[]).map(({ emailAddress }) => emailAddress.address);
    assert.deepEqual(sent, ['ann@hts.example', 'arthur@hts.example', 'c@cds.example', 'new@cds.example']);
    const fewer = { ...more, hts: ['ann@hts.example'] };
    assert.deepEqual(statuses(await send(planFor({ people: fewer }))), ['updated']);
    assert.deepEqual(addressesOf(graph.events[0]!), ['ann@hts.example', 'c@cds.example', 'new@cds.example']);
    const end = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor({ people: fewer }))), ['unchanged']);
    assert.equal(graph.writes().length, end);
  });

  it('or not at all, since they are there already or organize it, are not invited again and again', async () => {
    const desk = harness();
    addressBook(desk, { 'art@hts.example': 'ann@hts.example', 'boss@cds.example': ORGANIZER });
    const { graph, send } = desk;
    const all = { ...people, cds: ['c@cds.example', 'boss@cds.example'] };
    await send(planFor({ people: all }));
    const after = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor({ people: all }))), ['unchanged']);
    assert.equal(graph.writes().length, after);
  });

  it('a directory name beside an address is nobody more, and never goes back', async () => {
    const desk = harness();
    addressBook(desk, {}, { x500: true });
    const { graph, send } = desk;
    await send(planFor({ people }));
    const more = { ...people, cds: ['c@cds.example', 'amy@cds.example'] };
    assert.deepEqual(statuses(await send(planFor({ people: more }))), ['updated']);
    assert.ok(addressesOf(graph.events[0]!).includes('amy@cds.example'));
    const after = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor({ people: more }))), ['unchanged']);
    assert.equal(graph.writes().length, after);
  });
});

describe('learnPeople', () => {
  const shown = (address: string, name?: string): EventAttendee => ({
    address,
    type: 'required',
    ...(name !== undefined && { name }),
  });
  const hash = (address: string) => addressHash('key', address);
  const sizes = ({ aliases, absorbed, extra }: PeopleFacts) => [aliases.size, absorbed.size, extra.size];

  it('takes nobody for somebody else where it cannot be certain', () => {
    // Two are missing, two are there, in another order and of other domains: who is who is not known.
    const answered = [shown('x@one.example'), shown('c@c.example'), shown('y@two.example')];
    const facts = learnPeople('key', ['a@a.example', 'b@b.example', 'c@c.example'], answered);
    assert.deepEqual(sizes(facts), [0, 2, 0]);
  });

  it('tells who is who by name, by place, by domain, and who is left', () => {
    const sent = ['a@a.example', 'b@b.example', 'c@c.example'];
    const cases: readonly (readonly EventAttendee[])[] = [
      [shown('c@c.example'), shown('y@two.example', 'b@b.example'), shown('x@one.example', 'a@a.example')],
      [shown('x@one.example'), shown('y@two.example'), shown('c@c.example')],
      [shown('y@b.example'), shown('c@c.example'), shown('x@a.example')],
    ];
    for (const answered of cases) {
      const { aliases } = learnPeople('key', sent, answered);
      assert.equal(aliases.size, 2);
      const of = (person: string) => aliases.get(hash(person));
      assert.ok([hash('x@one.example'), hash('x@a.example')].includes(of('a@a.example') ?? ''));
      assert.ok([hash('y@two.example'), hash('y@b.example')].includes(of('b@b.example') ?? ''));
    }
  });

  it('says nothing of an answer without attendees', () => {
    assert.deepEqual(sizes(learnPeople('key', ['a@a.example'], [])), [0, 0, 0]);
  });

  it('is kept with the event, and read back', () => {
    const facts = learnPeople('key', ['a@a.example', 'b@b.example'], [shown('x@one.example', 'a@a.example')]);
    const sent = sentBy(planFor(), undefined);
    const record = { part: 1, parts: 1, sent, added: new Map<string, readonly string[]>(), people: facts };
    assert.deepEqual(readRecord(writeRecord(record)), record);
    assert.match(writeRecord(record), /"v":2/);
    // What other versions can read is written as they write it.
    assert.match(writeRecord({ part: 1, parts: 1, sent, added: record.added }), /"v":1/);
  });
});
