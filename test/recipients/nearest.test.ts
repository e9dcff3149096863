import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearestFirst } from '../../src/recipients/nearest.ts';

describe('nearestFirst', () => {
  it('puts the likeliest name first', () => {
    assert.equal(nearestFirst('aws-calender', ['aws-announce', 'aws-calendar', 'x'])[0], 'aws-calendar');
    assert.equal(nearestFirst('us-esat-1', ['us-west-1', 'us-east-1', 'us-east-2'])[0], 'us-east-1');
  });

  it('keeps the order of equally near names', () => {
    assert.deepEqual(nearestFirst('b', ['c', 'a']), ['c', 'a']);
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one', () => assert.equal(editDistance('esat', 'east'), 1));

  it('is symmetric, zero only for the same text, and never more than the longer text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
      }),
    );
  });
});
