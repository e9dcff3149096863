import type { CustomerFailure } from './errors/failure.ts';

/** What deciding about another try needs to know. */
export interface TryState {
  /** Tries so far that count, the failed one included. */
  readonly counted: number;
  /** Throttling answers to this request so far, this one included. */
  readonly throttled: number;
  readonly maxAttempts: number;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
}

/** SES's quota for these calls is about one request a second per account (SES developer guide: quotas). */
const THROTTLE_PAUSE_MS = 1000;
const THROTTLE_JITTER_MS = 500;
const LONGEST_THROTTLE_JITTER_MS = 8000;
const TRANSIENT_BASE_MS = 100;
const LONGEST_TRANSIENT_MS = 5000;

/**
 * Whether, and after how long, a failed request is tried again.
 *
 * Exponential pauses with full jitter ("Exponential Backoff And Jitter", AWS Architecture Blog). Being throttled costs
 * no try, only time, because the answer is certain to come once we are slow enough; the pause is at least a second. A
 * pause that the other side asked for (`Retry-After`) is kept. The customer's deadline is the caller's to watch.
 * @returns milliseconds to wait, or undefined to give up
 */
export function pauseBeforeRetry(failure: CustomerFailure, state: TryState): number | undefined {
  const pause = ownPause(failure, state);
  return pause === undefined ? undefined : Math.max(pause, failure.retryAfterMs ?? 0);
}

function ownPause(failure: CustomerFailure, state: TryState): number | undefined {
  switch (failure.retry) {
    case 'throttled': {
      const jitter = Math.min(THROTTLE_JITTER_MS * 2 ** (state.throttled - 1), LONGEST_THROTTLE_JITTER_MS);
      return THROTTLE_PAUSE_MS + state.random() * jitter;
    }
    case 'transient': {
      if (state.counted >= state.maxAttempts) return undefined;
      return state.random() * Math.min(TRANSIENT_BASE_MS * 2 ** (state.counted - 1), LONGEST_TRANSIENT_MS);
    }
    case 'later':
    case 'never':
      return undefined;
  }
}
