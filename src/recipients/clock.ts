/** Time as an argument, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Monotonic milliseconds; only differences mean anything. */
  readonly monotonic: () => number;
  /** Waits `ms`; rejects with the signal's reason as soon as it aborts, leaving no timer behind. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
