import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table } from './concurrency.ts';
import { median, slope } from './statistics.ts';
import { atLeast, atMost, exactly } from './verdict.ts';

test('the table has whole seconds without a fraction and others with two digits at the most', () => {
  assert.deepEqual(
    table([
      { count: 2, sequentialMs: 4000, concurrentMs: 2000 },
      { count: 30, sequentialMs: 60_214, concurrentMs: 2061 },
    ]),
    [
      '| Number of Customers | Sequential Time | Concurrent Time | Speed Improvement |',
      '|-------------------|----------------|----------------|------------------|',
      '| 2 customers       | 4 seconds      | 2 seconds      | **2x faster**    |',
      '| 30 customers      | 60.21 seconds  | 2.06 seconds   | **29.22x faster** |',
    ],
  );
});

test('median and slope', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.ok(Number.isNaN(median([])));
  assert.equal(slope([1, 3, 5, 7]), 2);
  assert.equal(slope([4, 4, 4]), 0);
});

test('a criterion is met at its bound and not past it, nor by what is no number', () => {
  assert.deepEqual(atMost('time', 1.25, 1.25, ' s'), {
    what: 'time ≤ 1.25 s',
    measured: '1.25 s',
    met: true,
  });
  assert.equal(atMost('time', 1.2501, 1.25).met, false);
  assert.equal(atMost('time', NaN, 1).met, false);
  assert.equal(atLeast('times as fast', 1.9, 1.9, '×').met, true);
  assert.equal(atLeast('times as fast', NaN, 1.9).met, false);
  assert.equal(exactly('handles', 1, 0).met, false);
});
