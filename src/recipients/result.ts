/** A customer's failure as data: what happened, what to do, and whether asking again can help. */
export interface CustomerError {
  readonly customerCode: string;
  /** Stable, PascalCase, e.g. `AssumeRoleDenied`, `CustomerTimeout`, `ConnectionReset`, `WrongAccount`. */
  readonly code: string;
  /** One sentence, redacted: no keys, no command lines, no SDK tails. */
  readonly message: string;
  /** The next thing to do, as exact as it can be. */
  readonly remedy: string;
  readonly retryable: boolean;
  readonly requestId?: string;
  /**
   * What failed, where that is nothing of this customer's own: the same short text for every customer that failed by it,
   * e.g. `sso-session corp`, `profile base`, `mfa arn:…`, `network`. See `sharedCauses`.
   */
  readonly cause?: string;
  /** What is true of everybody who fails by that cause. */
  readonly shared?: SharedFailure;
  /** Of a role that was refused: whose credentials asked for it, in words that are the same for all it asked for. */
  readonly refusedCaller?: string;
  /** The sign-in that would remedy it. Its profile may be one that config.json names: look it up before running anything. */
  readonly signIn?: SignIn;
}

/** A failure and its remedy in words that name nothing of any one customer. */
export interface SharedFailure {
  /** One sentence without a full stop. */
  readonly message: string;
  readonly remedy: string;
}

/** A sign-in of the AWS CLI: `aws sso login` or `aws login`, for one profile. */
export interface SignIn {
  readonly kind: 'sso' | 'login';
  readonly profile: string;
}

/** Somebody subscribed to the topic at one customer, with an address back to where that was learnt. */
export interface Subscriber {
  /** As AWS gave it, not yet trimmed or compared. */
  readonly email: string;
  readonly preference: 'explicit' | 'default';
  readonly contactList: string;
  readonly topicName: string;
  /** 1-based page of the answer. */
  readonly page: number;
}

/**
 * What one customer answered. Complete or failed, never in between: after a failure on a later page
 * `recipients` is empty and `error` says how far it came.
 */
export interface CustomerRecipientResult {
  readonly customerCode: string;
  readonly customerName?: string;
  readonly recipients: readonly Subscriber[];
  /** Contacts the answer held although they are not subscribed (UnsubscribeAll, topic opt-out). */
  readonly unsubscribed: readonly string[];
  /** Allow-list for what this customer contributes (from its `Customer`); empty means unrestricted. */
  readonly restrictedRecipients: readonly string[];
  readonly error?: CustomerError;
  /** Remarks that do not fail the customer, e.g. that the topic could not be checked. */
  readonly warnings: readonly string[];
  readonly roleArn?: string;
  /** Whose credentials a role was assumed with, as in `CustomerError.refusedCaller`; absent where none was. */
  readonly assumedBy?: string;
  readonly accountId?: string;
  /** The same for all who were answered with the same access key, which it does not tell. */
  readonly signedInAs?: string;
  /** Which credentials were chosen, where there was a choice; for the log. Sentences without a full stop. */
  readonly notes?: readonly string[];
  readonly region?: string;
  readonly contactList?: string;
  /** Milliseconds from the start of the run to the start of this customer's first work, and how long it took. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly pages: number;
  /** The most tries any one of its requests took; 1 when nothing was retried, 0 when none was made. */
  readonly attempts: number;
  /** When it was complete or failed, in milliseconds since the Unix epoch; absent where nobody was asked. */
  readonly answeredAt?: number;
}

/** All customers' answers, in the metadata's order, and who they name. */
export interface AggregatedRecipients {
  readonly topicName: string;
  readonly results: readonly CustomerRecipientResult[];
  /** Unique by trimmed, case-insensitive address; before restrictions; sorted by address. */
  readonly unique: readonly AggregatedRecipient[];
  readonly successful: number;
  readonly errors: number;
  /** Wall time of the run, and the sum of the customers' own times (what asking one by one would have taken). */
  readonly durationMs: number;
  readonly sequentialMs: number;
}

/** One person, however many customers named them. */
export interface AggregatedRecipient {
  /** Trimmed, spelled as first seen in the metadata's customer order. */
  readonly email: string;
  /** In the metadata's order. */
  readonly customerCodes: readonly string[];
}
