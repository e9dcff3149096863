import type { Clock } from '../../recipients/index.ts';

/** What looking again and again came to. */
export interface Looked<T> {
  /** What was seen at last; absent when the time was up. */
  readonly value?: T;
  /** How many looks it took. */
  readonly looks: number;
  /** Milliseconds from the first look to the end of the last. */
  readonly afterMs: number;
}

/** Milliseconds between two looks: short at first, five seconds later on. */
const PAUSES_MS = [500, 1000, 1500, 2000, 3000, 4000];
const LONG_PAUSE_MS = 5000;

/**
 * Looks until there is something, at once and then at growing intervals, for at most so long. Rejects with what `look`
 * rejects with, or with the signal's reason.
 * @param limitMs milliseconds of pauses altogether
 */
export async function until<T>(
  look: () => Promise<T | undefined>,
  limitMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Looked<T>> {
  const begun = clock.monotonic();
  let paused = 0;
  for (let looks = 1; ; looks += 1) {
    const value = await look();
    const afterMs = clock.monotonic() - begun;
    if (value !== undefined) return { value, looks, afterMs };
    const pause = PAUSES_MS[looks - 1] ?? LONG_PAUSE_MS;
    if (paused + pause > limitMs) return { looks, afterMs };
    paused += pause;
    await clock.sleep(pause, signal);
  }
}
