import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  MAX_ATTENDEES_PER_EVENT,
  partitionAttendees,
  planParts,
  type Attendee,
  type Partition,
} from '../../src/invite/index.ts';
import { addressKey } from '../../src/recipients/index.ts';
import { addresses } from './sample.ts';

const group = (code: string, count: number): Attendee[] =>
  addresses(code, count).map((email) => ({ email, customerCodes: [code] }));
const sizes = (parts: readonly Partition[]) =>
  parts.map(({ number, attendees }) => [number, attendees.length]);
const partOf = (parts: readonly Partition[], email: string) =>
  parts.find(({ attendees }) => attendees.some((one) => one.email === email))?.number;
const assignment = (parts: readonly Partition[]) =>
  new Map(
    parts.flatMap(({ number, attendees }) =>
      attendees.map(({ email }) => [addressKey(email), number] as const),
    ),
  );

describe('partitionAttendees', () => {
  it('needs one event up to 500 people and none for nobody', () => {
    assert.deepEqual(sizes(partitionAttendees(group('a', 500), ['a'])), [[1, 500]]);
    assert.deepEqual(partitionAttendees([], ['a']), []);
  });

  it('keeps customers whole', () => {
    const people = [...group('a', 300), ...group('b', 300), ...group('c', 200)];
    const parts = partitionAttendees(people, ['a', 'b', 'c']);
    assert.deepEqual(sizes(parts), [
      [1, 500],
      [2, 300],
    ]);
    assert.equal(partOf(parts, 'c0000@example.com'), 1);
  });

  it('splits a customer above 500 by itself', () => {
    const parts = partitionAttendees(
      [...group('a', 100), ...group('b', 1_100), ...group('c', 300)],
      ['a', 'b', 'c'],
    );
    assert.deepEqual(sizes(parts), [
      [1, 400],
      [2, 500],
      [3, 500],
      [4, 100],
    ]);
  });

  it('puts a person of several customers with the first of them in the metadata’s order', () => {
    const shared: Attendee = { email: 'shared@example.com', customerCodes: ['b', 'a'] };
    const parts = partitionAttendees([...group('a', 400), ...group('b', 400), shared], ['a', 'b']);
    assert.equal(partOf(parts, shared.email), partOf(parts, 'a0000@example.com'));
  });

  it('puts newcomers into their customer’s part while there is room, the rest elsewhere, and moves nobody', () => {
    const before = [...group('a', 450), ...group('b', 450)];
    const keep = assignment(partitionAttendees(before, ['a', 'b']));
    const after = [...group('a', 520), ...group('b', 450)];
    const parts = partitionAttendees(after, ['a', 'b'], keep);
    assert.deepEqual(sizes(parts), [
      [1, 500],
      [2, 470],
    ]);
    for (const [key, number] of keep) assert.equal(partOf(parts, key), number);
  });

  it('moves only what overflows, keeps empty numbers free for use, and distrusts impossible ones', () => {
    const everybodyInTwo = new Map(addresses('a', 510).map((email) => [email, 2]));
    assert.deepEqual(sizes(partitionAttendees(group('a', 510), ['a'], everybodyInTwo)), [
      [1, 10],
      [2, 500],
    ]);
    const nonsense = new Map(
      addresses('a', 3).map((email, index) => [email, [0, Number.NaN, -1][index] ?? 1]),
    );
    assert.deepEqual(sizes(partitionAttendees(group('a', 3), ['a'], nonsense)), [[1, 3]]);
  });

  it('keeps two events although one would do by now', () => {
    const keep = new Map([
      ['a0000@example.com', 1],
      ['a0001@example.com', 2],
    ]);
    assert.deepEqual(sizes(partitionAttendees(group('a', 2), ['a'], keep)), [
      [1, 1],
      [2, 1],
    ]);
  });
});

describe('planParts', () => {
  it('numbers subjects only where there are several', () => {
    const one = planParts([{ number: 1, attendees: group('a', 1) }], 'Change');
    assert.deepEqual(
      one.map(({ subject }) => subject),
      ['Change'],
    );
    const several = planParts(
      [1, 3].map((number) => ({ number, attendees: group('a', 1) })),
      'Change',
    );
    assert.deepEqual(
      several.map(({ subject }) => subject),
      ['Change (1 of 3)', 'Change (3 of 3)'],
    );
  });
});

describe('partitionAttendees, whoever comes', () => {
  const order = ['a', 'b', 'c', 'd'];
  const crowd = fc
    .tuple(
      ...order.map(() =>
        fc.oneof(
          { weight: 3, arbitrary: fc.integer({ min: 0, max: 600 }) },
          { weight: 1, arbitrary: fc.integer({ min: 400, max: 1_300 }) },
        ),
      ),
      fc.integer({ min: 0, max: 30 }),
    )
    .map((counts): Attendee[] =>
      counts.flatMap((count, index) => {
        const code = order[index];
        if (code !== undefined) return group(code, count);
        return addresses('manual', count).map((email) => ({ email, customerCodes: [] }));
      }),
    );
  const kept = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 });
  const keepSome = (people: readonly Attendee[], numbers: readonly number[]) =>
    new Map(
      people.flatMap(({ email }, index) =>
        index % 3 === 0 ? [[addressKey(email), numbers[index % numbers.length] ?? 1] as const] : [],
      ),
    );

  it('nobody is lost, nobody twice, no event above 500, no event empty', () => {
    fc.assert(
      fc.property(crowd, fc.option(kept), (people, numbers) => {
        const keep = numbers === null ? new Map<string, number>() : keepSome(people, numbers);
        const parts = partitionAttendees(people, order, keep);
        const placed = parts.flatMap(({ attendees }) => attendees.map(({ email }) => email));
        assert.deepEqual([...placed].sort(), people.map(({ email }) => email).sort());
        assert.ok(
          parts.every(({ attendees }) => attendees.length > 0 && attendees.length <= MAX_ATTENDEES_PER_EVENT),
        );
        assert.equal(new Set(parts.map(({ number }) => number)).size, parts.length);
      }),
      { numRuns: 40 },
    );
  });

  it('customers of at most 500 are whole, and numbers have no gaps, without an earlier assignment', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const parts = partitionAttendees(people, order);
        assert.deepEqual(
          parts.map(({ number }) => number),
          parts.map((_, index) => index + 1),
        );
        for (const code of order) {
          const members = people.filter(({ customerCodes }) => customerCodes[0] === code);
          if (members.length > MAX_ATTENDEES_PER_EVENT) continue;
          const home = parts.filter(({ attendees }) =>
            attendees.some(({ customerCodes }) => customerCodes[0] === code),
          );
          assert.ok(home.length <= 1, code);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an earlier assignment is kept wherever it fits, and does not depend on the order of people', () => {
    fc.assert(
      fc.property(crowd, kept, (people, numbers) => {
        const keep = keepSome(people, numbers);
        const perPart = new Map<number, number>();
        for (const number of keep.values()) perPart.set(number, (perPart.get(number) ?? 0) + 1);
        const parts = partitionAttendees(people, order, keep);
        const now = assignment(parts);
        for (const [key, number] of keep) {
          if ((perPart.get(number) ?? 0) <= MAX_ATTENDEES_PER_EVENT) assert.equal(now.get(key), number);
        }
        assert.deepEqual(partitionAttendees([...people].reverse(), order, keep), parts);
      }),
      { numRuns: 40 },
    );
  });
});
