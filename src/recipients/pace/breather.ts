import type { Clock } from '../clock.ts';

/** Shares the one thread of the process: nobody works on it for long without letting the others have a turn. */
export interface Breather {
  /** Called before a piece of work that takes milliseconds, as signing a request does. Settles in the order of asking, at once when there is room. */
  readonly breathe: () => Promise<void>;
}

/** How long pieces of work may follow each other; a person notices from about 100 ms on. */
const SLICE_MS = 8;

/**
 * Hundreds of customers whose answers come together would have their next requests prepared in one go, and an editor
 * that stands still meanwhile. From a slice's end on, each piece of work waits for a turn of the event loop of its own.
 * @param clock without `turn` there is nothing to wait for, and everybody goes on at once
 */
export function createBreather({ monotonic, turn }: Pick<Clock, 'monotonic' | 'turn'>): Breather {
  if (turn === undefined) return { breathe: () => Promise.resolve() };
  let sliceStart = monotonic();
  let last: Promise<void> = Promise.resolve();
  // One after the other, so that each finds what those before it have used up.
  const admit = async (): Promise<void> => {
    if (monotonic() - sliceStart < SLICE_MS) return;
    await turn();
    sliceStart = monotonic();
  };
  return {
    breathe: () => (last = last.then(admit)),
  };
}
