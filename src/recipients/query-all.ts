import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { CustomerResolution } from '../customers/index.ts';
import { aggregateRecipients } from './aggregate.ts';
import { startRun } from './customer-session.ts';
import type { QueryDeps } from './customer-session.ts';
import { cancelled } from './errors/run-failures.ts';
import { customersAtOnce } from './limits.ts';
import type { QueryLimits } from './limits.ts';
import { askCustomer } from './query-customer.ts';
import type { AggregatedRecipients, CustomerRecipientResult } from './result.ts';
import { openScope } from './scope.ts';

/**
 * Asks all customers at once who is subscribed to a topic, and puts the answers together. Each customer stands for
 * itself: its failure, its deadline and its order of answering touch nobody else's recipients.
 *
 * Concurrency is limited here and not by sockets, because VS Code's extension host replaces HTTP agents and with them
 * their `maxSockets`.
 * @param resolutions the meeting's customers in the metadata's order; unresolved ones become failed results at once
 * @returns results in the order of `resolutions`, whatever the order of answers; rejects only if `onEvent` throws
 */
export async function queryAndAggregateCalendarRecipients(
  resolutions: readonly CustomerResolution[],
  topicName: string,
  limits: QueryLimits,
  deps: QueryDeps,
): Promise<AggregatedRecipients> {
  const share = startRun(deps, limits);
  const atMs = () => deps.clock.monotonic() - share.startedAt;
  const codes = resolutions.map((resolution) => nameOf(resolution).customerCode);
  deps.onEvent?.({ type: 'started', topicName, customerCodes: codes, atMs: atMs() });
  for (const resolution of resolutions)
    deps.onEvent?.({ type: 'queued', ...nameOf(resolution), atMs: atMs() });

  const run = openScope(deps.signal, { parentReason: cancelled });
  setMaxListeners(0, run.signal); // one listener per customer is what it is for
  const queue = new PQueue({ concurrency: customersAtOnce(limits.maxCustomerConcurrency) });
  let mayBegin = Promise.resolve();
  try {
    const results = await Promise.all(
      resolutions.map(async (resolution, index) => {
        if (resolution.kind === 'unresolved') return refuse(resolution, topicName, deps, atMs);
        if (index > 0 && index % GROUP === 0) mayBegin = mayBegin.then(deps.clock.turn);
        await mayBegin;
        return queue.add(() =>
          askCustomer(resolution.customer, topicName, limits, { ...deps, signal: run.signal }, share),
        );
      }),
    );
    return aggregateRecipients(topicName, results, { durationMs: atMs() });
  } finally {
    run.close();
  }
}

/** Customers that are begun in one go, which takes some milliseconds; the next ones have a turn of the event loop of their own. */
const GROUP = 40;

/** The code, and the friendly name where there is one. */
function nameOf(resolution: CustomerResolution): {
  readonly customerCode: string;
  readonly customerName?: string;
} {
  const { customerCode, customerName } = resolution.kind === 'customer' ? resolution.customer : resolution;
  return { customerCode, ...(customerName === undefined ? {} : { customerName }) };
}

/** A customer that cannot even be asked: its result is its error. */
function refuse(
  unresolved: Extract<CustomerResolution, { kind: 'unresolved' }>,
  topicName: string,
  deps: QueryDeps,
  atMs: () => number,
): CustomerRecipientResult {
  const { customerCode, customerName, error } = unresolved;
  const startedAtMs = atMs();
  const result: CustomerRecipientResult = {
    customerCode,
    ...(customerName === undefined ? {} : { customerName }),
    recipients: [],
    unsubscribed: [],
    restrictedRecipients: [],
    error: { customerCode, ...error, retryable: false },
    warnings: [],
    startedAtMs,
    durationMs: 0,
    pages: 0,
    attempts: 0,
  };
  // The Go tool, too, says that it is asking before it finds that it cannot.
  deps.onEvent?.({ type: 'credentials', customerCode, atMs: startedAtMs });
  deps.onEvent?.({ type: 'failed', customerCode, topicName, result, atMs: atMs() });
  return result;
}
