import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDuration } from '../../src/metadata/duration.ts';

describe('readDuration', () => {
  it('reads every way that files write a duration', () => {
    const cases: [string | number, number][] = [
      [60, 60],
      [90.4, 90],
      ['60', 60],
      [' 60 ', 60],
      ['60 minutes', 60],
      ['60 min.', 60],
      ['60min', 60],
      ['45m', 45],
      ['1 hour', 60],
      ['2 hours', 120],
      ['1 HR', 60],
      ['1h', 60],
      ['1h 30m', 90],
      ['1h30m', 90],
      ['1.5 hours', 90],
      ['1 hour 30 minutes', 90],
      ['1 hour, 30 minutes', 90],
      ['1 hour and 30 minutes', 90],
      ['1 day', 1440],
      ['PT1H30M', 90],
      ['pt90m', 90],
      ['PT1.5H', 90],
      ['P1DT2H', 1560],
      ['PT3600S', 60],
    ];
    for (const [value, minutes] of cases) {
      assert.deepEqual(readDuration(value), { ok: true, minutes }, String(value));
    }
  });

  it('never takes an hour for a minute, nor several hours for one', () => {
    assert.deepEqual(readDuration('1 hour'), { ok: true, minutes: 60 });
    assert.deepEqual(readDuration('2 hours'), { ok: true, minutes: 120 });
    assert.deepEqual(readDuration('90'), { ok: true, minutes: 90 });
  });

  it('refuses what is no duration', () => {
    for (const value of [
      '',
      'soon',
      'one hour',
      '60 parsecs',
      '1:30',
      'P',
      'PT',
      '1 hour or so',
      'h',
      '--5',
      NaN,
      'constructor',
      '5 constructor',
    ]) {
      const reading = readDuration(value);
      assert.equal(reading.ok, false, String(value));
      assert.match(JSON.stringify(reading), /is not a duration/);
    }
  });

  it('refuses durations of nothing or less', () => {
    for (const value of [0, -60, '0', '-5', '0 minutes', '-1 hour', 'PT0M', 0.2]) {
      const reading = readDuration(value);
      assert.match(reading.ok ? '' : reading.why, /longer than nothing/, String(value));
    }
  });

  it('refuses durations of more than a year', () => {
    for (const value of [1e9, Infinity, '99999999999999999999', `${'9'.repeat(400)} hours`]) {
      assert.match(JSON.stringify(readDuration(value)), /longer than a year/, String(value));
    }
  });

  it('answers any text and number, with a whole number of minutes', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789.hmpt dayin,-'.split('')), maxLength: 20 });
    fc.assert(
      fc.property(fc.oneof(texts, fc.string(), fc.double()), (value) => {
        const reading = readDuration(value);
        if (reading.ok) assert.ok(Number.isInteger(reading.minutes) && reading.minutes > 0);
        else assert.notEqual(reading.why, '');
      }),
      { numRuns: 500 },
    );
  });

  it('needs no longer for a long hostile text', () => {
    const started = performance.now();
    readDuration(`${'1h '.repeat(100_000)}x`);
    readDuration('1'.repeat(200_000));
    readDuration(`1${' '.repeat(200_000)}x`);
    assert.ok(performance.now() - started < 2000);
  });
});
