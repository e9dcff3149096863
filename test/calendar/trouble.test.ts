import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendLines } from '../../src/calendar/index.ts';
import { transactionId } from '../../src/calendar/transaction-id.ts';
import { addressesOf } from './support/fake-graph.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const fewer = { people: { hts: ['a@hts.example'], cds: ['c@cds.example'] } };

describe('trouble while creating', () => {
  it('an answer that is lost after the event was made: found, not made again', async () => {
    const { graph, send, clock } = harness();
    graph.troubles.push({ method: 'POST', how: 'reset-after' });
    const outcome = await send(planFor());
    assert.deepEqual(statuses(outcome), ['created']);
    assert.equal(graph.events.length, 1);
    assert.deepEqual(
      graph.writes().map(({ method }) => method),
      ['POST'],
    );
    assert.deepEqual(clock.slept, [2000]);
  });

  it('a forced send whose create is lost: no second mail', async () => {
    const { graph, send } = harness();
    graph.troubles.push({ method: 'POST', how: 'reset-after' });
    assert.deepEqual(statuses(await send(planFor(), { forceUpdate: true })), ['created']);
    assert.deepEqual(
      graph.writes().map(({ method }) => method),
      ['POST'],
    );
  });

  it('a connection lost before: repeated with the same transaction id', async () => {
    const { graph, send } = harness();
    graph.troubles.push({ method: 'POST', how: 'reset-before' });
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    const ids = graph.writes().map(({ body }) => body?.transactionId);
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 1);
    assert.equal(graph.events.length, 1);
  });

  it('503 twice: the third try makes it, with the waits told', async () => {
    const { graph, send, clock, reported } = harness();
    const unavailable = { status: 503, body: '<html>down</html>' };
    graph.troubles.push({ method: 'POST', how: unavailable }, { method: 'POST', how: unavailable });
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.deepEqual(clock.slept, [2000, 4000]);
    const lines = reported.flatMap(sendLines);
    assert.ok(lines.includes('⏳ Retry attempt 2/3 after 2s backoff...'));
    assert.ok(lines.includes('⏳ Retry attempt 3/3 after 4s backoff...'));
    assert.ok(lines.includes('✅ Successfully created meeting on attempt 3'));
    assert.ok(
      lines.some((line) =>
        line.startsWith('⚠️  Transient error on attempt 1: transient error (status 503): Http503 - '),
      ),
    );
  });

  it('504 after the event was made, and an answer that nobody can read: one event', async () => {
    for (const how of [{ status: 504, after: true }, 'garbage-after'] as const) {
      const { graph, send } = harness();
      graph.troubles.push({ method: 'POST', how });
      assert.deepEqual(statuses(await send(planFor())), ['created']);
      assert.equal(graph.events.length, 1);
      assert.equal(graph.writes().length, 1);
    }
  });

  it('429: waits as long as it is asked to', async () => {
    const { graph, send, clock } = harness();
    graph.troubles.push({ method: 'POST', how: { status: 429, headers: { 'retry-after': '7' } } });
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.deepEqual(clock.slept, [7000]);
  });

  it('a hanging Graph: an error after the time limit, and not known whether it was sent', async () => {
    const { graph, send } = harness({ requestTimeoutMs: 20 });
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'POST', how: 'hang' });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'unknown');
    assert.equal(outcome.error.code, 'RequestTimeout');
    assert.deepEqual(statuses(await send(planFor())), ['created']);
  });

  it('a refusal: nothing sent, told with code, remedy and request id, and not repeated', async () => {
    const { graph, send } = harness();
    const body = JSON.stringify({
      error: {
        code: 'ErrorAccessDenied',
        message: 'Access is denied. Check credentials and try again.',
        innerError: { 'request-id': 'req-1' },
      },
    });
    graph.troubles.push({ method: 'POST', how: { status: 403, body } });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'refused');
    const { code, status, requestId, message, remedy } = outcome.error;
    assert.deepEqual(
      { code, status, requestId },
      { code: 'ErrorAccessDenied', status: 403, requestId: 'req-1' },
    );
    assert.match(message, /organizer@ccoe\.example/);
    assert.match(remedy, /Calendars\.ReadWrite/);
    assert.equal(graph.writes().length, 1);
  });

  it('nothing listening: refused, since nothing can have been sent', async () => {
    const { graph, send } = harness();
    graph.set({
      onRequest: ({ method }) => {
        if (method !== 'POST') return;
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
      },
    });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.error.code, 'ECONNREFUSED');
  });

  it('an event cancelled by hand: asked about; with a yes a new generation, and the same one from then on', async () => {
    for (const repeatable of [false, true]) {
      const { graph, send } = harness();
      graph.set({ repeatable });
      const { key } = planFor();
      await send(planFor());
      graph.byHand(graph.events[0]!, { isCancelled: true });
      const before = graph.writes().length;
      const asked = await send(planFor());
      assert.equal(asked.kind === 'question' && asked.question.code, 'CancelledByHand');
      assert.equal(graph.writes().length, before);
      assert.equal((await send(planFor(), { forceUpdate: true })).kind, 'question');
      assert.deepEqual(statuses(await send(planFor(), { answers: ['CancelledByHand'] })), ['created']);
      assert.equal(graph.alive().length, 1);
      assert.equal(graph.alive()[0]?.fields.transactionId, transactionId(key, 1, 1));
      assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
      graph.byHand(graph.alive()[0]!, { isCancelled: true });
      await send(planFor(), { answer: () => Promise.resolve(true) });
      assert.equal(graph.alive()[0]?.fields.transactionId, transactionId(key, 1, 2));
    }
  });

  it('an event whose id is used up and finds nothing: asked about, and anew only with a yes', async () => {
    const { graph, send } = harness();
    const duplicate = { code: 'ErrorDuplicateTransactionId', message: '', '@event.existingEventId': 'gone' };
    graph.troubles.push({ method: 'POST', how: { status: 409, body: JSON.stringify({ error: duplicate }) } });
    const again = () =>
      graph.troubles.push({
        method: 'POST',
        how: { status: 409, body: JSON.stringify({ error: duplicate }) },
      });
    const asked = await send(planFor());
    assert.equal(asked.kind === 'question' && asked.question.code, 'KnownMeetingGone');
    assert.equal(graph.events.length, 0);
    again();
    const yes = { answer: () => Promise.resolve(true) };
    assert.deepEqual(statuses(await send(planFor(), yes)), ['created']);
    assert.equal(graph.events[0]?.fields.transactionId, transactionId(planFor().key, 1, 1));
  });

  it('a duplicate whose event cannot be found: stops instead of creating', async () => {
    const { graph, send } = harness();
    graph.troubles.push({
      method: 'POST',
      how: {
        status: 400,
        body: JSON.stringify({ error: { code: 'ErrorDuplicateTransactionId', message: '' } }),
      },
    });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'unknown');
    assert.equal(outcome.error.code, 'ErrorDuplicateTransactionId');
    assert.equal(graph.events.length, 0);
    assert.equal(graph.writes().length, 1);
  });

  it('a calendar that does not find yet what was just made: the named event is taken and updated', async () => {
    const { graph, send, memory } = harness();
    await send(planFor());
    graph.set({ indexed: false });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged'], 'the journal knows its id');
    memory.files.clear(); // from here on on other machines, where nothing is on record
    // The same content: Graph answers with the event that is there and makes no second.
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    memory.files.clear();
    assert.deepEqual(statuses(await send(planFor(fewer))), ['updated']);
    assert.equal(graph.events.length, 1);
    assert.deepEqual(addressesOf(graph.events[0]!), ['a@hts.example', 'c@cds.example']);
  });

  it('two runs at the same moment: one event', async () => {
    const { graph, send } = harness();
    let looked = 0;
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'GET') looked += 1;
      },
    });
    const outcomes = await Promise.all([send(planFor()), send(planFor())]);
    assert.ok(looked >= 2);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.equal(graph.events.length, 1);
    const different = await Promise.all([
      send(planFor({ objectId: 'CHG-2' })),
      send(
        planFor({
          objectId: 'CHG-2',
          people: { hts: ['a@hts.example', 'b@hts.example', 'x@hts.example'] },
          missing: ['cds'],
        }),
      ),
    ]);
    assert.deepEqual(
      different.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.equal(graph.events.length, 2);
    assert.equal(addressesOf(graph.events[1]!).length, 4);
  });

  it('stopped before the first write: aborted, and during a wait after a lost answer: settled', async () => {
    const stopped = harness();
    const before = new AbortController();
    stopped.graph.set({ onRequest: () => before.abort() });
    assert.equal((await stopped.send(planFor(), { signal: before.signal })).kind, 'aborted');
    assert.equal(stopped.graph.writes().length, 0);

    const { graph, send } = harness();
    const during = new AbortController();
    graph.troubles.push({ method: 'POST', how: 'reset-after' });
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'POST') during.abort();
      },
    });
    const outcome = await send(planFor(), { signal: during.signal });
    assert.deepEqual(statuses(outcome), ['created']);
    assert.equal(graph.writes().length, 1);
  });
});

describe('trouble while updating', () => {
  it('an answer that is lost: read again, and not sent twice', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.troubles.push({ method: 'PATCH', how: 'reset-after' });
    assert.deepEqual(statuses(await send(planFor(fewer))), ['updated']);
    assert.equal(graph.writes().filter(({ body }) => body?.attendees !== undefined).length, 2);
  });

  it('a lost forced update: not sent twice either', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.troubles.push({ method: 'PATCH', how: 'reset-after' });
    assert.deepEqual(statuses(await send(planFor(), { forceUpdate: true })), ['updated']);
    assert.equal(graph.writes().filter(({ method }) => method === 'PATCH').length, 1);
  });

  it('a forced update with changes whose answer is lost: not sent twice, not even at the last try', async () => {
    for (const before of [0, 2]) {
      const { graph, send } = harness();
      await send(planFor());
      for (let i = 0; i < before; i += 1) graph.troubles.push({ method: 'PATCH', how: 'reset-before' });
      graph.troubles.push({ method: 'PATCH', how: 'reset-after' });
      assert.deepEqual(statuses(await send(planFor(fewer), { forceUpdate: true })), ['updated']);
      assert.equal(graph.events[0]?.version, 2);
    }
  });

  it('trouble before it was done: sent again; too often: it is said that it is not known', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.troubles.push({ method: 'PATCH', how: { status: 503 } });
    assert.deepEqual(statuses(await send(planFor(fewer))), ['updated']);
    // What is remembered goes out first, and tells nobody: without it nothing has been sent.
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'PATCH', how: 'reset-before' });
    assert.equal((await send(planFor())).kind, 'refused');
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'PATCH', how: 'reset-before' });
    const none = planFor({ people: { hts: ['a@hts.example'], cds: [] } });
    assert.equal((await send(none, { answers: ['ManyRemoved'] })).kind, 'unknown');
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'PATCH', how: { status: 429 } });
    assert.equal((await send(planFor())).kind, 'refused');
  });

  it('a refused record and then a lost answer: whoever was added is still known to be ours', async () => {
    const guest = { emailAddress: { address: 'guest@ccoe.example', name: 'Guest' }, type: 'optional' };
    const without = (who: string, attendees: unknown) =>
      (attendees as (typeof guest)[]).filter(({ emailAddress }) => emailAddress.address !== who);
    const meanwhile = {
      nothing: (attendees: unknown) => attendees,
      'a guest comes': (attendees: unknown) => [...(attendees as object[]), guest],
      'somebody is lost, and invited again': (attendees: unknown) => without('a@hts.example', attendees),
    };
    for (const [what, change] of Object.entries(meanwhile)) {
      const { graph, send } = harness();
      await send(planFor(fewer));
      const event = graph.events[0]!;
      const lost = { status: 504, after: true };
      graph.troubles.push({ method: 'PATCH', how: { status: 403 } }, { method: 'PATCH', how: lost });
      let once = true;
      graph.set({
        onRequest: ({ method }) => {
          if (method !== 'GET' || !once || !addressesOf(event).includes('b@hts.example')) return;
          once = false;
          graph.byHand(event, { attendees: change(event.fields.attendees) });
        },
      });
      assert.deepEqual(statuses(await send(planFor())), ['updated'], what);
      assert.equal(once, false, what);
      const guests = what === 'a guest comes' ? ['guest@ccoe.example'] : [];
      assert.deepEqual(
        [...addressesOf(event)].sort(),
        ['a@hts.example', 'b@hts.example', 'c@cds.example', ...guests],
        what,
      );
      assert.deepEqual(statuses(await send(planFor(fewer))), ['updated'], what);
      assert.deepEqual([...addressesOf(event)].sort(), ['a@hts.example', 'c@cds.example', ...guests], what);
    }
  });

  it('ended before the record was brought up to date: whoever left and is put on it again by hand stays', async () => {
    for (const trouble of [false, true]) {
      const { graph, send } = harness();
      await send(planFor());
      const event = graph.events[0]!;
      const all = event.fields.attendees as object[];
      const list = () => graph.writes().filter(({ body }) => body?.attendees !== undefined).length;
      // The list goes out; what is remembered does not.
      graph.set({
        onRequest: ({ method, body }) => {
          const record = method === 'PATCH' && body?.attendees === undefined;
          if (record) graph.troubles.unshift({ method, how: { status: 403 } });
        },
      });
      assert.deepEqual(statuses(await send(planFor(fewer))), ['updated']);
      if (trouble) assert.deepEqual(statuses(await send(planFor(fewer))), ['unchanged']);
      graph.set({ onRequest: () => undefined });
      const lists = list();
      assert.deepEqual(statuses(await send(planFor(fewer))), ['unchanged']);
      const writes = graph.writes().length;
      assert.deepEqual(statuses(await send(planFor(fewer))), ['unchanged']);
      assert.equal(graph.writes().length, writes);
      graph.byHand(event, { attendees: all });
      assert.deepEqual(statuses(await send(planFor(fewer))), ['unchanged']);
      assert.equal(list(), lists);
      assert.deepEqual(addressesOf(event), ['a@hts.example', 'b@hts.example', 'c@cds.example']);
      // Still ours, and taken off: only who had left is forgotten.
      const answers = ['ManyRemoved'] as const;
      await send(planFor({ people: { hts: ['a@hts.example'], cds: [] } }), { answers });
      assert.deepEqual(addressesOf(event), ['a@hts.example', 'b@hts.example']);
    }
  });

  it('somebody adds a person at the same moment: nobody is lost', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const event = graph.events[0]!;
    const guest = { emailAddress: { address: 'guest@ccoe.example', name: 'Guest' }, type: 'optional' };
    let once = true;
    graph.set({
      onRequest: ({ method }) => {
        if (method !== 'PATCH' || !once) return;
        once = false;
        graph.byHand(event, { attendees: [...(event.fields.attendees as object[]), guest] });
      },
    });
    assert.deepEqual(statuses(await send(planFor(fewer))), ['updated']);
    assert.deepEqual(addressesOf(event), ['a@hts.example', 'c@cds.example', 'guest@ccoe.example']);
  });
});

describe('trouble while looking', () => {
  it('reads are repeated, and a read that stays in trouble sends nothing', async () => {
    const { graph, send, clock } = harness();
    graph.troubles.push({ method: 'GET', how: { status: 503 } }, { method: 'GET', how: 'reset-before' });
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.deepEqual(clock.slept, [2000, 4000]);
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'GET', how: { status: 500 } });
    const outcome = await send(planFor({ objectId: 'CHG-2' }));
    assert.equal(outcome.kind, 'refused');
    assert.equal(graph.events.length, 1);
  });
});
