import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decideAttendees, type AttendeeInput } from '../../src/invite/attendees.ts';
import { NOBODY_BY_HAND } from '../../src/invite/index.ts';
import { addressKey, type CustomerRecipientResult } from '../../src/recipients/index.ts';
import { makeResult } from './sample.ts';

function decide(results: readonly CustomerRecipientResult[], changes: Partial<AttendeeInput> = {}) {
  return decideAttendees({
    results,
    customerOrder: results.map(({ customerCode }) => customerCode),
    restrictionsOf: (code) =>
      results.find((result) => result.customerCode === code)?.restrictedRecipients ?? [],
    manualAttendees: [],
    ...changes,
  });
}

describe('decideAttendees', () => {
  it('one person of two customers is one attendee, spelled as the first customer does, with both codes', () => {
    const results = [
      makeResult('b', { emails: [' A@X.example '] }),
      makeResult('a', { emails: ['a@x.EXAMPLE', 'A@x.example'] }),
    ];
    assert.deepEqual(decide(results).attendees, [{ email: 'A@X.example', customerCodes: ['b', 'a'] }]);
  });

  it('a restriction limits what that customer contributes, and nobody else', () => {
    const { attendees, excluded } = decide([
      makeResult('np', {
        emails: ['both@x.example', 'only@x.example', 'listed@x.example'],
        restrictedRecipients: [' Listed@X.example '],
      }),
      makeResult('prod', { emails: ['both@x.example', 'prod@x.example'] }),
    ]);
    assert.deepEqual(attendees, [
      { email: 'both@x.example', customerCodes: ['prod'] },
      { email: 'listed@x.example', customerCodes: ['np'] },
      { email: 'prod@x.example', customerCodes: ['prod'] },
    ]);
    assert.deepEqual(excluded, [{ email: 'only@x.example', customerCodes: ['np'], reason: 'restricted' }]);
  });

  it('one restricted customer lists a person whom another restricted one does not', () => {
    const { attendees, excluded } = decide([
      makeResult('a', { emails: ['p@x.example'], restrictedRecipients: ['q@x.example'] }),
      makeResult('b', { emails: ['p@x.example'], restrictedRecipients: ['p@x.example'] }),
    ]);
    assert.deepEqual(attendees, [{ email: 'p@x.example', customerCodes: ['b'] }]);
    assert.deepEqual(excluded, []);
  });

  it('failed customers contribute nothing, not even people in their result', () => {
    const { attendees, excluded } = decide([
      makeResult('a', { emails: ['p@x.example'], unsubscribed: ['u@x.example'], error: 'Denied' }),
    ]);
    assert.deepEqual([attendees, excluded], [[], []]);
  });

  it('addresses nobody can be invited at are left out with a reason', () => {
    assert.deepEqual(decide([makeResult('a', { emails: [' nobody ', 'x@', 'ok@x.example'] })]).excluded, [
      { email: 'nobody', customerCodes: ['a'], reason: 'invalid' },
      { email: 'x@', customerCodes: ['a'], reason: 'invalid' },
    ]);
  });

  it('unsubscribed at one customer counts only while no other has the person as a subscriber', () => {
    const { attendees, excluded } = decide([
      makeResult('a', { unsubscribed: ['p@x.example', 'gone@x.example'] }),
      makeResult('b', { emails: ['P@x.example'], unsubscribed: ['gone@x.example'] }),
    ]);
    assert.deepEqual(attendees, [{ email: 'p@x.example', customerCodes: ['b'] }]);
    assert.deepEqual(excluded, [
      { email: 'gone@x.example', customerCodes: ['a', 'b'], reason: 'unsubscribed' },
    ]);
  });

  it('unsubscribed here and restricted there is restricted', () => {
    const results = [
      makeResult('a', { unsubscribed: ['p@x.example'] }),
      makeResult('b', { emails: ['p@x.example'], restrictedRecipients: ['q@x.example'] }),
    ];
    assert.deepEqual(decide(results).excluded, [
      { email: 'p@x.example', customerCodes: ['b'], reason: 'restricted' },
    ]);
  });

  it('left out by hand applies to those who would be invited, and keeps their customers', () => {
    const results = [
      makeResult('a', { emails: ['p@x.example', 'r@x.example'], restrictedRecipients: ['p@x.example'] }),
    ];
    const { attendees, excluded } = decide(results, {
      byHand: { ...NOBODY_BY_HAND, leftOut: ['p@x.example', 'r@x.example', 'stranger@x.example'] },
    });
    assert.deepEqual(attendees, []);
    assert.deepEqual(excluded, [
      { email: 'p@x.example', customerCodes: ['a'], reason: 'by hand' },
      { email: 'r@x.example', customerCodes: ['a'], reason: 'restricted' },
    ]);
  });
});

describe('manual attendees', () => {
  it('are invited once, without codes or with those of their customers', () => {
    const { attendees } = decide([makeResult('a', { emails: ['P@x.example'] })], {
      manualAttendees: ['p@x.example', 'New@x.example', 'new@X.example'],
    });
    assert.deepEqual(attendees, [
      { email: 'New@x.example', customerCodes: [] },
      { email: 'P@x.example', customerCodes: ['a'] },
    ]);
  });

  it('are not invited when every customer of the meeting is restricted and none lists them', () => {
    const restricted = [
      makeResult('a', { restrictedRecipients: ['p@x.example'] }),
      makeResult('b', { restrictedRecipients: ['q@x.example'] }),
    ];
    const decision = decide(restricted, { manualAttendees: ['Q@x.example', 'stranger@x.example'] });
    assert.deepEqual(decision.attendees, [{ email: 'Q@x.example', customerCodes: [] }]);
    assert.deepEqual(decision.manualRestricted, ['stranger@x.example']);
    assert.deepEqual(decision.excluded, []);
  });

  it('are invited when a customer of the meeting is unrestricted, also one that was not asked', () => {
    const results = [makeResult('np', { restrictedRecipients: ['p@x.example'], emails: ['m@x.example'] })];
    const decision = decide(results, { customerOrder: ['np', 'prod'], manualAttendees: ['m@x.example'] });
    assert.deepEqual(decision.attendees, [{ email: 'm@x.example', customerCodes: [] }]);
    assert.deepEqual([decision.excluded, decision.manualRestricted], [[], []]);
  });

  it('that are no addresses are named as written', () => {
    assert.deepEqual(
      decide([makeResult('a')], { manualAttendees: ['Team Lead', 'x@', 'ok@x.example'] }).manualInvalid,
      ['Team Lead', 'x@'],
    );
  });

  it('added by hand count as those of the file, restrictions included', () => {
    const restricted = [makeResult('a', { emails: ['p@x.example'], restrictedRecipients: ['p@x.example'] })];
    const added = { byHand: { ...NOBODY_BY_HAND, added: [' New@x.example '] } };
    assert.deepEqual(decide(restricted, added).manualRestricted, [' New@x.example ']);
    assert.deepEqual(decide([makeResult('a')], added).attendees, [
      { email: 'New@x.example', customerCodes: [] },
    ]);
  });

  it('can be left out by hand; only those an answer held are in the exclusions', () => {
    const { attendees, excluded } = decide([makeResult('a', { unsubscribed: ['u@x.example'] })], {
      manualAttendees: ['u@x.example', 'm@x.example'],
      byHand: { ...NOBODY_BY_HAND, leftOut: ['u@x.example'], takenOff: ['m@x.example'] },
    });
    assert.deepEqual(attendees, []);
    assert.deepEqual(excluded, [{ email: 'u@x.example', customerCodes: [], reason: 'by hand' }]);
  });

  it('who are unsubscribed at a customer are invited and said', () => {
    const decision = decide([makeResult('a', { unsubscribed: ['u@x.example'] })], {
      manualAttendees: ['U@x.example'],
    });
    assert.deepEqual(decision.attendees, [{ email: 'u@x.example', customerCodes: [] }]);
    assert.deepEqual(decision.manualUnsubscribed, ['U@x.example']);
    assert.deepEqual(decision.excluded, []);
  });
});

describe('decideAttendees, whatever the answers', () => {
  const address = fc.constantFrom(
    'a@x.example',
    'A@X.example ',
    'b@x.example',
    'c@x.example',
    ' C@x.example',
    'bad',
    'd@x.example',
  );
  const list = fc.array(address, { maxLength: 5 });
  const result = fc.record({
    emails: list,
    unsubscribed: list,
    restrictedRecipients: fc.oneof(fc.constant([]), list),
    failed: fc.boolean(),
  });
  const input = fc.record({
    answers: fc.array(result, { minLength: 1, maxLength: 4 }),
    manual: list,
    byHand: list,
  });

  it('everybody is in one place, sorted, and allowed', () => {
    fc.assert(
      fc.property(input, ({ answers, manual, byHand }) => {
        const results = answers.map(({ failed, ...answer }, index) =>
          makeResult(`c${index}`, { ...answer, ...(failed ? { error: 'Denied' } : {}) }),
        );
        const { attendees, excluded } = decide(results, {
          manualAttendees: manual,
          byHand: { ...NOBODY_BY_HAND, leftOut: byHand },
        });
        const keys = [...attendees, ...excluded].map(({ email }) => addressKey(email));
        assert.equal(new Set(keys).size, keys.length);
        for (const group of [attendees, excluded]) {
          const order = group.map(({ email }) => addressKey(email));
          assert.deepEqual(order, [...order].sort());
        }
        const answered = results.filter(({ error }) => error === undefined);
        const named = new Set(
          answered
            .flatMap(({ recipients, unsubscribed }) => [
              ...recipients.map(({ email }) => email),
              ...unsubscribed,
            ])
            .map(addressKey),
        );
        for (const key of named) assert.ok(keys.includes(key), `${key} is lost`);
        for (const { email, customerCodes } of attendees) {
          assert.ok(!byHand.map(addressKey).includes(addressKey(email)));
          for (const code of customerCodes) {
            const contributor = answered.find(({ customerCode }) => customerCode === code)!;
            assert.ok(
              contributor.recipients.some((recipient) => addressKey(recipient.email) === addressKey(email)),
            );
            const allowed = contributor.restrictedRecipients.map(addressKey);
            assert.ok(allowed.length === 0 || allowed.includes(addressKey(email)));
          }
          if (customerCodes.length === 0) assert.ok(manual.map(addressKey).includes(addressKey(email)));
        }
        for (const { email } of excluded) assert.ok(named.has(addressKey(email)));
      }),
    );
  });

  it('does not depend on the order of answers', () => {
    fc.assert(
      fc.property(input, ({ answers, manual }) => {
        const results = answers.map(({ failed, ...answer }, index) =>
          makeResult(`c${index}`, { ...answer, ...(failed ? { error: 'Denied' } : {}) }),
        );
        const customerOrder = results.map(({ customerCode }) => customerCode);
        const options = { manualAttendees: manual, customerOrder };
        assert.deepEqual(decide([...results].reverse(), options), decide(results, options));
      }),
    );
  });
});
