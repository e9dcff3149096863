import type { FailureFacts } from './failure.ts';

/** Tries of one call in all, as the Go tool has it. */
export const MAX_ATTEMPTS = 3;

/** A service that asks for more than this is not waited for. */
const LONGEST_WAIT_MS = 300_000;

/**
 * Milliseconds to wait before the next try: what `Retry-After` asks for, else 2 s, then 4 s as the Go tool has it.
 * @param attempt the try that failed, 1-based
 * @returns `undefined` when no further try is to be made: they are used up, or the service asks for longer than 5 minutes
 */
export function waitBefore(attempt: number, facts: FailureFacts): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  const asked = facts.retryAfterMs;
  if (asked !== undefined && asked > LONGEST_WAIT_MS) return undefined;
  return asked ?? 2000 * 2 ** (attempt - 1);
}
