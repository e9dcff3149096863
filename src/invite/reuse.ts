import { byCustomer } from './by-customer.ts';
import { normalizeCustomerCode } from '../metadata/index.ts';
import type { AggregatedRecipients, CustomerRecipientResult } from '../recipients/index.ts';

/** What is already known of a meeting's customers, and who still has to be asked. */
export interface Reusable {
  /** Codes, in the order given. */
  readonly toAsk: readonly string[];
  readonly results: readonly CustomerRecipientResult[];
  /** Milliseconds that getting the reused results took, waves after one another. */
  readonly spentMs: number;
}

/** Sorts an earlier run's results into those that are used as they are and those to ask for again. */
export function reusableResults(
  codes: readonly string[],
  previous: readonly CustomerRecipientResult[],
  retry: readonly string[],
): Reusable {
  const again = new Set(retry.map(normalizeCustomerCode));
  const previousOf = byCustomer(previous);
  const results = codes.flatMap((code) => (again.has(code) ? [] : previousOf(code).slice(-1)));
  const known = new Set(results.map(({ customerCode }) => customerCode));
  return {
    toAsk: codes.filter((code) => !known.has(code)),
    results,
    spentMs: Math.max(0, ...results.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs)),
  };
}

/**
 * One set of results in the given order. The new ones come after the reused ones in time, so that "all at once took"
 * counts both waves and the waterfall shows them one after the other.
 */
export function mergeResults(
  codes: readonly string[],
  earlier: Reusable,
  asked: Pick<AggregatedRecipients, 'results' | 'durationMs'>,
): Pick<AggregatedRecipients, 'results' | 'durationMs'> {
  const later = asked.results.map((result) => ({
    ...result,
    startedAtMs: result.startedAtMs + earlier.spentMs,
  }));
  const all = [...earlier.results, ...later];
  return {
    results: codes.flatMap(byCustomer(all)),
    durationMs: earlier.spentMs + asked.durationMs,
  };
}
