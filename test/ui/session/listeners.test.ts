import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atMostEvery, createListeners, type Timers } from '../../../src/ui/session/listeners.ts';

function handTimers(): { timers: Timers; elapse: () => void } {
  let pending: (() => void) | undefined;
  return {
    timers: {
      set: (run) => {
        pending = run;
        return 1;
      },
      clear: () => {
        pending = undefined;
      },
    },
    elapse: () => {
      const run = pending;
      pending = undefined;
      run?.();
    },
  };
}

describe('atMostEvery', () => {
  it('runs at once, then once per interval, and never loses the last call', () => {
    const { timers, elapse } = handTimers();
    let runs = 0;
    const throttled = atMostEvery(100, () => (runs += 1), timers);
    for (let call = 0; call < 30; call += 1) throttled.call();
    assert.equal(runs, 1);
    elapse();
    assert.equal(runs, 2);
    elapse();
    assert.equal(runs, 2);
    throttled.call();
    assert.equal(runs, 3);
  });

  it('drops what is still due when it is disposed', () => {
    const { timers, elapse } = handTimers();
    let runs = 0;
    const throttled = atMostEvery(100, () => (runs += 1), timers);
    throttled.call();
    throttled.call();
    throttled.dispose();
    elapse();
    assert.equal(runs, 1);
  });
});

describe('createListeners', () => {
  it('tells everybody until they leave, also when one leaves while being told', () => {
    const listeners = createListeners<number>();
    const heard: string[] = [];
    const leave = listeners.add((value) => {
      heard.push(`first ${value}`);
      leave();
    });
    listeners.add((value) => heard.push(`second ${value}`));
    listeners.tell(1);
    listeners.tell(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });
});
