import { setMaxListeners } from 'node:events';
import { raceAbort } from '../../scope.ts';

/** Look-ups that several customers wait for together. */
export interface SharedLookups<Value> {
  /**
   * The value of a key: looked up once, shared while under way and afterwards.
   * @param look is given a signal that aborts when nobody waits any more, or the run ends
   * @param waiter leaves when it aborts; the look-up goes on as long as somebody else waits
   * @throws what `look` rejects with, or the waiter's reason
   */
  readonly ask: (
    key: string,
    look: (signal: AbortSignal) => Promise<Value>,
    waiter: AbortSignal,
  ) => Promise<Value>;
  /** Forgets a key's value, if it is still that one, so that the next who asks looks again. */
  readonly forget: (key: string, value: Value) => void;
}

interface Lookup<Value> {
  readonly found: Promise<Value>;
  readonly controller: AbortController;
  waiters: number;
  settled: boolean;
  value?: Value;
}

/**
 * Remembers what was looked up, so that thirty customers with one sign-in cost one look-up.
 * @param run ends every look-up when it aborts
 * @param keepsFailure whether a failure is remembered too; else the next who asks looks again
 */
export function createSharedLookups<Value>(
  run: AbortSignal,
  keepsFailure: (error: unknown) => boolean,
): SharedLookups<Value> {
  const lookups = new Map<string, Lookup<Value>>();

  const start = (key: string, look: (signal: AbortSignal) => Promise<Value>): Lookup<Value> => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal); // a chain's inner look-ups all listen to the outer one
    const end = (): void => controller.abort(run.reason);
    run.addEventListener('abort', end, { once: true });
    const found = raceAbort(
      Promise.resolve().then(() => look(controller.signal)),
      controller.signal,
    );
    const lookup: Lookup<Value> = { found, controller, waiters: 0, settled: false };
    found
      .then(
        (value) => {
          lookup.value = value;
        },
        (error: unknown) => {
          if (lookups.get(key) === lookup && !keepsFailure(error)) lookups.delete(key);
        },
      )
      .finally(() => {
        lookup.settled = true;
        run.removeEventListener('abort', end);
      });
    lookups.set(key, lookup);
    return lookup;
  };

  return {
    ask: async (key, look, waiter) => {
      run.throwIfAborted();
      waiter.throwIfAborted();
      const lookup = lookups.get(key) ?? start(key, look);
      lookup.waiters++;
      try {
        return await raceAbort(lookup.found, waiter);
      } finally {
        lookup.waiters--;
        if (lookup.waiters === 0 && !lookup.settled) {
          lookups.delete(key);
          lookup.controller.abort(waiter.reason);
        }
      }
    },
    forget: (key, value) => {
      if (lookups.get(key)?.value === value) lookups.delete(key);
    },
  };
}
