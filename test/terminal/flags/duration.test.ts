import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LONGEST_MS, readDuration } from '../../../src/terminal/flags/duration.ts';

describe('readDuration', () => {
  for (const [text, milliseconds] of [
    ['10s', 10_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1.s', 1000],
    ['1500us', 2],
    ['1500µs', 2],
    ['1500μs', 2],
    ['1000000ns', 1],
    ['1h1m1s1ms', 3_661_001],
    ['24h', LONGEST_MS],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(readDuration(text), milliseconds));
  }

  for (const text of [
    '',
    '10',
    '0',
    '0s',
    '-1s',
    '+1s',
    '10 s',
    's',
    '.s',
    '10S',
    '1d',
    '10s ',
    '1e3s',
    '10s5',
    '24h1ms',
    '1us',
    'NaNs',
    '１０s',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(readDuration(text), undefined));
  }

  it('adds up its parts, whatever they are', () => {
    const part = fc.tuple(fc.nat(500), fc.constantFrom(['ms', 1], ['s', 1000], ['m', 60_000]));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.map(([amount, [unit]]) => `${amount}${unit}`).join('');
        const total = parts.reduce((sum, [amount, [, each]]) => sum + amount * each, 0);
        assert.equal(readDuration(text), total >= 1 && total <= LONGEST_MS ? total : undefined);
      }),
    );
  });

  it('answers quickly on a long text that is no duration', () => {
    assert.equal(readDuration(`${'1m'.repeat(50_000)}x`), undefined);
  });
});
