import type { RequestRunner } from './account.ts';
import type { Clock } from './clock.ts';
import { classify } from './errors/classify.ts';
import { requestTimedOut } from './errors/run-failures.ts';
import type { QueryLimits } from './limits.ts';
import { pauseBeforeRetry } from './retry.ts';
import { openScope, raceAbort } from './scope.ts';

/** What making requests for one customer needs. */
export interface RequesterSetup {
  /** The customer's own: aborts at its deadline and when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Monotonic milliseconds. */
  readonly deadlineAt: number;
  readonly limits: QueryLimits;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told before each try, counted from 1; look-ups on this computer are not told. */
  readonly onTry: (tries: number) => void;
  readonly onWaiting: (delayMs: number, reason: string) => void;
}

/**
 * The one place through which all requests of a customer go: time limit per try, retries, deadline.
 * The SDK's own retries are off, so the two never multiply.
 * @returns a runner that rejects with a {@link CustomerFailure}, or with the signal's reason once that has aborted
 */
export function createRequester(setup: RequesterSetup): RequestRunner {
  const { signal, limits, clock } = setup;
  return async (operation, send, options = {}) => {
    let throttled = 0;
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted();
      if (!options.untimed) setup.onTry(tries);
      const limit = {
        clock,
        ms: limits.requestTimeoutMs,
        reason: () => requestTimedOut(operation, limits.requestTimeoutMs),
      };
      const scope = openScope(signal, options.untimed ? {} : { limit });
      try {
        return await raceAbort(send(scope.signal), scope.signal);
      } catch (error) {
        signal.throwIfAborted();
        const failure = classify(error, { operation });
        if (failure.retry === 'throttled') throttled++;
        const pause = pauseBeforeRetry(failure, {
          counted: tries - throttled,
          throttled,
          maxAttempts: limits.maxAttempts,
          remainingMs: setup.deadlineAt - clock.monotonic(),
          random: setup.random,
        });
        if (pause === undefined) throw failure;
        setup.onWaiting(pause, failure.message);
        await clock.sleep(pause, signal);
      } finally {
        scope.close();
      }
    }
  };
}
