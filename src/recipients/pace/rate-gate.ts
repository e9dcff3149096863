import type { Clock } from '../clock.ts';

/** Spaces out the requests of a whole run. */
export interface RateGate {
  /**
   * Waits for this request's place; they are given out in the order of asking, evenly spaced.
   * @param onWait told with the milliseconds when there is something to wait for
   * @throws the signal's reason
   */
  readonly pass: (signal: AbortSignal, onWait: (ms: number) => void) => Promise<void>;
}

/** @param perSecond requests a second; 0 for no limit */
export function createRateGate(perSecond: number, clock: Clock): RateGate {
  if (perSecond <= 0) return { pass: () => Promise.resolve() };
  const spacingMs = 1000 / perSecond;
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    pass: async (signal, onWait) => {
      const now = clock.monotonic();
      const mine = Math.max(now, nextAt);
      nextAt = mine + spacingMs;
      if (mine === now) return;
      onWait(mine - now);
      await clock.sleep(mine - now, signal);
    },
  };
}
