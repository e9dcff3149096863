import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectCustomers } from '../../src/invite/scope.ts';
import { makeMeeting } from './sample.ts';

const meeting = makeMeeting({ customerCodes: ['a', 'b', 'c'] });

describe('selectCustomers', () => {
  it('asks everybody unless told otherwise', () => {
    for (const selection of [{}, { onlyCustomers: [] }, { leftOutByHand: [] }]) {
      const scope = selectCustomers(meeting, selection);
      assert.deepEqual([scope.asked, scope.leftOut, scope.unknown], [['a', 'b', 'c'], [], []]);
    }
  });

  it('asks only those named, in the metadata’s order, and knows those the meeting does not have', () => {
    const scope = selectCustomers(meeting, { onlyCustomers: [' C', 'a', 'x', 'X '] });
    assert.deepEqual(scope.asked, ['a', 'c']);
    assert.deepEqual(
      scope.leftOut.map(({ customerCode, reason }) => [customerCode, reason]),
      [['b', 'left out']],
    );
    assert.deepEqual(scope.unknown, ['x']);
  });

  it('tells customers from people among those left out by hand', () => {
    const scope = selectCustomers(meeting, { leftOutByHand: ['B', ' P@X.example '] });
    assert.deepEqual(scope.asked, ['a', 'c']);
    assert.deepEqual(
      scope.leftOut.map(({ customerCode }) => customerCode),
      ['b'],
    );
    assert.deepEqual(scope.byHand?.leftOut, ['P@X.example']);
  });
});
