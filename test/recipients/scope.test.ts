import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { openScope, raceAbort } from '../../src/recipients/scope.ts';
import { fakeClock } from './fakes/clock.ts';

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;
const reason = (text: string) => () => new Error(text);

describe('openScope', () => {
  it('aborts at its limit with its own reason, leaving the parent alone', async () => {
    const clock = fakeClock();
    const parent = new AbortController();
    const scope = openScope(parent.signal, { limit: { clock, ms: 100, reason: reason('late') } });
    await clock.advance(99);
    assert.equal(scope.signal.aborted, false);
    await clock.advance(1);
    assert.equal((scope.signal.reason as Error).message, 'late');
    assert.equal(parent.signal.aborted, false);
  });

  it('aborts with its parent, with the reason given for that, and stops its timer', () => {
    const clock = fakeClock();
    const parent = new AbortController();
    const scope = openScope(parent.signal, {
      limit: { clock, ms: 100, reason: reason('late') },
      parentReason: reason('stopped'),
    });
    parent.abort();
    assert.equal((scope.signal.reason as Error).message, 'stopped');
    assert.equal(clock.sleeping(), 0);
  });

  it('is aborted from the start under an aborted parent, without a timer', () => {
    const clock = fakeClock();
    const scope = openScope(AbortSignal.abort(new Error('gone')), {
      limit: { clock, ms: 100, reason: reason('late') },
    });
    assert.equal((scope.signal.reason as Error).message, 'gone');
    assert.equal(clock.sleeping(), 0);
  });

  it('leaves neither timer nor listener behind when closed', () => {
    const clock = fakeClock();
    const parent = new AbortController();
    const scope = openScope(parent.signal, { limit: { clock, ms: 100, reason: reason('late') } });
    assert.equal(listeners(parent.signal), 1);
    scope.close();
    assert.equal(listeners(parent.signal), 0);
    assert.equal(clock.sleeping(), 0);
    assert.equal(scope.signal.aborted, true);
  });
});

describe('raceAbort', () => {
  it('gives the value and leaves no listener', async () => {
    const { signal } = new AbortController();
    assert.equal(await raceAbort(Promise.resolve(7), signal), 7);
    assert.equal(listeners(signal), 0);
  });

  it('does not wait for what cannot be cancelled', async () => {
    const controller = new AbortController();
    const never = new Promise(() => undefined);
    const waiting = raceAbort(never, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
  });

  it('swallows the rejection of work that was left behind', async () => {
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise((_resolve, reject) => {
      fail = reject;
    });
    await assert.rejects(raceAbort(work, AbortSignal.abort(new Error('enough'))), /enough/);
    fail(new Error('too late')); // an unhandled rejection would fail the test run
    await new Promise((resolve) => setImmediate(resolve));
  });
});
