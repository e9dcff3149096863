import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { computeWaterfall, formatDuration } from '../../src/invite/index.ts';
import { aggregateRecipients } from '../../src/recipients/index.ts';
import { makeResult } from './sample.ts';

describe('computeWaterfall', () => {
  it('draws one bar per customer to scale and marks the slowest', () => {
    const results = [
      makeResult('a', { customerName: 'Aurora', startedAtMs: 0, durationMs: 500 }),
      makeResult('b', { startedAtMs: 250, durationMs: 750 }),
      makeResult('c', { startedAtMs: 500, durationMs: 100, error: 'Denied' }),
      makeResult('d', { startedAtMs: 900, durationMs: 100, error: 'Cancelled' }),
    ];
    const { bars, totalMs, sentence } = computeWaterfall(
      aggregateRecipients('t', results, { durationMs: 1_000 }),
    );
    assert.equal(totalMs, 1_000);
    assert.deepEqual(
      bars.map(({ customerCode, status, startPercent, widthPercent, slowest, duration }) => [
        customerCode,
        status,
        startPercent,
        widthPercent,
        slowest,
        duration,
      ]),
      [
        ['a', 'ok', 0, 50, false, '500 ms'],
        ['b', 'ok', 25, 75, true, '750 ms'],
        ['c', 'failed', 50, 10, false, '100 ms'],
        ['d', 'cancelled', 90, 10, false, '100 ms'],
      ],
    );
    assert.equal(bars[0]?.customerName, 'Aurora');
    assert.equal(sentence, 'Asking one by one would have taken 1.4 s; all at once took 1.0 s.');
  });

  it('speaks of one customer and of none without comparing', () => {
    assert.equal(
      computeWaterfall(aggregateRecipients('t', [makeResult('a')], { durationMs: 110 })).sentence,
      'One customer was asked; that took 110 ms.',
    );
    assert.deepEqual(computeWaterfall(aggregateRecipients('t', [], { durationMs: 0 })).bars, []);
  });

  it('every bar is inside the picture and seen, and at most one is the slowest', () => {
    const time = fc.double({ min: 0, max: 120_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { maxLength: 20 }), time, (times, durationMs) => {
        const results = times.map(([startedAtMs, duration], index) =>
          makeResult(`c${index}`, { startedAtMs, durationMs: duration }),
        );
        const { bars } = computeWaterfall(aggregateRecipients('t', results, { durationMs }));
        assert.equal(bars.length, results.length);
        assert.ok(bars.filter(({ slowest }) => slowest).length <= 1);
        for (const { startPercent, widthPercent } of bars) {
          assert.ok(startPercent >= 0 && widthPercent > 0 && startPercent + widthPercent <= 100.02);
        }
      }),
    );
  });
});

describe('formatDuration', () => {
  it('is for people', () => {
    const cases = [
      [0, '0 ms'],
      [999.4, '999 ms'],
      [999.6, '1.0 s'],
      [59_940, '59.9 s'],
      [59_960, '1 min'],
      [125_000, '2 min 5 s'],
    ] as const;
    for (const [ms, text] of cases) assert.equal(formatDuration(ms), text);
  });
});
