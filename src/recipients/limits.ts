/** What a run may take of the accounts, the network and the person's patience. */
export interface QueryLimits {
  /** Customers asked at the same time; 0 means all of them, up to {@link MOST_CUSTOMERS_AT_ONCE}. */
  readonly maxCustomerConcurrency: number;
  /** Requests a second to one customer's account; 0 for as many as the account lets through (see `Pacer`). */
  readonly requestsPerSecond: number;
  /** Requests a second to all accounts together; 0 for no limit. */
  readonly totalRequestsPerSecond: number;
  /** Milliseconds for one request, from connecting to the last byte of the answer. */
  readonly requestTimeoutMs: number;
  /** Milliseconds for one customer: credentials, every try and every page together. */
  readonly customerTimeoutMs: number;
  /** Tries of one request, the first included. Being throttled costs time, up to the customer's deadline, but no try. */
  readonly maxAttempts: number;
}

/** What applies where neither a flag nor a setting says otherwise (design: command line). */
export const DEFAULT_LIMITS: QueryLimits = {
  maxCustomerConcurrency: 0,
  requestsPerSecond: 0,
  totalRequestsPerSecond: 0,
  requestTimeoutMs: 10_000,
  customerTimeoutMs: 60_000,
  maxAttempts: 3,
};

/** "All at once" ends here: more sockets than this at a time help nobody and trip common file-descriptor limits. */
export const MOST_CUSTOMERS_AT_ONCE = 256;

/**
 * How many customers to ask at the same time.
 * @param maxCustomerConcurrency as in {@link QueryLimits}; anything below 1 counts as 0
 * @returns 1 … 256
 */
export const customersAtOnce = (maxCustomerConcurrency: number): number => {
  const wanted = Math.floor(maxCustomerConcurrency);
  return wanted >= 1 ? Math.min(wanted, MOST_CUSTOMERS_AT_ONCE) : MOST_CUSTOMERS_AT_ONCE;
};
