import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { startDeadline } from '../../src/recipients/deadline.ts';
import { createBreather } from '../../src/recipients/pace/breather.ts';
import { createRateGate } from '../../src/recipients/pace/rate-gate.ts';
import { createRequester } from '../../src/recipients/requester.ts';
import { awsError } from './fakes/accounts.ts';
import { fakeClock } from './fakes/clock.ts';
import { limits } from './fakes/limits.ts';

const setUp = (more: Parameters<typeof limits>[0] = {}) => {
  const clock = fakeClock();
  const controller = new AbortController();
  const tries: number[] = [];
  const waits: number[] = [];
  const allLimits = limits(more);
  const request = createRequester({
    signal: controller.signal,
    deadline: startDeadline(clock, allLimits.customerTimeoutMs),
    breather: createBreather(clock),
    gate: createRateGate(allLimits.totalRequestsPerSecond, clock),
    limits: allLimits,
    clock,
    random: () => 0.5,
    onTry: (number) => tries.push(number),
    onWaiting: (delayMs) => waits.push(delayMs),
  });
  return { clock, controller, request, tries, waits };
};
const failing = (errors: readonly Error[], value = 'fine') => {
  const left = [...errors];
  return () => {
    const error = left.shift();
    return error === undefined ? Promise.resolve(value) : Promise.reject(error);
  };
};

describe('createRequester', () => {
  it('tries a server error again and says that it waits', async () => {
    const { clock, request, tries, waits } = setUp();
    const answer = request('x', failing([awsError('Internal', 500), awsError('Internal', 500)]));
    assert.equal(await clock.runUntil(answer), 'fine');
    assert.deepEqual(tries, [1, 2, 3]);
    assert.deepEqual(waits, [50, 100]);
  });

  it('gives up after the last attempt', async () => {
    const { clock, request, tries } = setUp();
    await assert.rejects(clock.runUntil(request('x', () => Promise.reject(awsError('Internal', 500)))), {
      code: 'ServerError',
    });
    assert.equal(tries.length, 3);
  });

  it('does not count throttling as a try', async () => {
    const { clock, request } = setUp();
    const throttled = Array.from({ length: 5 }, () => awsError('TooManyRequestsException', 429));
    assert.equal(await clock.runUntil(request('x', failing(throttled))), 'fine');
    assert.ok(clock.monotonic() >= 5000);
  });

  it('gives up a throttled request before the deadline, with the real reason', async () => {
    const { clock, request } = setUp({ customerTimeoutMs: 5000 });
    const always = () => Promise.reject(awsError('TooManyRequestsException', 429));
    await assert.rejects(clock.runUntil(request('x', always)), { code: 'Throttled' });
    assert.ok(clock.monotonic() < 5000);
  });

  it('asks once where asking again changes nothing', async () => {
    const { clock, request, tries } = setUp();
    await assert.rejects(
      clock.runUntil(request('x', () => Promise.reject(awsError('AccessDeniedException', 403)))),
      { code: 'AccessDenied' },
    );
    assert.equal(tries.length, 1);
  });

  it('ends a try that takes too long and aborts its signal', async () => {
    const { clock, request } = setUp({ requestTimeoutMs: 100, maxAttempts: 1 });
    let signal: AbortSignal | undefined;
    const hanging = request('ses:ListContacts', (given) => {
      signal = given;
      return new Promise(() => undefined);
    });
    await assert.rejects(clock.runUntil(hanging), { code: 'RequestTimeout' });
    assert.equal(clock.monotonic(), 100);
    assert.equal(signal?.aborted, true);
  });

  it('lets a look-up take longer than a request', async () => {
    const { clock, request, controller, tries } = setUp({ requestTimeoutMs: 100 });
    const slow = request('credentials', () => clock.sleep(5000, controller.signal).then(() => 'in'), {
      untimed: true,
    });
    assert.equal(await clock.runUntil(slow), 'in');
    assert.deepEqual(tries, []);
  });

  it('stops in the middle of a pause when aborted, leaving no timer and no listener', async () => {
    const { clock, controller, request } = setUp();
    const waiting = request('x', () => Promise.reject(awsError('TooManyRequestsException', 429)));
    waiting.catch(() => undefined);
    await clock.advance(10);
    controller.abort(new Error('stop'));
    await assert.rejects(waiting, /stop/);
    assert.equal(clock.sleeping(), 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  });

  it('sends nothing once aborted', async () => {
    const { controller, request, tries } = setUp();
    controller.abort(new Error('stop'));
    await assert.rejects(
      request('x', () => Promise.resolve('never')),
      /stop/,
    );
    assert.deepEqual(tries, []);
  });
});
