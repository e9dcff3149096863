import type { QueryLimits } from '../recipients/index.ts';
import type { FlagValues } from './flags/flag.ts';
import type { INVITE_FLAGS } from './usage/invite-flags.ts';

type LimitFlags =
  | 'max-customer-concurrency'
  | 'requests-per-second'
  | 'total-requests-per-second'
  | 'request-timeout'
  | 'customer-timeout'
  | 'max-attempts';

/** How hard customers are asked, from the flags that say so. */
export function queryLimits(values: Pick<FlagValues<typeof INVITE_FLAGS>, LimitFlags>): QueryLimits {
  return {
    maxCustomerConcurrency: values['max-customer-concurrency'],
    requestsPerSecond: values['requests-per-second'],
    totalRequestsPerSecond: values['total-requests-per-second'],
    requestTimeoutMs: values['request-timeout'],
    customerTimeoutMs: values['customer-timeout'],
    maxAttempts: values['max-attempts'],
  };
}
