import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NOBODY_BY_HAND, planInvite, settledByHand, type ByHand } from '../../src/invite/index.ts';
import { addressKey } from '../../src/recipients/index.ts';
import { makeInput, makeResult } from './sample.ts';

const address = fc.constantFrom('a@x.example', ' A@X.example ', 'b@x.example', 'c@y.example', 'd@y.example');
const people = fc.array(address, { maxLength: 4 });
const decisions: fc.Arbitrary<ByHand> = fc.record({ added: people, leftOut: people, takenOff: people });
const keys = (addresses: readonly string[]): readonly string[] => addresses.map(addressKey);

/** One unrestricted customer with these subscribers. */
const planned = (subscribed: readonly string[], byHand?: ByHand) =>
  planInvite(makeInput([makeResult('a', { emails: subscribed })], byHand === undefined ? {} : { byHand }));

describe('decisions about single people', () => {
  it('are about each person once, and never two at a time', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const settled = settledByHand(all);
        const said = new Set(keys([...all.added, ...all.leftOut, ...all.takenOff]));
        const { added, leftOut, takenOff } = settled ?? NOBODY_BY_HAND;
        const kept = keys([...added, ...leftOut, ...takenOff]);
        assert.deepEqual([...kept].sort(), [...said].sort());
        assert.equal(settled === undefined, said.size === 0);
        assert.deepEqual(settledByHand(settled), settled);
      }),
    );
  });

  it('are what the plan does: added are invited, left out and taken off are not', () => {
    fc.assert(
      fc.property(people, decisions, (subscribed, byHand) => {
        const plan = planned(subscribed, byHand);
        const invited = new Set(keys(plan.attendees.map(({ email }) => email)));
        const gone = new Set(keys([...byHand.leftOut, ...byHand.takenOff]));
        const expected = keys([...subscribed, ...byHand.added]).filter((person) => !gone.has(person));
        assert.deepEqual([...invited].sort(), [...new Set(expected)].sort());
        const leftOut = plan.excluded.filter(({ reason }) => reason === 'by hand');
        assert.deepEqual(
          keys(leftOut.map(({ email }) => email)),
          [...new Set(keys(subscribed))].filter((person) => gone.has(person)).sort(),
        );
      }),
    );
  });

  it('change the fingerprint exactly when they change what a send does', () => {
    const plain = planned(['a@x.example', 'b@x.example']);
    const of = (byHand: Partial<ByHand>): string =>
      planned(['a@x.example', 'b@x.example'], { ...NOBODY_BY_HAND, ...byHand }).fingerprint;
    assert.equal(of({}), plain.fingerprint);
    assert.equal(of({ added: ['A@x.example'] }), plain.fingerprint, 'is invited anyway');
    const different = [
      plain.fingerprint,
      of({ added: ['c@y.example'] }),
      of({ leftOut: ['a@x.example'] }),
      of({ takenOff: ['a@x.example'] }),
      of({ leftOut: ['not-invited@x.example'] }),
    ];
    assert.equal(new Set(different).size, different.length);
  });

  it('undone give the plan that there was', () => {
    fc.assert(
      fc.property(people, decisions, (subscribed, byHand) => {
        planned(subscribed, byHand);
        assert.deepEqual(planned(subscribed, NOBODY_BY_HAND), planned(subscribed));
      }),
    );
  });

  it('say why somebody added is invited although unsubscribed, and what to do about a wrong address', () => {
    const plan = planInvite(
      makeInput([makeResult('a', { unsubscribed: ['u@x.example'] })], {
        byHand: { ...NOBODY_BY_HAND, added: ['u@x.example', 'no address'] },
        source: { file: 'm.json', text: '{}' },
      }),
    );
    assert.deepEqual(
      plan.problems.map(({ code, message, file }) => [code, message, file]),
      [
        [
          'ManualAttendeeInvalid',
          'The attendee "no address" is not a mail address. It was added by hand: leave it out.',
          undefined,
        ],
        [
          'ManualAttendeeUnsubscribed',
          'u@x.example is unsubscribed at a customer, and is invited because it was added by hand.',
          undefined,
        ],
      ],
    );
  });
});
