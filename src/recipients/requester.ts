import type { RequestOptions, RequestRunner } from './account.ts';
import type { Clock } from './clock.ts';
import type { Deadline } from './deadline.ts';
import { classify } from './errors/classify.ts';
import type { CustomerFailure } from './errors/failure.ts';
import { requestTimedOut, seconds } from './errors/run-failures.ts';
import type { QueryLimits } from './limits.ts';
import type { Breather } from './pace/breather.ts';
import type { Pacer, Turn } from './pace/pacer.ts';
import type { RateGate } from './pace/rate-gate.ts';
import { pauseBeforeRetry } from './retry.ts';
import { openScope, raceAbort } from './scope.ts';

/** What making requests for one customer needs. */
export interface RequesterSetup {
  /** The customer's own: aborts at its deadline and when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
  readonly limits: QueryLimits;
  readonly clock: Clock;
  readonly random: () => number;
  /** The whole run's. */
  readonly gate: RateGate;
  readonly breather: Breather;
  /** Told before each try, counted from 1; look-ups on this computer are not told. */
  readonly onTry: (tries: number) => void;
  readonly onWaiting: (delayMs: number, reason: string) => void;
}

/** A wait nobody would notice is not worth a word. */
const WORTH_TELLING_MS = 30;

/**
 * The one place through which all requests of a customer go: the run's and the account's pace, a time limit per try,
 * retries, the deadline. The SDK's own retries are off, so the two never multiply.
 * @returns a runner that rejects with a {@link CustomerFailure}, or with the signal's reason once that has aborted
 */
export function createRequester(setup: RequesterSetup): RequestRunner {
  const { signal, limits, clock, random, gate, breather, onWaiting } = setup;
  const tell =
    (reason: string) =>
    (ms: number): void => {
      if (ms >= WORTH_TELLING_MS) onWaiting(ms, reason);
    };

  /** Waits for the run's and the account's leave. */
  const leave = async (pacer: Pacer | undefined, refusal: CustomerFailure | undefined) => {
    const perSecond = limits.requestsPerSecond;
    const pace = { perSecond, clock, random, signal };
    const why = refusal?.message ?? paceReason(perSecond);
    const turn = await (pacer && raceAbort(pacer.turn(pace, tell(why)), signal));
    await gate.pass(
      signal,
      tell(`all customers together: at most ${limits.totalRequestsPerSecond} requests a second`),
    );
    return turn;
  };

  const once = async <T>(
    operation: string,
    send: (signal: AbortSignal) => Promise<T>,
    options: RequestOptions,
  ) => {
    const ms = limits.requestTimeoutMs;
    const limit = { clock, ms, reason: () => requestTimedOut(operation, ms) };
    await breather.breathe(signal, options.spare);
    signal.throwIfAborted();
    const scope = openScope(signal, options.untimed ? {} : { limit });
    try {
      return await raceAbort(send(scope.signal), scope.signal);
    } finally {
      scope.close();
    }
  };

  return async (operation, send, options = {}) => {
    let throttled = 0;
    let refusal: CustomerFailure | undefined;
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted();
      const turn = options.untimed ? undefined : await leave(options.pacer, refusal);
      if (!options.untimed) setup.onTry(tries);
      try {
        const answer = await once(operation, send, options);
        turn?.answered();
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        const failure = classify(error, { operation });
        refusal = failure.retry === 'throttled' ? failure : undefined;
        if (refusal !== undefined) throttled++;
        const pause =
          endTurn(turn, failure) ??
          pauseBeforeRetry(failure, {
            counted: tries - throttled,
            throttled,
            maxAttempts: limits.maxAttempts,
            random,
          });
        if (pause === undefined || pause >= setup.deadline.remainingMs()) throw failure;
        if (turn !== undefined && refusal !== undefined) continue; // the pacer waits, and says so
        onWaiting(pause, failure.message);
        await clock.sleep(pause, signal);
      }
    }
  };
}

/** @returns milliseconds until the account may be asked again, when the pacer is the one to say so */
function endTurn(turn: Turn | undefined, failure: CustomerFailure): number | undefined {
  if (failure.retry === 'throttled') return turn?.refused(failure.retryAfterMs);
  turn?.answered();
  return undefined;
}

const paceReason = (perSecond: number): string =>
  perSecond > 0
    ? `at most ${perSecond} requests a second for one customer`
    : `AWS allows this account about one request in ${seconds(1000)}`;
