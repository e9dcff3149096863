import type { CancelOutcome, SendOutcome } from '../../calendar/index.ts';
import type { Preparation } from '../../invite/index.ts';

/** A run that ended by a throw instead of an answer, told as a problem: people get a sentence, the log gets the rest. */
export function crashed(error: unknown, signal: AbortSignal): Preparation {
  if (signal.aborted) return { kind: 'cancelled' };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', problems: [{ severity: 'error', code: 'Unexpected', message, path: '' }] };
}

/** A cancel that never got as far as an outcome: nothing was written. */
export function notCancelled(error: unknown): CancelOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'refused',
    error: { code: 'Unexpected', message, remedy: 'Show Log has the details.' },
    events: [],
  };
}

/** A send that never got as far as an outcome (its code could not be loaded, say): nothing was written. */
export function notSent(error: unknown): SendOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'refused',
    error: { code: 'Unexpected', message, remedy: 'Nothing was sent. Show Log has the details.' },
    events: [],
  };
}
