import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { meetingKey, planFingerprint, planInvite, type InvitePlan } from '../../src/invite/index.ts';
import { aggregateRecipients } from '../../src/recipients/index.ts';
import { END, START, makeInput, makeMeeting, makeResult } from './sample.ts';

const results = [
  makeResult('a', { emails: ['p@x.example', 'q@x.example'] }),
  makeResult('b', { emails: ['q@x.example', 'r@x.example'] }),
  makeResult('c', { error: 'Denied' }),
];
const plan = planInvite(makeInput(results));

describe('meetingKey', () => {
  it('is the SHA-256 of the object id', () => {
    assert.equal(meetingKey('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.notEqual(meetingKey('CHG-1'), meetingKey('chg-1'));
  });
});

describe('planFingerprint', () => {
  it('is 64 hex digits, in the plan itself', () => {
    assert.match(plan.fingerprint, /^[0-9a-f]{64}$/);
    assert.equal(plan.fingerprint, planFingerprint(plan));
  });

  it('does not change with the order of answers, their timing, or anything else that does not go out', () => {
    const order = fc.shuffledSubarray(results, { minLength: results.length });
    const timing = fc.record({
      startedAtMs: fc.nat(9_999),
      durationMs: fc.nat(99_999),
      pages: fc.nat(9),
      attempts: fc.nat(3),
    });
    fc.assert(
      fc.property(
        order,
        fc.array(timing, { minLength: 3, maxLength: 3 }),
        fc.nat(),
        fc.boolean(),
        (shuffled, timings, durationMs, acceptPartial) => {
          const answered = shuffled.map((result, index) => ({
            ...result,
            ...timings[index],
            recipients: [...result.recipients].reverse(),
          }));
          const aggregated = aggregateRecipients('aws-calendar', answered, { durationMs });
          const meeting = makeMeeting({ customerCodes: ['a', 'b', 'c'] });
          const again = planInvite(
            makeInput(results, {
              meeting,
              aggregated,
              acceptPartial,
              nowEpochMs: durationMs,
              organizer: 'CCOE@Example.com ',
            }),
          );
          assert.equal(again.fingerprint, plan.fingerprint);
        },
      ),
    );
  });

  it('changes with everything that goes out', () => {
    const [part] = plan.parts;
    assert.ok(part !== undefined);
    const changes: readonly Partial<InvitePlan>[] = [
      { organizer: 'other@example.com' },
      { key: meetingKey('other') },
      { subject: 'Other' },
      { bodyHtml: `${plan.bodyHtml} ` },
      { location: 'Room 1' },
      { start: END },
      { end: START },
      { start: { ...START, timeZone: 'UTC' } },
      { hideAttendees: !plan.hideAttendees },
      { parts: [] },
      { parts: [{ ...part, attendees: part.attendees.slice(1) }] },
      { parts: [{ ...part, subject: 'Other' }] },
      { parts: [{ ...part, number: 2 }] },
      {
        parts: [
          { ...part, attendees: part.attendees.slice(0, 1) },
          { ...part, number: 2, attendees: part.attendees.slice(1) },
        ],
      },
      { completeness: { kind: 'complete' } },
      {
        completeness: {
          kind: 'partial',
          acceptedPartial: true,
          missing: [{ customerCode: 'z', reason: 'failed', message: '' }],
        },
      },
    ];
    const fingerprints = [
      plan.fingerprint,
      ...changes.map((change) => planFingerprint({ ...plan, ...change })),
    ];
    assert.equal(new Set(fingerprints).size, fingerprints.length);
  });

  it('takes addresses and codes as they compare, not as they are written', () => {
    const [part] = plan.parts;
    assert.ok(part !== undefined);
    const attendees = part.attendees
      .map(({ email }) => ({ email: email.toUpperCase(), customerCodes: [] }))
      .reverse();
    assert.equal(planFingerprint({ ...plan, parts: [{ ...part, attendees }] }), plan.fingerprint);
  });
});
