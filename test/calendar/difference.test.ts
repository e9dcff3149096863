import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparePlan, readMeeting } from '../../src/calendar/index.ts';
import { NOBODY_BY_HAND, type InvitePlan } from '../../src/invite/index.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const signal = new AbortController().signal;
const crowd = (code: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `p${String(index).padStart(3, '0')}@${code}.example`);
const GUARDED = { bodyHtml: '<p>Nobody is named.</p>', bodyText: 'Nobody is named.' };

/** A plan as `auto` makes it for one customer: visible, and naming it. */
const alone = (people: readonly string[], byHand?: InvitePlan['byHand']): InvitePlan => ({
  ...planFor({ people: { hts: people }, hideAttendees: false, bodyText: 'Stakeholders: HTS' }),
  guarded: GUARDED,
  ...(byHand !== undefined && { byHand }),
});

describe('who stays on a meeting of several events', () => {
  it('keeps all of them hidden and unnamed, until the others are taken off', async () => {
    const { graph, send, calendar, journal } = harness();
    const [ours, theirs] = [crowd('hts', 400), crowd('cds', 300)];
    await send(planFor({ people: { hts: ours, cds: theirs } }));
    assert.equal(graph.alive().length, 2);

    const plan = alone(ours);
    const look = async (of: InvitePlan) =>
      comparePlan(of, await readMeeting(of, calendar, { signal, journal }));
    const stay = await look(plan);
    assert.equal(stay.plan.hideAttendees, true);
    assert.equal(stay.plan.bodyHtml, GUARDED.bodyHtml);
    assert.deepEqual([stay.attendees.kept.length, stay.attendees.removed.length], [300, 0]);
    assert.deepEqual(
      stay.leftTheFile.map(({ customerCode, people }) => [customerCode, people.length]),
      [['cds', 300]],
    );
    await send(plan);
    for (const { fields } of graph.alive()) {
      assert.equal(fields.hideAttendees, true);
      assert.doesNotMatch(JSON.stringify(fields.body), /HTS/);
    }

    const off = alone(ours, { ...NOBODY_BY_HAND, takenOffCustomers: ['cds'] });
    const leave = await look(off);
    assert.deepEqual([leave.attendees.kept.length, leave.attendees.removed.length], [0, 300]);
    assert.ok(leave.attendees.removed.every(({ reason }) => reason === 'taken off'));
    assert.deepEqual(leave.questions, []);
    assert.notEqual(leave.fingerprint, stay.fingerprint);
    assert.ok(statuses(await send(off)).includes('updated'));
    assert.equal(
      graph.alive().reduce((sum, { fields }) => sum + (fields.attendees as object[]).length, 0),
      400,
    );
  });

  it('never makes an event visible while somebody added by hand is on it, not even when forced', async () => {
    const { graph, send } = harness();
    await send(planFor({ people: { hts: crowd('hts', 2) } }));
    const event = graph.events[0]!;
    assert.equal(event.fields.hideAttendees, true);
    const guest = { emailAddress: { address: 'guest@ccoe.example', name: 'Guest' }, type: 'optional' };
    graph.byHand(event, { attendees: [...(event.fields.attendees as object[]), guest] });
    await send(alone(crowd('hts', 2)), { forceUpdate: true });
    assert.equal(event.fields.hideAttendees, true);
    graph.byHand(event, { attendees: (event.fields.attendees as object[]).slice(0, 2) });
    await send(alone(crowd('hts', 2)), { forceUpdate: true });
    assert.equal(event.fields.hideAttendees, false);
  });
});
