import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CustomerFailure, RETRY } from '../../src/recipients/errors/failure.ts';
import type { FailureCode } from '../../src/recipients/errors/failure.ts';
import { pauseBeforeRetry } from '../../src/recipients/retry.ts';

const failure = (code: FailureCode, retryAfterMs?: number) =>
  new CustomerFailure({
    code,
    message: '',
    remedy: '',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
const state = {
  counted: 1,
  throttled: 0,
  maxAttempts: 3,
  random: () => 0.5,
};

describe('pauseBeforeRetry', () => {
  it('tries again what the table says and nothing else', () => {
    const again = (Object.keys(RETRY) as FailureCode[]).filter(
      (code) => pauseBeforeRetry(failure(code), { ...state, throttled: 1 }) !== undefined,
    );
    assert.deepEqual(again.sort(), [
      'ClockSkewed',
      'ConnectionReset',
      'HostUnreachable',
      'NameLookupFailed',
      'RequestTimeout',
      'ServerError',
      'Throttled',
    ]);
  });

  it('uses the tries up', () => {
    const pauses = [1, 2, 3].map((counted) =>
      pauseBeforeRetry(failure('ServerError'), { ...state, counted }),
    );
    assert.deepEqual(pauses, [50, 100, undefined]);
  });

  it('waits at least a second after throttling, however often, and at no cost of tries', () => {
    const pauses = [1, 2, 8].map((throttled) =>
      pauseBeforeRetry(failure('Throttled'), { ...state, counted: 0, throttled, random: () => 0 }),
    );
    assert.deepEqual(pauses, [1000, 1000, 1000]);
    assert.equal(pauseBeforeRetry(failure('Throttled'), { ...state, throttled: 1 }), 1250);
  });

  it('waits as long as it was asked to', () => {
    assert.equal(pauseBeforeRetry(failure('Throttled', 7000), { ...state, throttled: 1 }), 7000);
    assert.equal(pauseBeforeRetry(failure('ServerError', 7000), state), 7000);
  });

  it('tries nothing twice when a single attempt is allowed; being throttled is no attempt', () => {
    const single = { ...state, maxAttempts: 1, throttled: 1 };
    assert.equal(pauseBeforeRetry(failure('ServerError'), single), undefined);
    assert.equal(pauseBeforeRetry(failure('Throttled'), { ...single, counted: 0 }), 1250);
  });

  it('never gives a negative pause', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(RETRY) as FailureCode[])),
        fc.record({
          counted: fc.integer({ min: 1, max: 50 }),
          throttled: fc.integer({ min: 1, max: 50 }),
          maxAttempts: fc.integer({ min: 1, max: 10 }),
        }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (code, wild, random) => {
          const pause = pauseBeforeRetry(failure(code), { ...wild, random: () => random });
          assert.ok(pause === undefined || pause >= 0);
        },
      ),
    );
  });
});
