import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRateGate } from '../../../src/recipients/pace/rate-gate.ts';
import { fakeClock } from '../fakes/clock.ts';

const never = new AbortController().signal;

describe('createRateGate', () => {
  it('spaces requests evenly, in the order of asking', async () => {
    const clock = fakeClock();
    const gate = createRateGate(4, clock);
    const passed: [string, number][] = [];
    await clock.runUntil(
      Promise.all(
        ['a', 'b', 'c', 'd'].map(async (who) => {
          await gate.pass(never, () => undefined);
          passed.push([who, clock.monotonic()]);
        }),
      ),
    );
    assert.deepEqual(passed, [
      ['a', 0],
      ['b', 250],
      ['c', 500],
      ['d', 750],
    ]);
  });

  it('saves nothing up while nobody asks', async () => {
    const clock = fakeClock();
    const gate = createRateGate(2, clock);
    await gate.pass(never, () => undefined);
    await clock.advance(10_000);
    await gate.pass(never, () => assert.fail('there is nothing to wait for'));
    const waits: number[] = [];
    await clock.runUntil(gate.pass(never, (ms) => waits.push(ms)));
    assert.deepEqual(waits, [500]);
  });

  it('lets everybody through at once without a limit', async () => {
    const clock = fakeClock();
    const gate = createRateGate(0, clock);
    for (let i = 0; i < 100; i++) await gate.pass(never, () => assert.fail('there is nothing to wait for'));
    assert.equal(clock.monotonic(), 0);
  });

  it('stops waiting when aborted, leaving no timer', async () => {
    const clock = fakeClock();
    const gate = createRateGate(1, clock);
    await gate.pass(never, () => undefined);
    const controller = new AbortController();
    const waiting = gate.pass(controller.signal, () => undefined);
    controller.abort(new Error('stop'));
    await assert.rejects(waiting, /stop/);
    assert.equal(clock.sleeping(), 0);
  });
});
