import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeResults, reusableResults } from '../../src/invite/reuse.ts';
import { makeResult } from './sample.ts';

const previous = [
  makeResult('b', { startedAtMs: 5, durationMs: 400 }),
  makeResult('a', { startedAtMs: 0, durationMs: 900, error: 'Throttled' }),
  makeResult('stranger', { durationMs: 5_000 }),
];

describe('reusableResults', () => {
  it('asks those without a result and those to ask again', () => {
    assert.deepEqual(reusableResults(['a', 'b', 'c'], previous, []).toAsk, ['c']);
    assert.deepEqual(reusableResults(['a', 'b', 'c'], previous, [' A ']).toAsk, ['a', 'c']);
    assert.deepEqual(reusableResults(['a', 'b'], [], []).toAsk, ['a', 'b']);
  });

  it('counts the time of what is reused, not of strangers', () => {
    assert.equal(reusableResults(['a', 'b'], previous, ['a']).spentMs, 405);
    assert.equal(reusableResults(['c'], previous, []).spentMs, 0);
  });
});

describe('mergeResults', () => {
  it('gives the given order, the second wave after the first', () => {
    const earlier = reusableResults(['a', 'b', 'c'], previous, ['a']);
    const asked = {
      results: [makeResult('c', { startedAtMs: 1 }), makeResult('a', { startedAtMs: 2 })],
      durationMs: 150,
    };
    const merged = mergeResults(['a', 'b', 'c'], earlier, asked);
    assert.deepEqual(
      merged.results.map(({ customerCode, startedAtMs, error }) => [customerCode, startedAtMs, error]),
      [
        ['a', 407, undefined],
        ['b', 5, undefined],
        ['c', 406, undefined],
      ],
    );
    assert.equal(merged.durationMs, 555);
  });
});
