import type { Customer } from '../customers/index.ts';
import type { Pacer } from './pace/pacer.ts';

/**
 * Runs one request of a customer: within the request time limit, tried again where the retry table says so, never past
 * the customer's deadline.
 * @param operation who is asked what, as in the allow-list, e.g. `ses:ListContacts`
 * @param send makes the request; called again for each try, with a signal of its own
 */
export type RequestRunner = <T>(
  operation: string,
  send: (signal: AbortSignal) => Promise<T>,
  options?: RequestOptions,
) => Promise<T>;

/** What is special about a request. */
export interface RequestOptions {
  /**
   * For look-ups that may rightly take longer than a request (a sign-in helper, say) and ask nobody that counts
   * requests: only the customer's deadline ends them.
   */
  readonly untimed?: boolean;
  /** For work of our own whose result is needed later: it is done when no request is ready to be made. */
  readonly spare?: boolean;
  /** The account's, for requests that count against its rate limit. */
  readonly pacer?: Pacer;
}

/** What connecting to a customer's account may use. */
export interface ConnectContext {
  /** Aborts at the customer's deadline and when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly request: RequestRunner;
  /** Stops the customer's time while a person is asked something; the returned function lets it go on. */
  readonly holdDeadline: () => () => void;
  /** Told what signing in is at, for the message should the customer's time be up; e.g. `credentials of profile hts`. */
  readonly onPhase?: (phase: string) => void;
  /** Told what the person may want to know about the credentials that were chosen; a sentence without a full stop. */
  readonly onNote?: (note: string) => void;
}

/**
 * One customer's account, signed in and ready to be read. The answers are as AWS gave them and are checked by the
 * engine; failures are {@link CustomerFailure}s, or anything that can be classified as one.
 */
export interface ContactAccount {
  readonly region: string;
  /** Which rate limit its requests count against: the same text for everybody who draws on the same one. */
  readonly budget: string;
  /** 12 digits, only where AWS itself has said so while signing in. */
  readonly accountId?: string;
  /** Whose credentials the account's role was assumed with, as in `CustomerError.refusedCaller`; absent without a role. */
  readonly assumedBy?: string;
  /** As in `CustomerRecipientResult`. */
  readonly signedInAs?: string;
  /** The accounts that the customer's own profile says it is of, and the setting that says so. */
  readonly claims?: readonly AccountClaim[];
  /** Asks AWS whose credentials these are (STS GetCallerIdentity). */
  readonly getCallerIdentity: (signal: AbortSignal) => Promise<unknown>;
  readonly listContactLists: (nextToken: string | undefined, signal: AbortSignal) => Promise<unknown>;
  readonly getContactList: (contactList: string, signal: AbortSignal) => Promise<unknown>;
  readonly listContacts: (query: ContactsQuery, signal: AbortSignal) => Promise<unknown>;
}

/** What a profile says about its account. */
export interface AccountClaim {
  /** 12 digits. */
  readonly accountId: string;
  /** E.g. `sso_account_id`. */
  readonly setting: string;
}

/** Which page of whom: the topic's subscribers, defaults counted. */
export interface ContactsQuery {
  readonly contactList: string;
  readonly topicName: string;
  /** Absent: as many as the service gives of itself. */
  readonly pageSize?: number;
  readonly nextToken?: string;
}

/** The port behind which AWS is. */
export interface ContactAccounts {
  /** Signs in to the customer's account. Rejects with what a {@link ContactAccount}'s own calls reject with. */
  readonly connect: (customer: Customer, context: ConnectContext) => Promise<ContactAccount>;
  /** Ends whatever is under way; nothing can be asked afterwards. */
  readonly close: () => void;
}
