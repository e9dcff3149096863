import type { Clock } from './clock.ts';
import type { Deadline } from './deadline.ts';
import { thrownText } from './errors/thrown-text.ts';

/** A stretch of work that ends together: everything in it listens to one signal. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Stops the timer, lets go of the parent, and aborts whatever is still running inside. */
  readonly close: () => void;
}

/** Ends a scope by itself after a while: after `ms`, or when a deadline has passed. */
export type ScopeLimit = { readonly reason: () => Error } & (
  { readonly clock: Clock; readonly ms: number } | { readonly deadline: Deadline }
);

class ScopeClosed extends Error {
  override readonly name = 'ScopeClosed';
}

/** One for all: making one costs a stack trace, or without a reason a DOMException, and nobody ever looks at it. */
const CLOSED = new ScopeClosed('the work is over');

/**
 * Opens a scope that aborts with its parent, or at its own time limit, whichever is first.
 * A signal of its own per scope, instead of sharing the parent's, keeps listeners few and lets one customer stop alone.
 * @param parent aborting it aborts the scope
 * @param options `limit` in milliseconds with the reason to abort with; `parentReason` replaces the parent's reason
 */
export function openScope(
  parent: AbortSignal,
  options: { readonly limit?: ScopeLimit; readonly parentReason?: () => Error } = {},
): Scope {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = () => controller.abort(options.parentReason?.() ?? parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener('abort', follow, { once: true });
  const { limit } = options;
  if (limit !== undefined && !signal.aborted) {
    const over = 'deadline' in limit ? limit.deadline.passed(signal) : limit.clock.sleep(limit.ms, signal);
    over.then(
      () => controller.abort(limit.reason()),
      () => undefined, // closed or aborted before the time was up
    );
  }
  return {
    signal,
    close: () => {
      parent.removeEventListener('abort', follow);
      controller.abort(CLOSED);
    },
  };
}

/**
 * Waits for work, but not longer than the signal allows: what cannot be cancelled itself (the AWS SDK's credential
 * lookups ignore abort signals) can at least be left behind.
 * @returns the work's value
 * @throws the signal's reason, or the work's own error
 */
export function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', leave);
      act();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    // A loser's rejection ends here too, so that nothing is ever unhandled.
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(asError(error))),
    );
  });
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(thrownText(thrown));
