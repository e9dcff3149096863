import type { CancelOutcome, SendOutcome } from '../../calendar/index.ts';
import type { SessionEvent } from './reducer.ts';
import { notCancelled, notSent } from './thrown.ts';

/** What a session has under way on the calendar: one send or one cancel at a time. */
export interface CalendarWork {
  /** Marks the session as sending around `work`. One send at a time; a second call gets the first one's promise. While the meeting is cancelled nothing is sent. */
  readonly sending: (work: () => Promise<SendOutcome>) => Promise<SendOutcome>;
  /** The same around a cancel; `undefined` when the meeting is being sent or cancelled already. */
  readonly cancelling: (work: () => Promise<CancelOutcome>) => Promise<CancelOutcome | undefined>;
  readonly isBusy: () => boolean;
  /** Settles when neither is under way any more. */
  readonly settled: () => Promise<void>;
}

/**
 * @param apply takes what begins and what it comes to
 * @returns nothing under way; its members never reject, as a thrown error becomes an outcome
 */
export function createCalendarWork(apply: (event: SessionEvent) => unknown): CalendarWork {
  let send: Promise<SendOutcome> | undefined;
  let cancel: Promise<CancelOutcome> | undefined;
  return {
    sending: (work) => {
      if (send !== undefined) return send;
      if (cancel !== undefined) return Promise.resolve({ kind: 'aborted', events: [] });
      apply({ type: 'sending' });
      send = work()
        .catch(notSent)
        .then((outcome) => {
          apply({ type: 'sendEnded', outcome });
          return outcome;
        })
        .finally(() => {
          send = undefined;
        });
      return send;
    },
    cancelling: (work) => {
      if (send !== undefined || cancel !== undefined) return Promise.resolve(undefined);
      apply({ type: 'cancelling' });
      cancel = work()
        .catch(notCancelled)
        .then((outcome) => {
          apply({ type: 'cancelEnded', outcome });
          return outcome;
        })
        .finally(() => {
          cancel = undefined;
        });
      return cancel;
    },
    isBusy: () => send !== undefined || cancel !== undefined,
    settled: async () => {
      await Promise.allSettled([send, cancel]);
    },
  };
}
