import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
