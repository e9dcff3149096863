export type {
  ConnectContext,
  ContactAccount,
  ContactAccounts,
  ContactsQuery,
  RequestRunner,
} from './account.ts';
export { addressKey, asciiAddress, isValidAddress, shownAddress } from './address.ts';
export { aggregateRecipients, countRecipients } from './aggregate.ts';
export { ALLOWED_OPERATIONS } from './aws/allowed-operations.ts';
export type { AwsOperation } from './aws/allowed-operations.ts';
export { openAwsPool } from './aws/pool.ts';
export type { AskMfaCode, AwsPool, AwsPoolOptions, AwsRun } from './aws/pool.ts';
export { checkAllCustomers, checkCustomerAccess } from './check-access.ts';
export type { CustomerAccessResult } from './check-access.ts';
export { checkConfiguredCustomers } from './check-configured.ts';
export type { AccessDeps, AccessFindings, AccessRequest } from './check-configured.ts';
export { realClock } from './clock.ts';
export type { Clock } from './clock.ts';
export type { QueryDeps } from './customer-session.ts';
export { describeError } from './errors/describe.ts';
export { CustomerFailure, RETRY } from './errors/failure.ts';
export type { FailureCode } from './errors/failure.ts';
export { sharedCauses } from './errors/shared-causes.ts';
export type { SharedCause } from './errors/shared-causes.ts';
export { DEFAULT_LIMITS, MOST_CUSTOMERS_AT_ONCE } from './limits.ts';
export type { QueryLimits } from './limits.ts';
export { createQueryMemory } from './memory/query-memory.ts';
export type { QueryMemory } from './memory/query-memory.ts';
export type { TextStore } from './memory/text-store.ts';
export { phaseOf } from './phase.ts';
export type { QueryEvent } from './progress.ts';
export { queryAndAggregateCalendarRecipients } from './query-all.ts';
export { queryCustomerRecipients } from './query-customer.ts';
export { aggregateLines, createQueryLines } from './query-lines.ts';
export type {
  AggregatedRecipient,
  AggregatedRecipients,
  CustomerError,
  CustomerRecipientResult,
  SignIn,
  Subscriber,
} from './result.ts';
export { parseKeptResults } from './kept-results.ts';
export { sharedAccounts } from './shared-accounts.ts';
export type { SharedAccount } from './shared-accounts.ts';
export { readRetryAfter } from './retry-after.ts';
