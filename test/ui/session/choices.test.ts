import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { choose, countByHand, NO_CHOICES, type ChoiceChange } from '../../../src/ui/session/choices.ts';

const email = fc.constantFrom('a@x.example', ' A@X.example', 'b@x.example', 'c@x.example');
const aboutOne = fc.record({
  type: fc.constantFrom('leaveOut', 'takeOff', 'inviteAgain', 'add', 'undoAdd'),
  email,
}) as fc.Arbitrary<Extract<ChoiceChange, { readonly email: string }>>;
const change: fc.Arbitrary<ChoiceChange> = fc.oneof<fc.Arbitrary<ChoiceChange>[]>(
  aboutOne,
  aboutOne,
  fc.record({
    type: fc.constant('hideAttendees' as const),
    hide: fc.constantFrom('always' as const, 'never' as const, 'setting' as const),
  }),
  fc.constant({ type: 'undoAll' as const }),
);

const after = (changes: readonly ChoiceChange[]) => changes.reduce(choose, NO_CHOICES);
const key = (address: string): string => address.trim().toLowerCase();

describe('choices about attendees', () => {
  it('hold each person once in each list, and nobody both left out and taken off', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const { byHand } = after(changes);
        for (const list of [byHand.added, byHand.leftOut, byHand.takenOff])
          assert.equal(new Set(list.map(key)).size, list.length);
        for (const address of byHand.leftOut)
          assert.ok(!byHand.takenOff.map(key).includes(key(address)), address);
      }),
    );
  });

  it('are undone one by one: inviting again and undoing an addition leave nothing of them', () => {
    fc.assert(
      fc.property(fc.array(aboutOne, { maxLength: 12 }), (changes) => {
        const undone = changes.reduce(
          (choices, { email: address }) =>
            choose(choose(choices, { type: 'inviteAgain', email: address }), {
              type: 'undoAdd',
              email: address,
            }),
          after(changes),
        );
        assert.deepEqual(undone, NO_CHOICES);
      }),
    );
  });

  it('taken twice are as taken once', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), change, (changes, last) => {
        const once = choose(after(changes), last);
        assert.deepEqual(choose(once, last), once);
      }),
    );
  });

  it('go all at once, who sees whom included', () => {
    const some = after([
      { type: 'add', email: 'a@x.example' },
      { type: 'leaveOut', email: 'b@x.example' },
      { type: 'hideAttendees', hide: 'always' },
    ]);
    assert.equal(countByHand(some), 2);
    assert.equal(some.hideAttendees, 'always');
    assert.deepEqual(choose(some, { type: 'undoAll' }), NO_CHOICES);
  });

  it('bring somebody who was left out back when they are added', () => {
    const { byHand } = after([
      { type: 'leaveOut', email: 'a@x.example' },
      { type: 'add', email: 'A@x.example' },
    ]);
    assert.deepEqual(byHand, { added: ['A@x.example'], leftOut: [], takenOff: [] });
  });

  it('take a customer off once, and undo that with all the others', () => {
    const change = { type: 'takeOffCustomer', customerCode: 'b' } as const;
    const once = choose(NO_CHOICES, change);
    assert.deepEqual(once.byHand.takenOffCustomers, ['b']);
    assert.deepEqual(choose(once, change), once);
    assert.equal(countByHand(once), 1);
    assert.deepEqual(choose(once, { type: 'add', email: 'x@a.example' }).byHand.takenOffCustomers, ['b']);
    assert.deepEqual(choose(once, { type: 'undoAll' }), NO_CHOICES);
  });
});
