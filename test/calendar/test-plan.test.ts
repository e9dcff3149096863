import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testPlan } from '../../src/calendar/index.ts';
import { planBlocks } from '../../src/invite/index.ts';
import { addressesOf } from './support/fake-graph.ts';
import { goEvent } from './support/go-event.ts';
import { harness, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const ME = 'me@ccoe.example';

describe('a test', () => {
  it('is the same plan to one person, marked, under a key of its own', () => {
    const plan = planFor({ missing: ['fin'], acceptedPartial: false });
    const test = testPlan(plan, ` ${ME} `);
    assert.equal(test.subject, `[TEST] ${plan.subject}`);
    assert.deepEqual(test.parts, [
      { number: 1, subject: test.subject, attendees: [{ email: ME, customerCodes: [] }] },
    ]);
    assert.equal(test.bodyHtml, plan.bodyHtml);
    assert.deepEqual([test.start, test.end, test.location], [plan.start, plan.end, plan.location]);
    assert.deepEqual(planBlocks(test), []);
    assert.notEqual(test.key, plan.key);
    assert.equal(testPlan(plan, ME.toUpperCase()).key, test.key);
    assert.notEqual(testPlan(plan, 'you@ccoe.example').key, test.key);
    assert.match(test.fingerprint, /^[0-9a-f]{64}$/);
  });

  it('leaves the meeting alone, and the meeting leaves it alone', async () => {
    const { graph, send } = harness();
    const test = testPlan(planFor(), ME);
    assert.deepEqual(statuses(await send(test)), ['created']);
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.deepEqual(statuses(await send(test)), ['unchanged']);
    assert.deepEqual(graph.events.map(addressesOf), [
      [ME],
      ['a@hts.example', 'b@hts.example', 'c@cds.example'],
    ]);
    assert.deepEqual(statuses(await send(testPlan(planFor({ bodyText: 'New.' }), ME))), ['updated']);
  });

  it('takes over nothing, whatever the file names or the calendar has', async () => {
    const { graph, send } = harness();
    const test = testPlan(planFor(), ME);
    const there = graph.place(ORGANIZER, goEvent(planFor(), { subject: test.subject }));
    const knownMeeting = { id: there.id, organizer: 'other@ccoe.example', cancelled: false };
    assert.deepEqual(statuses(await send(test, { knownMeeting, forceUpdate: true })), ['created']);
    assert.deepEqual(
      statuses(await send(test, { knownMeeting: { ...knownMeeting, organizer: ORGANIZER } })),
      ['unchanged'],
    );
    assert.equal(there.version, 1);
  });

  it('is on record as a test', async () => {
    const { send, journal } = harness();
    await send(testPlan(planFor(), ME));
    const [entry] = await journal.read();
    assert.equal(entry?.stage === 'before' && entry.test, true);
  });
});
