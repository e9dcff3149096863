import type { Clock } from '../recipients/index.ts';
import { MAX_ATTEMPTS, waitBefore } from './backoff.ts';
import type { GraphCall, GraphTransport } from './client.ts';
import { GraphFailure, isTransient, type FailureFacts } from './failure.ts';
import type { CalendarError } from './outcome.ts';
import type { SendEvent } from './send-event.ts';

/** What repeating a read needs beside the call. */
export interface ReadRepetition {
  readonly clock: Clock;
  readonly report: (event: SendEvent) => void;
  readonly describe: (facts: FailureFacts) => CalendarError;
}

/**
 * A read, repeated after passing trouble (at most 3 tries). That includes 412, which Exchange answers now and then to a
 * read that set no condition (learn.microsoft.com/answers/questions/271870). Waits are told, honour `Retry-After` and end with the
 * request's signal. Rejects with the last `GraphFailure`.
 */
export async function repeatedRead(
  call: GraphTransport,
  request: Omit<GraphCall, 'method'>,
  { clock, report, describe }: ReadRepetition,
): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call({ ...request, method: 'GET' });
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      if (!isTransient(error.facts) && error.facts.status !== 412) throw error;
      const delayMs = waitBefore(attempt, error.facts);
      const { code, message, status } = describe(error.facts);
      report({ type: 'transient', attempt, code, message, ...(status !== undefined && { status }) });
      if (delayMs === undefined) throw error;
      report({ type: 'waiting', attempt: attempt + 1, attempts: MAX_ATTEMPTS, delayMs });
      await clock.sleep(delayMs, request.signal).catch(() => {
        throw new GraphFailure({ kind: 'aborted', code: 'Aborted' });
      });
    }
  }
}
