import type { CalendarError } from './outcome.ts';

/** Thrown where there is no outcome to carry it: `error` is told for a person, without secrets. */
export class CalendarFailure extends Error {
  readonly error: CalendarError;

  constructor(error: CalendarError) {
    super(`${error.message} ${error.remedy}`);
    this.name = 'CalendarFailure';
    this.error = error;
  }
}

/** How a call to Graph went wrong. */
export type FailureKind =
  /** Graph answered with an error. */
  | 'answer'
  /** No answer: connection refused, dropped, no such host … */
  | 'network'
  /** No answer in time. */
  | 'timeout'
  /** The caller's signal aborted. */
  | 'aborted'
  /** No token could be had. */
  | 'signin'
  /** Graph said yes in a way that cannot be read. */
  | 'garbled';

/** What happened and what to do next, one or two sentences each, without secrets. */
export type Told = readonly [message: string, remedy: string];

/** The facts of a failed call. `rawMessage` is Graph's own text for developers: never shown by itself. */
export interface FailureFacts {
  readonly kind: FailureKind;
  /** Graph's error code, the operating system's (`ECONNRESET`), `AADSTS…`, or one of ours. */
  readonly code: string;
  readonly rawMessage?: string;
  readonly status?: number;
  readonly requestId?: string;
  /** What `Retry-After` asks for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The event that `ErrorDuplicateTransactionId` names. */
  readonly existingEventId?: string;
  /** What a sign-in says for a person about its own failure. */
  readonly told?: Told;
}

/** Thrown inside this room for every failed call; shells only ever see it described. */
export class GraphFailure extends Error {
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    super(`${facts.kind}: ${facts.code}`);
    this.name = 'GraphFailure';
    this.facts = facts;
  }
}

/** Whether the connection was never made, so that nothing can have been written. */
export function neverSent({ kind, code }: FailureFacts): boolean {
  return kind === 'signin' || (kind === 'network' && (NOT_CONNECTED.has(code) || isUntrusted(code)));
}

/**
 * Whether the same call may go better a moment later: too many requests, trouble at the service, a lost connection or
 * answer (Microsoft Graph docs: error responses). A refusal stays a refusal.
 */
export function isTransient(facts: FailureFacts): boolean {
  if (facts.kind === 'timeout' || facts.kind === 'garbled') return true;
  if (facts.kind === 'network') return !isUntrusted(facts.code) && facts.code !== REDIRECTED;
  const { status } = facts;
  if (facts.kind !== 'answer' || status === undefined || LASTING.has(status)) return false;
  return status === 408 || status === 429 || status >= 500;
}

/** Of the 5xx, what does not pass by itself: not implemented, and a mailbox that is full (507 `ErrorQuotaExceeded`). */
const LASTING: ReadonlySet<number> = new Set([501, 505, 507]);

/**
 * Whether a refusal may be about the record that an event was to carry: Graph documents no limit for an extended property,
 * and no code for one that is too long. A refusal that is known to be about something else is not.
 */
export function refusesRecord({ kind, status, code }: FailureFacts): boolean {
  return kind === 'answer' && (status === 400 || status === 413) && !OF_SOMETHING_ELSE.has(code);
}

const OF_SOMETHING_ELSE: ReadonlySet<string> = new Set([
  'ErrorInvalidRecipients',
  'ErrorDuplicateTransactionId',
  'ErrorCalendarEndDateIsEarlierThanStartDate',
  'ErrorInvalidIdMalformed',
  'ErrorInvalidId',
  'ErrorExceededMessageLimit',
]);

/** Whether a failed write may nevertheless have been carried out: then the calendar is looked at before anything else. */
export function mayHaveHappened(facts: FailureFacts): boolean {
  return isTransient(facts) && facts.status !== 429 && !neverSent(facts);
}

/** Our code for an answer that redirects elsewhere; Graph never does, so something stands in between. */
export const REDIRECTED = 'UnexpectedRedirect';

const NOT_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** TLS errors of Node.js: the other side could not prove who it is. */
export function isUntrusted(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_SSL|ERR_TLS/.test(code);
}
