import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookForPlan } from '../../src/calendar/index.ts';
import { addressesOf, contentOf } from './support/fake-graph.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const SIZES = [300, 150, 250, 200, 100, 101, 100];

/** Customers c0, c1, … with so many people each; 1,201 of 7 unless told. */
function people(sizes: readonly number[] = SIZES): Record<string, readonly string[]> {
  return Object.fromEntries(
    sizes.map((size, customer) => [
      `c${customer}`,
      Array.from({ length: size }, (_, person) => `p${String(person).padStart(3, '0')}@c${customer}.example`),
    ]),
  );
}

const without = (
  all: Record<string, readonly string[]>,
  code: string,
  address: string,
): Record<string, readonly string[]> => ({
  ...all,
  [code]: (all[code] ?? []).filter((one) => one !== address),
});

describe('a meeting of more than 500', () => {
  it('becomes several events, whole customers together, one of them online', async () => {
    const { graph, send } = harness();
    const outcome = await send(planFor({ people: people() }));
    assert.deepEqual(statuses(outcome), ['created', 'created', 'created']);
    assert.equal(graph.events.flatMap(addressesOf).length, 1201);
    assert.equal(new Set(graph.events.flatMap(addressesOf)).size, 1201);
    for (const event of graph.events) assert.ok(addressesOf(event).length <= 500);
    for (let customer = 0; customer < SIZES.length; customer += 1) {
      const holding = graph.events.filter((event) =>
        addressesOf(event).some((one) => one.endsWith(`@c${customer}.example`)),
      );
      assert.equal(holding.length, 1);
    }
    assert.deepEqual(
      graph.events.map(({ fields }) => fields.isOnlineMeeting),
      [true, undefined, undefined],
    );
    const link = 'href="https://teams.example/l/meetup-join/1"';
    for (const event of graph.events) assert.ok(contentOf(event).includes(link));
    assert.deepEqual(
      outcome.events.map(({ joinUrl }) => joinUrl),
      Array(3).fill('https://teams.example/l/meetup-join/1'),
    );
    assert.deepEqual(statuses(await send(planFor({ people: people() }))), [
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    assert.equal(graph.writes().length, 3);
  });

  it('goes on where it was left: part 1 stays, 2 and 3 are created', async () => {
    const { graph, send } = harness();
    const refusal = {
      status: 403,
      body: JSON.stringify({ error: { code: 'ErrorAccessDenied', message: '' } }),
    };
    let posts = 0;
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'POST' && ++posts === 2) graph.troubles.push({ method: 'POST', how: refusal });
      },
    });
    const outcome = await send(planFor({ people: people() }));
    assert.equal(outcome.kind, 'partial');
    assert.deepEqual(statuses(outcome), ['created']);
    assert.match(outcome.error.message, /Event 2 of 3.*Done: ".* \(1 of 3\)"/);
    assert.deepEqual(statuses(await send(planFor({ people: people() }))), [
      'unchanged',
      'created',
      'created',
    ]);
    assert.equal(graph.events.length, 3);
  });

  it('stops between two events when told to, having finished the one under way', async () => {
    const { graph, send } = harness();
    const stop = new AbortController();
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'POST') stop.abort();
      },
    });
    const outcome = await send(planFor({ people: people() }), { signal: stop.signal });
    assert.equal(outcome.kind, 'partial');
    assert.equal(graph.events.length, 1);
  });

  it('touches one event only when one person leaves', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people() }));
    const before = graph.writes().length;
    const outcome = await send(planFor({ people: without(people(), 'c3', 'p007@c3.example') }));
    assert.equal(statuses(outcome).filter((status) => status === 'updated').length, 1);
    const after = graph.writes().slice(before);
    assert.deepEqual(
      after.map(({ body }) => Object.keys(body ?? {})),
      [['attendees'], ['singleValueExtendedProperties']],
    );
    assert.equal(graph.events.flatMap(addressesOf).length, 1200);
  });

  it('moves nobody when a part grows past 500: newcomers go elsewhere', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people() }));
    const before = graph.events.map(addressesOf);
    await send(planFor({ people: people([SIZES[0]! + 180, ...SIZES.slice(1)]) }));
    graph.events.slice(0, 3).forEach((event, index) => {
      const now = new Set(addressesOf(event));
      assert.ok(before[index]?.every((address) => now.has(address)));
    });
    const all = graph.events.flatMap(addressesOf);
    assert.equal(all.length, 1381);
    assert.equal(new Set(all).size, 1381);
    for (const event of graph.events) assert.ok(addressesOf(event).length <= 500);
  });

  it('grows from one event to two without telling the first about it', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people([300, 150]) }));
    const outcome = await send(planFor({ people: people([300, 150, 250]) }));
    assert.deepEqual(statuses(outcome), ['unchanged', 'created']);
    assert.deepEqual(
      graph.events.map(({ fields }) => fields.subject),
      ['Change Implementation: Database move', 'Change Implementation: Database move (2 of 2)'],
    );
  });

  it('keeps the people of a customer that failed in their event and overfills none', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people([300, 180]) }));
    const rest = people([300, 180, 150]);
    const { c1: failed, ...answered } = rest;
    assert.equal(failed?.length, 180);
    const outcome = await send(planFor({ people: answered, missing: ['c1'] }));
    assert.deepEqual(statuses(outcome), ['unchanged', 'created']);
    assert.deepEqual(
      graph.events.map((event) => addressesOf(event).length),
      [480, 150],
    );
  });

  it('counts people added by hand: they keep their place, and newcomers go elsewhere', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people([300, 150]) }));
    const [event] = graph.events;
    const guests = Array.from({ length: 40 }, (_, i) => ({
      emailAddress: { address: `guest${i}@ccoe.example`, name: 'Guest' },
      type: 'optional',
    }));
    graph.byHand(event!, { attendees: [...(event!.fields.attendees as object[]), ...guests] });
    const outcome = await send(planFor({ people: people([300, 150, 20]) }));
    assert.deepEqual(statuses(outcome), ['unchanged', 'created']);
    assert.deepEqual(
      graph.events.map((one) => addressesOf(one).length),
      [490, 20],
    );
  });

  it('gives the places of those who left to newcomers', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people([300, 200]) }));
    const answers = ['ManyRemoved'] as const; // 100 of 500
    const outcome = await send(planFor({ people: people([300, 100, 100]) }), { answers });
    assert.deepEqual(statuses(outcome), ['updated']);
    assert.equal(addressesOf(graph.events[0]!).length, 500);
  });

  it('tells the part of an event whose record is lost by its transaction id', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: people() }));
    const properties = graph.events[1]!.fields.singleValueExtendedProperties as { id: string }[];
    graph.byHand(graph.events[1]!, { singleValueExtendedProperties: properties.slice(0, 1) });
    const outcome = await send(planFor({ people: people() }));
    // Its text is what the file says, so nobody is told anything.
    assert.deepEqual(statuses(outcome), ['unchanged', 'unchanged', 'unchanged']);
    assert.deepEqual(statuses(await send(planFor({ people: people() }))), [
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  it('does without a join link that comes late, and adds it later', async () => {
    const { graph, send } = harness();
    graph.set({ joinLinks: false });
    const plan = planFor({ people: people() });
    assert.equal((await send(plan)).kind, 'done');
    assert.ok(!contentOf(graph.events[1]!).includes('teams.example'));
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'unchanged', 'unchanged']);
    graph.set({ joinLinks: true });
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'updated', 'updated']);
    assert.ok(contentOf(graph.events[1]!).includes('teams.example'));
    graph.set({ joinLinks: false });
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'unchanged', 'unchanged']);
    const fewer = planFor({ people: without(people(), 'c6', 'p007@c6.example') });
    assert.ok(statuses(await send(fewer)).includes('updated'));
    graph.set({ joinLinks: true });
    assert.deepEqual(statuses(await send(fewer)), ['unchanged', 'unchanged', 'unchanged']);
  });

  it('goes on with the very division that was shown, although another would fit too', async () => {
    const { graph, send } = harness();
    const plan = planFor({ people: people([400, 600]) });
    assert.deepEqual(
      plan.parts.map(({ attendees }) => attendees.length),
      [400, 500, 100],
    );
    let posts = 0;
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'POST' && ++posts === 3) graph.troubles.push({ method: 'POST', how: { status: 403 } });
      },
    });
    assert.equal((await send(plan)).kind, 'partial');
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'unchanged', 'created']);
  });
});

describe('lookForPlan', () => {
  it('says what is there and makes no call that writes', async () => {
    const { graph, send, calendar } = harness();
    const plan = planFor();
    const options = { signal: new AbortController().signal };
    const [before] = (await lookForPlan(plan, calendar, options)).events;
    const { people: changes, ...rest } = before ?? {};
    assert.deepEqual(rest, { status: 'planned', subject: plan.subject, attendees: 3 });
    assert.deepEqual([changes?.added.length, changes?.removed, changes?.kept], [3, [], []]);
    assert.equal(graph.writes().length, 0);
    await send(plan);
    const [after] = (await lookForPlan(plan, calendar, options)).events;
    assert.equal(after?.status, 'planned');
    assert.equal(after.id, graph.events[0]?.id);
    assert.equal(after.joinUrl, 'https://teams.example/l/meetup-join/1');
    assert.equal(graph.writes().length, 1);
  });

  it('says what is wrong as a CalendarFailure', async () => {
    const { graph, calendar } = harness();
    graph.troubles.push({ method: 'GET', how: { status: 401 } });
    await assert.rejects(lookForPlan(planFor(), calendar, { signal: new AbortController().signal }), {
      name: 'CalendarFailure',
      message: /does not accept a test token.*Sign in again/s,
    });
  });
});
