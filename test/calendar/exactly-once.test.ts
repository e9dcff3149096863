import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { address } from './support/arbitrary.ts';
import { addressesOf, type Trouble } from './support/fake-graph.ts';
import { harness } from './support/harness.ts';
import { goEvent } from './support/go-event.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const how: fc.Arbitrary<Trouble['how']> = fc.constantFrom<Trouble['how']>(
  'reset-before',
  'reset-after',
  'garbage-after',
  { status: 503 },
  { status: 504, after: true },
  { status: 500, after: true },
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 412 },
  { status: 403 },
);
const trouble: fc.Arbitrary<Trouble> = fc.record({ method: fc.constantFrom('GET', 'POST', 'PATCH'), how });

/** One run: who is in the plan, what goes wrong, whether and how the event is cancelled first, and whether the search lags behind. */
const run = fc.record({
  people: fc.uniqueArray(address, { minLength: 1, maxLength: 5 }),
  subject: fc.constantFrom('One', 'Two'),
  troubles: fc.array(trouble, { maxLength: 6 }),
  cancelled: fc.constantFrom('no', 'by hand', 'from here'),
  indexed: fc.boolean(),
  forceUpdate: fc.boolean(),
});

describe('exactly once', () => {
  it('whatever goes wrong in whatever runs: never two events, and one clean run makes it right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 4 }), async (runs) => {
        const { graph, send, cancel } = harness();
        // Told as not remembered: these alone may stay.
        const mayStay = new Set<string>();
        for (const { people, subject, troubles, cancelled, indexed, forceUpdate } of runs) {
          const [alive] = graph.alive();
          if (cancelled === 'by hand' && alive !== undefined) graph.byHand(alive, { isCancelled: true });
          graph.troubles.splice(0, Infinity, ...troubles);
          graph.set({ indexed });
          const plan = planFor({ people: { hts: people }, subject });
          if (cancelled === 'from here') {
            const ended = await cancel(plan, { forceUpdate: true });
            // Told as cancelled only when it is.
            if (ended.kind === 'done') assert.equal(graph.alive().length, 0);
          }
          const sent = await send(plan, { forceUpdate });
          const told = sent.events.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code));
          if (told.includes('RecordNotKept')) for (const one of people) mayStay.add(one);
          assert.ok(graph.alive().length <= 1);
        }
        graph.troubles.length = 0;
        graph.set({ indexed: true });
        const last = planFor({ people: { hts: ['last@hts.example'] } });
        const answers = ['DifferentMeeting', 'CancelledByHand'] as const;
        const outcome = await send(last, { forceUpdate: true, answers });
        assert.equal(outcome.kind, 'done');
        assert.equal(graph.alive().length, 1);
        const on = addressesOf(graph.alive()[0]!);
        assert.deepEqual(
          on.filter((one) => !mayStay.has(one)),
          ['last@hts.example'],
        );
        const writes = graph.writes().length;
        assert.equal((await send(last)).kind, 'done');
        assert.equal(graph.writes().length, writes);
      }),
      { numRuns: 150 },
    );
  });

  it('made elsewhere first: whatever goes wrong, with a yes it is that one event, and nobody on it is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 3 }), async (runs) => {
        const { graph, send } = harness();
        const event = graph.place(ORGANIZER, goEvent(planFor(), { attendees: ['old@hts.example'] }));
        const answer = () => Promise.resolve(true);
        for (const { people, troubles, forceUpdate } of runs) {
          graph.troubles.splice(0, Infinity, ...troubles);
          await send(planFor({ people: { hts: people } }), { answer, forceUpdate });
          assert.equal(graph.events.length, 1);
        }
        graph.troubles.length = 0;
        const last = planFor({ people: { hts: ['last@hts.example'] } });
        assert.equal((await send(last, { answer })).kind, 'done');
        assert.equal(graph.events.length, 1);
        assert.deepEqual(addressesOf(event).slice(0, 1), ['old@hts.example']);
        assert.ok(addressesOf(event).includes('last@hts.example'));
        const writes = graph.writes().length;
        assert.equal((await send(last)).kind, 'done');
        assert.equal(graph.writes().length, writes);
      }),
      { numRuns: 60 },
    );
  });

  it('two runs of different plans at the same moment, with trouble: one event, and nobody added by hand is lost', async () => {
    const guest = { emailAddress: { address: 'guest@ccoe.example', name: 'Guest' }, type: 'optional' };
    await fc.assert(
      fc.asyncProperty(run, run, fc.scheduler(), async (one, two, scheduler) => {
        const { graph, send } = harness();
        graph.set({ delay: (work) => scheduler.schedule(Promise.resolve(), work) });
        graph.troubles.push(...one.troubles, ...two.troubles);
        const both = [one, two].map(({ people, subject, forceUpdate }) =>
          send(planFor({ people: { hts: people }, subject }), { forceUpdate }),
        );
        await scheduler.waitFor(Promise.all(both));
        assert.ok(graph.events.length <= 1);
        graph.set({ delay: () => Promise.resolve() });
        graph.troubles.length = 0;
        await send(planFor({ people: { hts: one.people } }), { forceUpdate: true });
        const [event] = graph.alive();
        assert.ok(event);
        graph.byHand(event, { attendees: [...(event.fields.attendees as object[]), guest] });
        graph.set({ delay: (work) => scheduler.schedule(Promise.resolve(), work) });
        const again = [one, two].map(({ people }) => send(planFor({ people: { hts: people } })));
        await scheduler.waitFor(Promise.all(again));
        assert.equal(graph.alive().length, 1);
        assert.ok(addressesOf(event).includes('guest@ccoe.example'));
        assert.equal(new Set(addressesOf(event)).size, addressesOf(event).length);
      }),
      { numRuns: 100 },
    );
  });
});
