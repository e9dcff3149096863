import type { Clock } from '../../../src/recipients/index.ts';

/** A clock that only moves when told to, or when everybody waits for it. */
export interface FakeClock extends Clock {
  /** How many sleeps are still waiting. */
  readonly sleeping: () => number;
  /** Moves time from sleep to sleep until the work is settled; fails when nothing is left that could settle it. */
  readonly runUntil: <T>(work: Promise<T>) => Promise<T>;
  /** Moves time by `ms`, waking everybody whose time has come, in order. */
  readonly advance: (ms: number) => Promise<void>;
}

/** Starts at 0. */
export function fakeClock(): FakeClock {
  let time = 0;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const settleMicrotasks = () => new Promise<void>((resolve) => setImmediate(resolve));
  const next = () => [...sleepers].sort((a, b) => a.at - b.at)[0];
  const wakeNext = async (sleeper: { readonly at: number; readonly wake: () => void }) => {
    time = Math.max(time, sleeper.at);
    sleeper.wake();
    await settleMicrotasks();
  };
  return {
    now: () => time,
    monotonic: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const done = () => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', stop);
        };
        const stop = () => {
          done();
          reject(signal.reason as Error);
        };
        const wake = () => {
          done();
          resolve();
        };
        const sleeper = { at: time + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', stop, { once: true });
      }),
    sleeping: () => sleepers.size,
    advance: async (ms) => {
      const end = time + ms;
      await settleMicrotasks();
      for (let sleeper = next(); sleeper !== undefined && sleeper.at <= end; sleeper = next())
        await wakeNext(sleeper);
      time = end;
    },
    runUntil: async (work) => {
      const state = { settled: false };
      const mark = () => {
        state.settled = true;
      };
      work.then(mark, mark);
      await settleMicrotasks();
      while (!state.settled) {
        const sleeper = next();
        if (sleeper === undefined) throw new Error('nothing left that could settle the work');
        await wakeNext(sleeper);
      }
      return work;
    },
  };
}
