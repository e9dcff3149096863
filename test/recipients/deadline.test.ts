import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startDeadline } from '../../src/recipients/deadline.ts';
import { fakeClock } from './fakes/clock.ts';

const never = new AbortController().signal;

describe('startDeadline', () => {
  it('passes after its time', async () => {
    const clock = fakeClock();
    const deadline = startDeadline(clock, 1000);
    await clock.runUntil(deadline.passed(never));
    assert.equal(clock.monotonic(), 1000);
    assert.equal(deadline.remainingMs(), 0);
  });

  it('stands still while it is held, by however many', async () => {
    const clock = fakeClock();
    const deadline = startDeadline(clock, 1000);
    const passed = deadline.passed(never);
    await clock.advance(400);
    const [first, second] = [deadline.hold(), deadline.hold()];
    await clock.advance(5000);
    first();
    first(); // letting go twice is letting go once
    await clock.advance(5000);
    assert.equal(deadline.remainingMs(), 600);
    second();
    await clock.advance(599);
    assert.equal(deadline.remainingMs(), 1);
    await clock.runUntil(passed);
    assert.ok(clock.monotonic() >= 11_000 && clock.monotonic() <= 11_600, String(clock.monotonic()));
  });

  it('leaves no timer when it is not waited for any more', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const passed = startDeadline(clock, 1000).passed(controller.signal);
    controller.abort(new Error('over'));
    await assert.rejects(passed, /over/);
    assert.equal(clock.sleeping(), 0);
  });
});
