import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookForPlan } from '../../src/calendar/index.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const yes = { answer: () => Promise.resolve(true) };
const codeOf = (outcome: object): string | undefined =>
  'question' in outcome ? (outcome.question as { code: string }).code : undefined;

/** The event is in Deleted Items: its immutable id finds it, as if nothing had happened, and nothing else does. */
function deleted({ graph }: ReturnType<typeof harness>): void {
  const [event] = graph.events;
  graph.set({
    showing: (json, answer, stored) =>
      stored === event && (answer === 'list' || answer === 'view') ? undefined : json,
  });
}

describe('a meeting that was sent', () => {
  it('and was deleted in Outlook is asked about, in the dry run too, and --force-update is no yes', async () => {
    for (const readable of [true, false]) {
      const desk = harness();
      const { graph, send, calendar, journal, cancel } = desk;
      await send(planFor());
      if (readable) deleted(desk);
      else graph.events.splice(0);
      const { signal } = new AbortController();
      const look = await lookForPlan(planFor(), calendar, { journal, signal });
      assert.equal(look.question?.code, 'KnownMeetingGone', String(readable));
      assert.equal(codeOf(await send(planFor(), { forceUpdate: true })), 'KnownMeetingGone');
      assert.equal(codeOf(await send(planFor({ bodyText: 'Other words.' }))), 'KnownMeetingGone');
      const over = await cancel(planFor());
      assert.deepEqual([over.kind, over.kind === 'nothing' && over.gone], ['nothing', true]);
      assert.equal(graph.writes().length, 1);
      assert.deepEqual(statuses(await send(planFor(), yes)), ['created']);
      assert.equal(graph.writes().filter(({ method }) => method === 'PATCH').length, 0);
    }
  });

  it('and cancelled from here is not looked up again by its id, whatever that answers', async () => {
    const desk = harness();
    const { graph, send, cancel } = desk;
    await send(planFor());
    await cancel(planFor());
    deleted(desk);
    graph.set({
      showing: (json, answer, stored) =>
        answer === 'create' || stored !== graph.events[0]
          ? json
          : answer === 'one'
            ? { ...json, isCancelled: false }
            : undefined,
    });
    const again = await cancel(planFor());
    assert.deepEqual([again.kind, again.kind === 'nothing' && again.alreadyCancelled], ['nothing', true]);
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.equal(graph.alive().length, 1);
  });

  it('and moved to another calendar is no second meeting from a machine that does not know it', async () => {
    const desk = harness();
    const { graph, send, memory } = desk;
    await send(planFor());
    deleted(desk); // as far as lists go, another calendar looks the same
    memory.files.clear();
    const outcome = await send(planFor({ bodyText: 'Other words.' }));
    assert.equal(codeOf(outcome), 'KnownMeetingGone');
    assert.equal(graph.events.length, 1);
  });

  it('is not made anew because the id of a duplicate finds nothing', async () => {
    const desk = harness();
    const { graph, send, memory } = desk;
    await send(planFor());
    memory.files.clear();
    graph.set({ showing: (json, answer) => (answer === 'create' ? json : undefined) });
    assert.equal(codeOf(await send(planFor({ bodyText: 'Other words.' }))), 'KnownMeetingGone');
    assert.equal(graph.events.length, 1);
  });
});

describe('two sends at one moment that Graph does not tell apart', () => {
  it('are told at once: sent, two events, and which one to keep', async () => {
    const { graph, send } = harness();
    const other = planFor();
    graph.set({
      onRequest: ({ method, body }) => {
        if (method !== 'POST' || graph.events.length > 0) return;
        const event = graph.place(other.organizer, { ...body, transactionId: 'another' });
        event.fields.createdDateTime = '2027-01-04T11:59:59Z';
      },
    });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'differs');
    assert.ok('error' in outcome);
    assert.equal(outcome.error.code, 'SeveralMatches');
    assert.match(outcome.error.message, /was sent.*2 events.*Keep .*2027-01-04T11:59:59/);
    assert.deepEqual(statuses(outcome), ['created']);
    assert.equal(codeOf(await send(planFor())), 'SeveralMatches');
  });
});

describe('an event that was made a series by hand', () => {
  it('is asked about before it is changed or cancelled', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    graph.byHand(graph.events[0]!, { type: 'seriesMaster' });
    const other = planFor({ bodyText: 'Other words.' });
    assert.equal(codeOf(await send(other, { forceUpdate: true })), 'SeriesByHand');
    assert.equal(codeOf(await cancel(planFor(), { forceUpdate: true })), 'SeriesByHand');
    assert.equal(graph.writes().length, 1);
    assert.deepEqual(statuses(await send(other, yes)), ['updated']);
  });
});
