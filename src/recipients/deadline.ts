import type { Clock } from './clock.ts';

/** A time limit that stands still while a person is asked something. */
export interface Deadline {
  /** Milliseconds that are left; 0 or less when it is over. */
  readonly remainingMs: () => number;
  /** Stops the time until the returned function is called. May be held several times over. */
  readonly hold: () => () => void;
  /** Settles when the time is over. @throws the signal's reason */
  readonly passed: (signal: AbortSignal) => Promise<void>;
}

/** How long a held deadline sleeps at least before it looks again. */
const SHORTEST_LOOK_MS = 100;

/** Begins now. @param ms how long it lasts, holds not counted */
export function startDeadline(clock: Clock, ms: number): Deadline {
  let endsAt = clock.monotonic() + ms;
  let holders = 0;
  let heldSince = 0;
  const remainingMs = (): number => endsAt - (holders > 0 ? heldSince : clock.monotonic());
  return {
    remainingMs,
    hold: () => {
      if (holders++ === 0) heldSince = clock.monotonic();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        if (--holders === 0) endsAt += clock.monotonic() - heldSince;
      };
    },
    passed: async (signal) => {
      for (let left = remainingMs(); left > 0; left = remainingMs())
        await clock.sleep(holders > 0 ? Math.max(left, SHORTEST_LOOK_MS) : left, signal);
    },
  };
}
