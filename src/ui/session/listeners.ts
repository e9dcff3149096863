/** Undoes a subscription. */
export type Unsubscribe = () => void;

/** A set of callbacks. VS Code's EventEmitter does the same but only exists inside the editor. */
export interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => Unsubscribe;
  readonly tell: (value: T) => void;
}

/** @returns an empty set of listeners; each hears of every later `tell`, in the order they were added. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** Timers as an argument, so that tests need not wait. */
export interface Timers {
  readonly set: (run: () => void, ms: number) => unknown;
  readonly clear: (timer: unknown) => void;
}

/** The host's own timers. */
export const realTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/**
 * Runs `work` at once, then at most once per `ms` however often it is called; the last call always gets its run.
 * Thirty customers answering in the same tick make two refreshes, not thirty.
 * @returns the throttled call, and a way to drop a run that is still due
 */
export function atMostEvery(
  ms: number,
  work: () => void,
  timers: Timers = realTimers,
): { call: () => void; dispose: () => void } {
  let resting: unknown;
  let due = false;
  const rest = (): void => {
    resting = timers.set(() => {
      resting = undefined;
      if (!due) return;
      due = false;
      work();
      rest();
    }, ms);
  };
  return {
    call: () => {
      if (resting !== undefined) {
        due = true;
        return;
      }
      work();
      rest();
    },
    dispose: () => {
      due = false;
      if (resting !== undefined) timers.clear(resting);
      resting = undefined;
    },
  };
}
