import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decidePart } from '../../src/calendar/decide.ts';
import type { FoundEvent } from '../../src/calendar/find.ts';
import type { InvitePlan } from '../../src/invite/index.ts';
import { byHand, carriedOut, changedByHand, onlyTarget, plan } from './support/arbitrary.ts';
import { planFor } from './support/plans.ts';

const decide = (of: InvitePlan, found: FoundEvent | undefined, forceUpdate = false) =>
  decidePart({
    plan: of,
    target: onlyTarget(of, found),
    found,
    accepted: new Set(['DifferentMeeting', 'MovedByHand']),
    forceUpdate,
  });

const created = async (of: InvitePlan): Promise<FoundEvent> =>
  carriedOut(of, decide(of, undefined), undefined);

describe('decidePart', () => {
  it('has nothing left to do after it was carried out, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(plan, byHand), { minLength: 1, maxLength: 5 }), async (steps) => {
        let found: FoundEvent | undefined;
        for (const [next, hand] of steps) {
          if (found !== undefined) found = changedByHand(found, hand);
          const decision = decide(next, found);
          if (decision.kind !== 'unchanged') found = await carriedOut(next, decision, found);
          assert.equal(decide(next, found).kind, 'unchanged');
        }
      }),
    );
  });

  it('mails nobody but those added and removed when only attendees differ', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, async (first, second) => {
        const found = await created(first);
        const sameButPeople = {
          ...first,
          attendees: second.attendees,
          parts: second.parts,
          answered: second.answered,
        };
        const decision = decide(sameButPeople, found);
        if (decision.kind === 'unchanged') return;
        assert.equal(decision.kind, 'update');
        const { attendees, ...others } = decision.changes;
        assert.equal(attendees, true);
        assert.deepEqual(Object.values(others).filter(Boolean), []);
      }),
    );
  });

  it('sends everything but body and attendees again when forced on an unchanged meeting', async () => {
    const of = planFor();
    const decision = decide(of, await created(of), true);
    assert.equal(decision.kind, 'update');
    assert.equal(decision.resend, true);
    assert.deepEqual(decision.changes, {
      subject: true,
      time: true,
      location: true,
      hideAttendees: true,
      body: false,
      attendees: false,
    });
  });

  it('hides attendees again before it adds one, and does not write for that alone', async () => {
    const of = planFor({ hideAttendees: true });
    const found = await created(of);
    const shown = { ...found, event: { ...found.event, hideAttendees: false } };
    assert.equal(decide(of, shown).kind, 'unchanged');
    const more = planFor({
      people: { hts: ['a@hts.example', 'b@hts.example', 'd@hts.example'], cds: ['c@cds.example'] },
    });
    const decision = decide(more, shown);
    assert.equal(decision.kind, 'update');
    assert.equal(decision.changes.hideAttendees, true);
  });

  it('sends body and record where there is no record, once', async () => {
    const of = planFor();
    const { event } = await created(of);
    const decision = decide(of, { event });
    assert.equal(decision.kind, 'update');
    assert.equal(decision.changes.body, true);
    assert.equal(decision.changes.attendees, false);
    assert.equal(decide(of, await carriedOut(of, decision, { event })).kind, 'unchanged');
  });

  it('takes the same moment in another zone for unchanged', async () => {
    const of = planFor();
    const found = await created(of);
    const start = { ...of.start, dateTime: '2027-02-02T15:00:00', timeZone: 'UTC' };
    assert.equal(decide({ ...of, start }, found).kind, 'unchanged');
  });

  it('judges times by the record where Graph names a zone that is not known here', async () => {
    const of = planFor();
    const found = await created(of);
    const { startMs, endMs, ...event } = found.event;
    assert.ok(startMs !== undefined && endMs !== undefined);
    assert.equal(decide(of, { ...found, event }).kind, 'unchanged');
    const later = decide(planFor({ start: '2027-02-02T10:30:00' }), { ...found, event });
    assert.equal(later.kind, 'update');
    assert.equal(later.changes.time, true);
  });

  it('refuses more than 500 and a list with attendees that cannot be sent again', async () => {
    const of = planFor();
    const found = await created(of);
    const guests = Array.from({ length: 498 }, (_, i) => ({
      address: `g${i}@ccoe.example`,
      type: 'optional' as const,
    }));
    const full = { ...found, event: { ...found.event, attendees: [...found.event.attendees, ...guests] } };
    assert.equal(decide(of, full).kind, 'unchanged');
    const fewer = planFor({ people: { hts: ['a@hts.example'], cds: [] } });
    const nameless = { ...found, event: { ...found.event, attendeesWithoutAddress: 1 } };
    const refused = [
      decide(fewer, nameless),
      decidePart({
        plan: of,
        target: {
          number: 1,
          total: 1,
          subject: of.subject,
          attendees: guests.map(({ address }) => ({ email: address, customerCodes: [] })),
        },
        found,
        accepted: new Set(),
        forceUpdate: true,
      }),
    ];
    assert.deepEqual(
      refused.map((decision) => (decision.kind === 'refused' ? decision.error.code : decision.kind)),
      ['AttendeeWithoutAddress', 'TooManyAttendees'],
    );
  });
});
