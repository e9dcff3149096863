import type { SharedFailure, SignIn } from '../result.ts';

/** What the engine does by itself about a failure. */
export type Retry =
  /** Asking again changes nothing until somebody does something. */
  | 'never'
  /** Not tried again in this run, but a person may well ask again. */
  | 'later'
  /** Tried again after a short pause, until the tries are used up. */
  | 'transient'
  /** Tried again after at least a second; costs time, but no try. */
  | 'throttled';

/**
 * THE table of what is worth trying again, and with it of all stable error codes. A refused connection or an unknown
 * host is not: it burns every try for an answer that was certain the first time.
 */
export const RETRY = {
  AccessDenied: 'never',
  AssumeRoleDenied: 'never',
  AwsFileUnreadable: 'never',
  Cancelled: 'later',
  CertificateUntrusted: 'never',
  ClockSkewed: 'transient', // the SDK has just corrected its clock from the answer
  ConnectionRefused: 'never',
  ConnectionReset: 'transient',
  ContactListNotFound: 'never',
  CredentialProcessFailed: 'never',
  CredentialsMissing: 'never',
  CustomerTimeout: 'later',
  EndpointInvalid: 'never',
  ExpiredCredentials: 'never',
  HostNotFound: 'never',
  HostUnreachable: 'transient',
  InvalidCredentials: 'never',
  LoginNeeded: 'never',
  MalformedAnswer: 'never',
  MfaCancelled: 'later',
  MfaRefused: 'later',
  MfaRequired: 'never',
  NameLookupFailed: 'transient',
  ProfileIncomplete: 'never',
  ProfileInvalid: 'never',
  ProfileNotFound: 'never',
  ProxyFailed: 'never',
  ProxyInvalid: 'never',
  ProxyPage: 'never',
  RegionInvalid: 'never',
  RegionMissing: 'never',
  RequestRejected: 'never',
  RequestTimeout: 'transient',
  ServerError: 'transient',
  SignatureMismatch: 'never',
  SsoSignInNeeded: 'never',
  Throttled: 'throttled',
  TlsFailed: 'never',
  TopicNotFound: 'never',
  Unexpected: 'never',
  WrongAccount: 'never',
} as const satisfies Record<string, Retry>;

/** Stable, PascalCase; scripts, remedies and tests branch on it, never on the message. */
export type FailureCode = keyof typeof RETRY;

/** What is known about a failure, apart from whose it is. */
export interface FailureFacts {
  readonly code: FailureCode;
  /** One redacted sentence without a final full stop; what was being done goes in front of it. */
  readonly message: string;
  /** One or two sentences: the next thing to do. */
  readonly remedy: string;
  readonly requestId?: string;
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs?: number;
  /** Where one code is worth trying again in some cases only. */
  readonly retry?: Retry;
  /**
   * What failed, when that is nothing of one customer's own: the same short text for all who fail by it, e.g.
   * `sso-session corp`, `profile base`, `network`. Remedied once, it is remedied for all of them.
   */
  readonly cause?: string;
  /** What to say of all who fail by the cause, where message and remedy are not true of every one of them. */
  readonly shared?: SharedFailure;
  /** As in `CustomerError`. */
  readonly refusedCaller?: string;
  /** What of the request was refused, where that decides what is asked next. */
  readonly refusedPart?: 'page size' | 'topic';
  /** The sign-in that would remedy it. */
  readonly signIn?: SignIn;
}

/** A failure that already knows what it is and what to do about it. */
export class CustomerFailure extends Error {
  override readonly name = 'CustomerFailure';
  readonly code: FailureCode;
  readonly remedy: string;
  readonly retry: Retry;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  override readonly cause: string | undefined;
  readonly shared: SharedFailure | undefined;
  readonly refusedCaller: string | undefined;
  readonly refusedPart: FailureFacts['refusedPart'];
  readonly signIn: SignIn | undefined;

  constructor(facts: FailureFacts) {
    super(facts.message);
    this.code = facts.code;
    this.remedy = facts.remedy;
    this.retry = facts.retry ?? RETRY[facts.code];
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
    this.cause = facts.cause;
    this.shared = facts.shared;
    this.refusedCaller = facts.refusedCaller;
    this.refusedPart = facts.refusedPart;
    this.signIn = facts.signIn;
  }
}

/** The same failure, with what it has in common with others' failures. @param cause as in {@link FailureFacts} */
export const causedBy = (failure: CustomerFailure, cause: string): CustomerFailure => {
  const { code, message, remedy, requestId, retryAfterMs, retry, signIn, refusedCaller, refusedPart } =
    failure;
  const facts = { code, message, remedy, requestId, retryAfterMs, retry, signIn, refusedCaller, refusedPart };
  return new CustomerFailure({ ...facts, cause, shared: failure.shared });
};
