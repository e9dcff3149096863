import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { createSharedLookups } from '../../../../src/recipients/aws/credentials/shared-lookups.ts';

const never = (): Promise<number> => new Promise(() => undefined);
const waiter = () => new AbortController();
const lookups = (keepsFailure = true, run = waiter()) =>
  createSharedLookups<number>(run.signal, () => keepsFailure);

describe('shared look-ups', () => {
  it('look once for all who ask, at the same time or later', async () => {
    const { ask } = lookups();
    let looks = 0;
    const look = () => Promise.resolve(++looks);
    const { signal } = waiter();
    assert.deepEqual(await Promise.all([ask('a', look, signal), ask('a', look, signal)]), [1, 1]);
    assert.equal(await ask('a', look, signal), 1);
    assert.equal(await ask('b', look, signal), 2);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('remember a failure that stays one, and forget one that may pass', async () => {
    for (const [keepsFailure, looksExpected] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const { ask } = lookups(keepsFailure);
      let looks = 0;
      const look = (): Promise<number> => Promise.reject(new Error(`look ${++looks}`));
      await assert.rejects(ask('a', look, waiter().signal), /look 1/);
      await assert.rejects(ask('a', look, waiter().signal));
      assert.equal(looks, looksExpected);
    }
  });

  it('go on while anybody waits, and end with the last', async () => {
    const { ask } = lookups();
    const [one, other] = [waiter(), waiter()];
    let signal: AbortSignal | undefined;
    const look = (until: AbortSignal) => {
      signal = until;
      return never();
    };
    const asked = [ask('a', look, one.signal), ask('a', look, other.signal)];
    one.abort(new Error('one left'));
    await assert.rejects(asked[0]!, /one left/);
    assert.equal(signal?.aborted, false);
    other.abort(new Error('other left'));
    await assert.rejects(asked[1]!, /other left/);
    assert.equal(signal.aborted, true);
    assert.equal(await ask('a', () => Promise.resolve(7), waiter().signal), 7, 'and begin anew');
  });

  it('end with the run, which nothing outlives', async () => {
    const run = waiter();
    const { ask } = lookups(true, run);
    const asked = ask('a', never, waiter().signal);
    run.abort(new Error('over'));
    await assert.rejects(asked, /over/);
    await assert.rejects(
      ask('b', () => Promise.resolve(1), waiter().signal),
      /over/,
    );
    assert.equal(getEventListeners(run.signal, 'abort').length, 0);
  });

  it('forget a value only while it is that one', async () => {
    const { ask, forget } = lookups();
    let looks = 0;
    const look = () => Promise.resolve(++looks);
    const first = await ask('a', look, waiter().signal);
    forget('a', first);
    assert.equal(await ask('a', look, waiter().signal), 2);
    forget('a', first);
    assert.equal(await ask('a', look, waiter().signal), 2);
  });
});
