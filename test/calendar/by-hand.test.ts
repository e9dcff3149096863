import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { testPlan } from '../../src/calendar/index.ts';
import { decidePart } from '../../src/calendar/decide.ts';
import type { FoundEvent } from '../../src/calendar/find.ts';
import {
  NOBODY_BY_HAND,
  partitionAttendees,
  planParts,
  type ByHand,
  type InvitePlan,
} from '../../src/invite/index.ts';
import { address, carriedOut, changedByHand, onlyTarget, plan } from './support/arbitrary.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

/** A plan with decisions about single people, as the invite room makes it. */
function decided(of: InvitePlan, byHand: ByHand): InvitePlan {
  const gone = new Set([...byHand.leftOut, ...byHand.takenOff]);
  const known = new Set(of.attendees.map(({ email }) => email));
  const attendees = [
    ...of.attendees,
    ...byHand.added.filter((email) => !known.has(email)).map((email) => ({ email, customerCodes: [] })),
  ]
    .filter(({ email }) => !gone.has(email))
    .sort((a, b) => (a.email < b.email ? -1 : 1));
  const parts = planParts(partitionAttendees(attendees, of.meeting.customerCodes), of.subject);
  return { ...of, attendees, parts, byHand };
}

const decide = (of: InvitePlan, found: FoundEvent | undefined) =>
  decidePart({
    plan: of,
    target: onlyTarget(of, found),
    found,
    accepted: new Set(['DifferentMeeting', 'MovedByHand']),
    forceUpdate: false,
  });

async function after(of: InvitePlan, found: FoundEvent | undefined): Promise<FoundEvent | undefined> {
  const decision = decide(of, found);
  return decision.kind === 'unchanged' ? found : carriedOut(of, decision, found);
}

const on = (found: FoundEvent | undefined): readonly string[] =>
  (found?.event.attendees ?? []).map((one) => one.address);

const some = fc.uniqueArray(address, { maxLength: 3 });

describe('people decided about by hand, on the calendar', () => {
  it('left out: whoever is on the meeting stays on it, whoever put them there', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, some, some, async (first, second, guests, leftOut) => {
        const before = await after(first, undefined);
        const there = before === undefined ? undefined : changedByHand(before, { adds: guests, removes: [] });
        const now = await after(decided(second, { ...NOBODY_BY_HAND, leftOut }), there);
        const stay = on(there).filter((one) => leftOut.includes(one));
        for (const one of stay) assert.ok(on(now).includes(one), one);
        for (const one of leftOut) if (!stay.includes(one)) assert.ok(!on(now).includes(one), one);
      }),
    );
  });

  it('taken off: they leave it, and nobody else does because of that', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, some, some, async (first, second, guests, takenOff) => {
        const before = await after(first, undefined);
        const there = before === undefined ? undefined : changedByHand(before, { adds: guests, removes: [] });
        const now = await after(decided(second, { ...NOBODY_BY_HAND, takenOff }), there);
        for (const one of takenOff) assert.ok(!on(now).includes(one), one);
        const without = on(await after(second, there)).filter((one) => !takenOff.includes(one));
        for (const one of without) assert.ok(on(now).includes(one), one);
      }),
    );
  });

  it('added: a later send that knows nothing of it removes none of them', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, some, async (first, second, added) => {
        const manual = new Set([...first.meeting.manualAttendees, ...second.meeting.manualAttendees]);
        const subscribed = new Set(
          first.attendees.filter(({ customerCodes }) => customerCodes.length > 0).map(({ email }) => email),
        );
        const there = await after(decided(first, { ...NOBODY_BY_HAND, added }), undefined);
        const now = await after(second, there);
        for (const one of added)
          if (!manual.has(one) && !subscribed.has(one)) assert.ok(on(now).includes(one), one);
      }),
    );
  });

  it('are all settled by one send: a second one finds nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, some, some, some, async (first, second, added, leftOut, takenOff) => {
        const there = await after(first, undefined);
        const of = decided(second, { added, leftOut, takenOff });
        const now = await after(of, there);
        if (now !== undefined) assert.equal(decide(of, now).kind, 'unchanged');
      }),
    );
  });

  it('end to end: left out stays, taken off goes, and both are told apart by nothing else', async () => {
    const { graph, send } = harness();
    const of = planFor();
    assert.deepEqual(statuses(await send(of)), ['created']);
    const leftOut = decided(of, { ...NOBODY_BY_HAND, leftOut: ['b@hts.example'] });
    assert.deepEqual(statuses(await send(leftOut)), ['unchanged']);
    const takenOff = decided(of, { ...NOBODY_BY_HAND, takenOff: ['b@hts.example'] });
    const outcome = await send(takenOff);
    assert.deepEqual(statuses(outcome), ['updated']);
    assert.equal(outcome.events[0]?.attendees, 2);
    assert.equal(graph.events.length, 1);
  });

  it('mean nothing for a test', () => {
    const of = decided(planFor(), { ...NOBODY_BY_HAND, leftOut: ['me@example.com'] });
    assert.equal(testPlan(of, 'me@example.com').byHand, NOBODY_BY_HAND);
  });
});
