import type { Clock } from '../clock.ts';

/** Shares the one thread of the process: nobody works on it for long without letting the others have a turn. */
export interface Breather {
  /**
   * Called before a piece of work that takes milliseconds, as signing a request does. Settles in the order of asking, at
   * once when there is room.
   * @param signal whoever has no more use for a turn gets it at once, and nobody waits for it
   * @param spare for work whose result nobody waits for yet: it lets everything else go first
   */
  readonly breathe: (signal: AbortSignal, spare?: boolean) => Promise<void>;
}

interface Waiting {
  readonly go: () => void;
  readonly signal: AbortSignal;
}

/** How many pieces of work may follow each other, and for how long; a person notices from about 100 ms on. */
const MOST_PIECES = 3;
const SLICE_MS = 8;

/**
 * Hundreds of customers whose answers come together would have their next requests prepared in one go, and an editor
 * that stands still meanwhile. After a few pieces of work the next ones wait for another turn of the event loop.
 * @param clock without `turn` there is nothing to wait for, and everybody goes on at once
 */
export function createBreather({ monotonic, turn }: Pick<Clock, 'monotonic' | 'turn'>): Breather {
  if (turn === undefined) return { breathe: () => Promise.resolve() };
  let sliceStart = monotonic();
  let pieces = 0;
  const urgent: Waiting[] = [];
  const spare: Waiting[] = [];
  let admitting = false;
  const isSliceOver = (): boolean => pieces >= MOST_PIECES || monotonic() - sliceStart >= SLICE_MS;
  // One after the other. Work goes on in small steps after it was let through, so the time used up tells too little by itself.
  const admit = async (): Promise<void> => {
    admitting = true;
    for (let next = urgent[0] ?? spare[0]; next !== undefined; next = urgent[0] ?? spare[0]) {
      const isWork = !next.signal.aborted;
      if (isWork && isSliceOver()) {
        await turn();
        sliceStart = monotonic();
        pieces = 0;
        continue; // somebody more urgent may have come
      }
      (urgent.length > 0 ? urgent : spare).shift()?.go();
      if (!isWork) continue;
      pieces++;
      await Promise.resolve(); // what was let through may ask for more
    }
    admitting = false;
  };
  return {
    breathe: (signal, isSpare = false) =>
      new Promise((go) => {
        (isSpare ? spare : urgent).push({ go, signal });
        if (!admitting) void admit();
      }),
  };
}
