import type { Customer } from '../customers/index.ts';

/**
 * Runs one request of a customer: within the request time limit, tried again where the retry table says so, never past
 * the customer's deadline.
 * @param operation who is asked what, as in the allow-list, e.g. `ses:ListContacts`
 * @param send makes the request; called again for each try, with a signal of its own
 * @param options `untimed` for look-ups that may rightly take longer than a request (a sign-in helper, say): only the
 * customer's deadline ends them
 */
export type RequestRunner = <T>(
  operation: string,
  send: (signal: AbortSignal) => Promise<T>,
  options?: { readonly untimed?: boolean },
) => Promise<T>;

/** What connecting to a customer's account may use. */
export interface ConnectContext {
  /** Aborts at the customer's deadline and when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly request: RequestRunner;
}

/**
 * One customer's account, signed in and ready to be read. The answers are as AWS gave them and are checked by the
 * engine; failures are {@link CustomerFailure}s, or anything that can be classified as one.
 */
export interface ContactAccount {
  readonly region: string;
  /** 12 digits, only where AWS itself has said so while signing in. */
  readonly accountId?: string;
  /** Asks AWS whose credentials these are (STS GetCallerIdentity). */
  readonly getCallerIdentity: (signal: AbortSignal) => Promise<unknown>;
  readonly listContactLists: (nextToken: string | undefined, signal: AbortSignal) => Promise<unknown>;
  readonly getContactList: (contactList: string, signal: AbortSignal) => Promise<unknown>;
  readonly listContacts: (query: ContactsQuery, signal: AbortSignal) => Promise<unknown>;
}

/** Which page of whom: the topic's subscribers, defaults counted. */
export interface ContactsQuery {
  readonly contactList: string;
  readonly topicName: string;
  readonly pageSize: number;
  readonly nextToken?: string;
}

/** The port behind which AWS is. */
export interface ContactAccounts {
  /** Signs in to the customer's account. Rejects with what a {@link ContactAccount}'s own calls reject with. */
  readonly connect: (customer: Customer, context: ConnectContext) => Promise<ContactAccount>;
  /** Ends every connection; nothing can be asked afterwards. */
  readonly close: () => void;
}
