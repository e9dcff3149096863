/**
 * What AWS's own SDKs take for throttling, besides HTTP 429 (AWS SDKs reference guide: retry behaviour), and the names that
 * its sign-in services have for it (API references: SSO OIDC CreateToken, Sign-In CreateOAuth2Token).
 */
const THROTTLING_NAMES = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'SlowDownException',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** Whether a service says by its error's name that it was asked too often, whatever the HTTP status. */
export const isThrottlingName = (name: string): boolean => THROTTLING_NAMES.has(name);
