import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FoundEvent } from '../../src/calendar/find.ts';
import { calendarEvent } from '../../src/calendar/graph-event.ts';
import { mergeAttendees } from '../../src/calendar/merge.ts';
import { addressHash } from '../../src/calendar/record.ts';
import { sentBy } from '../../src/calendar/record.ts';
import { address, CUSTOMERS, plan } from './support/arbitrary.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

/** Somebody on an event: of our record (with customers) or added by hand, spelled as servers like. */
const onEvent = fc.record({
  mail: address,
  codes: fc.option(fc.subarray([...CUSTOMERS]), { nil: undefined }),
  spelling: fc.constantFrom('as is', 'upper'),
});
type OnEvent = typeof onEvent extends fc.Arbitrary<infer T> ? T : never;

function eventWith(key: string, people: readonly OnEvent[]): FoundEvent {
  const of = planFor();
  return {
    event: calendarEvent.parse({
      id: 'id-1',
      attendees: people.map(({ mail, spelling }) => ({
        type: 'optional',
        emailAddress: { address: spelling === 'upper' ? mail.toUpperCase() : mail, name: `Name of ${mail}` },
      })),
    }),
    record: {
      part: 1,
      parts: 1,
      sent: sentBy(of, undefined),
      added: new Map(
        people.flatMap(({ mail, codes }) => (codes ? [[addressHash(key, mail), codes] as const] : [])),
      ),
    },
  };
}

describe('mergeAttendees', () => {
  it('keeps, adds and removes exactly whom it may', () => {
    fc.assert(
      fc.property(plan, fc.uniqueArray(onEvent, { selector: ({ mail }) => mail }), (of, people) => {
        const merge = mergeAttendees(of, of.attendees, eventWith(of.key, people));
        const after = new Set(merge.attendees.map((one) => one.address.toLowerCase()));
        const inPlan = new Set(of.attendees.map(({ email }) => email));
        for (const mail of inPlan) assert.ok(after.has(mail), 'everybody of the plan is on it');
        for (const { mail, codes } of people) {
          const mayGo = !inPlan.has(mail) && codes?.every((code) => of.answered.includes(code)) === true;
          assert.equal(after.has(mail), !mayGo, `${mail} ${String(codes)}`);
        }
        assert.equal(merge.attendees.length, after.size);
        assert.equal(merge.changed, merge.added + merge.removed > 0);
      }),
    );
  });

  it('records only whom we added, and forgets no customer that has not answered', () => {
    fc.assert(
      fc.property(plan, fc.uniqueArray(onEvent, { selector: ({ mail }) => mail }), (of, people) => {
        const { recorded } = mergeAttendees(of, of.attendees, eventWith(of.key, people));
        for (const { mail, codes } of people) {
          const now = recorded.get(addressHash(of.key, mail));
          if (codes === undefined) assert.equal(now, undefined);
          else for (const code of codes) if (!of.answered.includes(code)) assert.ok(now?.includes(code));
        }
      }),
    );
  });

  it('sends names and types of those who are there again as they are', () => {
    const of = planFor();
    const found = eventWith(of.key, [{ mail: 'a@hts.example', codes: ['hts'], spelling: 'upper' }]);
    const [first, second] = mergeAttendees(of, of.attendees, found).attendees;
    assert.deepEqual(first, { address: 'A@HTS.EXAMPLE', name: 'Name of a@hts.example', type: 'optional' });
    assert.deepEqual(second, { address: 'b@hts.example', name: 'b@hts.example', type: 'required' });
  });

  it('does not add an organizer for ever whom the server does not list', () => {
    const of = planFor({ people: { hts: ['a@hts.example', ORGANIZER] } });
    assert.equal(mergeAttendees(of, of.attendees, undefined).attendees.length, 2);
    const found = eventWith(of.key, [{ mail: 'a@hts.example', codes: ['hts'], spelling: 'as is' }]);
    assert.equal(mergeAttendees(of, of.attendees, found).changed, false);
  });

  it('removes nobody without a record', () => {
    const of = planFor({ people: { hts: ['a@hts.example'] } });
    const { event } = eventWith(of.key, [{ mail: 'b@hts.example', codes: ['hts'], spelling: 'as is' }]);
    assert.equal(mergeAttendees(of, of.attendees, { event }).removed, 0);
  });
});
