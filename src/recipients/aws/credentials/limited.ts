import { requestTimedOut } from '../../errors/run-failures.ts';
import { openScope, raceAbort } from '../../scope.ts';
import type { IdentityDeps } from './identity-deps.ts';

/**
 * Makes one request of a look-up, within the time limit of a request. Requests that customers make themselves have theirs
 * from the engine; look-ups are shared, and nobody's in particular.
 * @throws CustomerFailure `RequestTimeout`, or what `send` rejects with
 */
export async function limited<T>(
  operation: string,
  { clock, requestTimeoutMs: ms }: Pick<IdentityDeps, 'clock' | 'requestTimeoutMs'>,
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const scope = openScope(signal, { limit: { clock, ms, reason: () => requestTimedOut(operation, ms) } });
  try {
    return await raceAbort(send(scope.signal), scope.signal);
  } finally {
    scope.close();
  }
}
