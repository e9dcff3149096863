import type { Clock } from '../../../src/recipients/index.ts';
import { NOW_MS } from './plans.ts';

/** A clock that waits for nothing and remembers for how long it was asked to. */
export function instantClock(onSleep?: (ms: number) => void): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => NOW_MS,
    monotonic: () => 0,
    sleep: (ms, signal) => {
      slept.push(ms);
      onSleep?.(ms);
      return signal.aborted ? Promise.reject(new Error('stopped')) : Promise.resolve();
    },
  };
}
