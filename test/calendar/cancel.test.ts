import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meetingOnFile, sendLines } from '../../src/calendar/index.ts';
import { recordedCalls } from '../../src/history/index.ts';
import { transactionId } from '../../src/calendar/transaction-id.ts';
import { goEvent } from './support/go-event.ts';
import { harness, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const people = Object.fromEntries(
  ['c0', 'c1', 'c2'].map((code) => [code, Array.from({ length: 400 }, (_, i) => `p${i}@${code}.example`)]),
);
const lastCancel = async (journal: ReturnType<typeof harness>['journal']) =>
  recordedCalls(await journal.read())
    .filter(({ before }) => before.action === 'cancel')
    .at(-1);

describe('cancelMeeting', () => {
  it('tells everybody, with the comment, and is on record', async () => {
    const { graph, send, cancel, journal, reported } = harness();
    await send(planFor());
    const outcome = await cancel(planFor(), { comment: 'Not this week.' });
    assert.deepEqual(statuses(outcome), ['cancelled']);
    assert.equal(outcome.events[0]?.id, graph.events[0]?.id);
    assert.equal(graph.events[0]?.fields.comment, 'Not this week.');
    assert.deepEqual(graph.alive(), []);
    assert.equal((await lastCancel(journal))?.after?.result, 'done');
    assert.ok(reported.flatMap(sendLines).some((line) => /Cancelling meeting: .*\(3 attendees/.test(line)));
  });

  it('scheduling again afterwards makes a new event, without a question and under the next generation', async () => {
    const { graph, send, cancel } = harness();
    for (const generation of [0, 1, 2]) {
      assert.deepEqual(statuses(await send(planFor())), ['created']);
      const [alive] = graph.alive();
      assert.equal(
        alive?.fields.transactionId,
        transactionId(planFor().key, 1, generation),
        `generation ${generation}`,
      );
      assert.equal(graph.alive().length, 1);
      assert.deepEqual(statuses(await cancel(planFor())), ['cancelled']);
    }
    // Each create was one call: nothing had to be found out from Graph's refusals.
    const creates = graph.writes().filter(({ url }) => url.pathname.endsWith('/events'));
    assert.equal(creates.length, 3);
  });

  it('the cancel’s record alone does not raise the generation: Graph has to have confirmed it', async () => {
    const { graph, send, cancel, journal } = harness();
    await send(planFor());
    graph.troubles.push({
      method: 'POST',
      how: { status: 403, body: '{"error":{"code":"ErrorAccessDenied"}}' },
    });
    const outcome = await cancel(planFor());
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.error.code, 'ErrorAccessDenied');
    assert.deepEqual(outcome.events, []);
    assert.equal((await lastCancel(journal))?.after?.result, 'refused');
    assert.equal(graph.alive().length, 1);
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
  });

  for (const how of ['reset-after', { status: 504, after: true }] as const) {
    it(`an answer that is lost: looked at, not cancelled twice (${JSON.stringify(how)})`, async () => {
      const { graph, send, cancel, journal, clock } = harness();
      await send(planFor());
      graph.troubles.push({ method: 'POST', how });
      assert.deepEqual(statuses(await cancel(planFor())), ['cancelled']);
      assert.deepEqual(clock.slept, [2000]);
      assert.equal(graph.writes().filter(({ url }) => url.pathname.endsWith('/cancel')).length, 1);
      assert.equal((await lastCancel(journal))?.after?.result, 'done');
      assert.deepEqual(statuses(await send(planFor())), ['created']);
    });
  }

  it('503 twice, then done; three times: not known', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'POST', how: { status: 503 } });
    assert.equal((await cancel(planFor())).kind, 'unknown');
    for (let i = 0; i < 2; i += 1) graph.troubles.push({ method: 'POST', how: { status: 503 } });
    assert.deepEqual(statuses(await cancel(planFor())), ['cancelled']);
  });

  it('somebody else cancels it at the same moment: it is cancelled', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    graph.set({
      onRequest: ({ url }) => {
        if (url.pathname.endsWith('/cancel')) graph.byHand(graph.events[0]!, { isCancelled: true });
      },
    });
    assert.deepEqual(statuses(await cancel(planFor())), ['cancelled']);
  });

  it('every event of a split meeting, the online one last; goes on after a failure', async () => {
    const { graph, send, cancel } = harness();
    const plan = planFor({ people });
    await send(plan);
    let cancels = 0;
    graph.set({
      onRequest: ({ url }) => {
        if (url.pathname.endsWith('/cancel') && ++cancels === 2)
          graph.troubles.push({ method: 'POST', how: { status: 403 } });
      },
    });
    const outcome = await cancel(plan);
    assert.equal(outcome.kind, 'partial');
    assert.deepEqual(
      outcome.events.map(({ subject }) => subject),
      [`${plan.subject} (3 of 3)`],
    );
    assert.match(outcome.error.message, /Event 2 of 3.*Done: ".*\(3 of 3\)"/);
    assert.deepEqual(statuses(await cancel(plan)), ['cancelled', 'cancelled']);
    assert.deepEqual(graph.alive(), []);
    assert.deepEqual(statuses(await send(plan)), ['created', 'created', 'created']);
  });

  it('stopped between two events: the one under way is finished', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor({ people }));
    const stop = new AbortController();
    graph.set({ onRequest: ({ url }) => (url.pathname.endsWith('/cancel') ? stop.abort() : undefined) });
    const outcome = await cancel(planFor({ people }), { signal: stop.signal });
    assert.equal(outcome.kind, 'partial');
    assert.equal(graph.alive().length, 2);
  });

  it('nothing there: says whether it was cancelled already', async () => {
    const { graph, send, cancel } = harness();
    const never = await cancel(planFor());
    assert.deepEqual(never, { kind: 'nothing', alreadyCancelled: false, events: [] });
    await send(planFor());
    await cancel(planFor());
    assert.deepEqual(await cancel(planFor()), { kind: 'nothing', alreadyCancelled: true, events: [] });
    assert.equal(graph.writes().length, 2);
  });

  it('cancelled from here and gone without a trace: it was cancelled already; sent again since, it was not', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    await cancel(planFor());
    graph.events.splice(0);
    assert.deepEqual(await cancel(planFor()), { kind: 'nothing', alreadyCancelled: true, events: [] });
    await send(planFor());
    graph.events.splice(0);
    assert.deepEqual(await cancel(planFor()), {
      kind: 'nothing',
      alreadyCancelled: false,
      gone: true,
      events: [],
    });
  });

  it('asks about what may be another meeting, and cancels it only with a yes', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    const other = planFor({ subject: 'Other', start: '2027-03-03T10:00:00', end: '2027-03-03T11:00:00' });
    const asked = await cancel(other);
    assert.equal(asked.kind === 'question' && asked.question.code, 'DifferentMeeting');
    graph.place(ORGANIZER, goEvent(planFor({ objectId: 'CHG-2', subject: 'By Go' })));
    const go = planFor({ objectId: 'CHG-2', subject: 'By Go' });
    const unmarked = await cancel(go);
    assert.equal(unmarked.kind === 'question' && unmarked.question.code, 'SameSubjectAndStart');
    assert.equal(graph.alive().length, 2);
    assert.deepEqual(statuses(await cancel(go, { forceUpdate: true })), ['cancelled']);
    assert.deepEqual(statuses(await cancel(other, { answer: () => Promise.resolve(true) })), ['cancelled']);
  });

  it('needs nobody’s answer: the file and the sender are enough', async () => {
    const { send, cancel } = harness();
    const plan = planFor();
    await send(plan);
    const sought = meetingOnFile(plan.meeting, ` ${ORGANIZER} `);
    assert.equal(sought.key, plan.key);
    assert.deepEqual(statuses(await cancel({ ...plan, ...sought })), ['cancelled']);
  });
});
