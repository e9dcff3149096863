import type { QueryLimits } from '../../../src/recipients/index.ts';

/** Limits that are easy to reckon with. */
export const limits = (more: Partial<QueryLimits> = {}): QueryLimits => ({
  maxCustomerConcurrency: 0,
  requestsPerSecond: 0,
  totalRequestsPerSecond: 0,
  requestTimeoutMs: 10_000,
  customerTimeoutMs: 60_000,
  maxAttempts: 3,
  ...more,
});
