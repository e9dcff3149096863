import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createPacer, type Pacer } from '../../../src/recipients/pace/pacer.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';

const pace = (clock: FakeClock, perSecond = 0) => ({
  perSecond,
  clock,
  random: () => 0.5,
  signal: new AbortController().signal,
});

/** Makes one request through the pacer, again and again until it is let in. @returns refusals on the way */
async function request(
  pacer: Pacer,
  clock: FakeClock,
  admits: () => boolean,
  latencyMs: number,
  perSecond = 0,
): Promise<number> {
  for (let refused = 0; ; refused++) {
    const turn = await pacer.turn(pace(clock, perSecond), () => undefined);
    const admitted = admits();
    await clock.sleep(latencyMs, new AbortController().signal);
    if (admitted) {
      turn.answered();
      return refused;
    }
    turn.refused();
  }
}

/** An account that lets one request a second in, and so many at once, as a token bucket does. */
function bucket(clock: FakeClock, burst: number) {
  let tokens = burst;
  let at = 0;
  let refusals = 0;
  return {
    refusals: () => refusals,
    admits: (): boolean => {
      const now = clock.monotonic();
      tokens = Math.min(burst, tokens + (now - at) / 1000);
      at = now;
      if (tokens < 0.999_999) {
        refusals++;
        return false;
      }
      tokens -= 1;
      return true;
    },
  };
}

describe('createPacer', () => {
  it('is eager while nobody refuses', async () => {
    const clock = fakeClock();
    const pacer = createPacer();
    for (let i = 0; i < 20; i++) await clock.runUntil(request(pacer, clock, () => true, 10));
    assert.equal(clock.monotonic(), 200);
  });

  it('learns from one refusal, and then holds to the quota for all the requests after it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 3000 }),
        async (burst, requests, latencyMs) => {
          const clock = fakeClock();
          const pacer = createPacer();
          const server = bucket(clock, burst);
          const all = (async () => {
            for (let i = 0; i < requests; i++) await request(pacer, clock, server.admits, latencyMs);
          })();
          await clock.runUntil(all);
          assert.ok(server.refusals() <= 1, `${server.refusals()} refusals`);
          const unthrottled = requests * latencyMs;
          const allowed = 1250 * Math.max(0, requests - burst) + unthrottled + latencyMs;
          assert.ok(clock.monotonic() <= allowed, `${clock.monotonic()} ms of ${allowed} ms`);
        },
      ),
      { numRuns: 300 },
    ));

  it('is never refused when it is told the quota beforehand', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 3000 }),
        async (requests, latencyMs) => {
          const clock = fakeClock();
          const pacer = createPacer();
          const server = bucket(clock, 1);
          const all = (async () => {
            for (let i = 0; i < requests; i++) await request(pacer, clock, server.admits, latencyMs, 1);
          })();
          await clock.runUntil(all);
          assert.equal(server.refusals(), 0);
        },
      ),
      { numRuns: 200 },
    ));

  it('serves several customers of one account in turn, within the one quota', async () => {
    const clock = fakeClock();
    const pacer = createPacer();
    const server = bucket(clock, 1);
    const order: number[] = [];
    const all = Promise.all(
      [1, 2, 3, 4].map(async (who) => {
        await request(pacer, clock, server.admits, 50, 1);
        order.push(who);
      }),
    );
    await clock.runUntil(all);
    assert.deepEqual(order, [1, 2, 3, 4]);
    assert.equal(server.refusals(), 0);
  });

  it('slows down further with each further refusal, and keeps a pause it is asked for', async () => {
    const clock = fakeClock();
    const pacer = createPacer();
    const pauses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const turn = await clock.runUntil(pacer.turn(pace(clock), () => undefined));
      pauses.push(Math.round(turn.refused()));
    }
    assert.deepEqual(pauses, [1070, 1228, 1409, 1617]);
    const turn = await clock.runUntil(pacer.turn(pace(clock), () => undefined));
    assert.equal(turn.refused(9000), 9020);
  });

  it('tells once how long somebody has to wait', async () => {
    const clock = fakeClock();
    const pacer = createPacer();
    const waits: number[] = [];
    (await pacer.turn(pace(clock, 2), (ms) => waits.push(ms))).answered();
    await clock.runUntil(pacer.turn(pace(clock, 2), (ms) => waits.push(ms)));
    assert.deepEqual(waits, [520]);
  });

  it('gives the place of somebody who goes away to the next', async () => {
    const clock = fakeClock();
    const pacer = createPacer();
    (await pacer.turn(pace(clock, 1), () => undefined)).answered();
    const gone = new AbortController();
    const first = pacer.turn({ ...pace(clock, 1), signal: gone.signal }, () => undefined);
    const second = pacer.turn(pace(clock, 1), () => undefined);
    await clock.advance(10);
    gone.abort(new Error('gone'));
    await assert.rejects(first, /gone/);
    await clock.runUntil(second);
    assert.equal(clock.monotonic(), 1020);
    assert.equal(clock.sleeping(), 0);
  });
});
