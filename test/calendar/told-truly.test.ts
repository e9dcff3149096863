import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const refused = (status: number, code: string, message = 'No.') => ({
  status,
  body: JSON.stringify({ error: { code, message } }),
});

describe('a cancel that was not answered with success', () => {
  it('is not reported because the mailbox was not found: the meeting stands', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    graph.troubles.push({ method: 'POST', how: refused(503, 'serviceNotAvailable') });
    graph.set({
      onRequest: ({ method }) => {
        if (method === 'GET' && graph.seen.some(({ url }) => url.pathname.endsWith('/cancel')))
          graph.troubles.push({
            method: 'GET',
            how: refused(404, 'ResourceNotFound', 'Resource could not be discovered.'),
          });
      },
    });
    const outcome = await cancel(planFor());
    assert.equal(outcome.kind, 'unknown');
    assert.match('error' in outcome ? outcome.error.message : '', /no mailbox/);
    assert.equal(graph.alive().length, 1);
  });

  it('is reported when it had happened, although the event can still be read in Deleted Items', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    graph.troubles.push({ method: 'POST', how: { status: 504, after: true } });
    graph.set({ showing: (json) => ({ ...json, isCancelled: false }) });
    const outcome = await cancel(planFor());
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(statuses(outcome), ['cancelled']);
    assert.equal(graph.alive().length, 0);
  });
});

describe('a read', () => {
  it('that is answered 412 is tried again', async () => {
    const { graph, send } = harness();
    graph.troubles.push({ method: 'GET', how: refused(412, 'ErrorIrresolvableConflict') });
    assert.equal((await send(planFor())).kind, 'done');
    assert.equal(graph.alive().length, 1);
  });
});

describe('a mailbox that is full', () => {
  it('is told at once and as that: nothing was written, so nothing is unknown', async () => {
    const { graph, send } = harness();
    graph.troubles.push({ method: 'POST', how: refused(507, 'ErrorQuotaExceeded') });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'refused');
    assert.match('error' in outcome ? outcome.error.message : '', /is full/);
    assert.equal(graph.writes().length, 1);
  });
});

describe('a meeting made all-day by hand', () => {
  it('gets its times back with --force-update', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const [event] = graph.events;
    assert.ok(event);
    const midnight = (day: string) => ({ dateTime: `${day}T00:00:00.0000000`, timeZone: 'UTC' });
    graph.byHand(event, { isAllDay: true, start: midnight('2027-02-02'), end: midnight('2027-02-03') });
    assert.equal((await send(planFor())).kind, 'question');
    assert.deepEqual(statuses(await send(planFor(), { forceUpdate: true })), ['updated']);
    assert.equal(event.fields.isAllDay, false);
  });
});

describe('the same meeting of another organizer', () => {
  it('is asked about when the calendar has only an invitation with our mark', async () => {
    const { graph, send, cancel, memory } = harness();
    await send(planFor());
    memory.files.clear(); // another machine
    const copy = (json: object) => ({
      ...json,
      isOrganizer: false,
      organizer: { emailAddress: { address: 'old.boss@ccoe.example' } },
    });
    graph.set({ showing: (json) => copy(json) });
    const outcome = await send(planFor({ bodyText: 'Other words.' }));
    assert.equal(outcome.kind === 'question' && outcome.question.code, 'OtherOrganizer');
    assert.match(outcome.kind === 'question' ? outcome.question.message : '', /old\.boss@ccoe\.example/);
    assert.equal((await cancel(planFor())).kind, 'nothing');
    assert.equal(graph.writes().length, 1);
  });

  it('is asked about when the send history knows it, without any record in the file', async () => {
    const { graph, send, cancel } = harness();
    await send(planFor());
    const other = planFor({ organizer: 'new.boss@ccoe.example' });
    const outcome = await send(other);
    assert.equal(outcome.kind === 'question' && outcome.question.code, 'OtherOrganizer');
    assert.equal(graph.events.length, 1);
    // Not once it was cancelled there.
    await cancel(planFor());
    assert.deepEqual(statuses(await send(other)), ['created']);
  });
});

describe('two names of one mailbox', () => {
  it('give one transaction id, so that two sends at once make one meeting', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const [first] = graph.writes();
    await send(planFor({ organizer: 'team@ccoe.example' }), { answer: () => Promise.resolve(true) });
    const second = graph.writes().at(-1);
    assert.equal(second?.body?.transactionId, first?.body?.transactionId);
  });
});

describe('an attendee given as name and address', () => {
  it('is that address', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.set({
      showing: (json) => ({
        ...json,
        attendees: (json.attendees as { emailAddress: { address: string } }[]).map((one) => ({
          ...one,
          emailAddress: { name: 'Jane Doe', address: `Jane Doe <${one.emailAddress.address}>` },
        })),
      }),
    });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    assert.equal(graph.writes().length, 1);
  });
});
