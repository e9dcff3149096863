import { causeOf, credentialsOf, renewal, signInOf } from './about.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { denied } from './denials.ts';
import { mfaRefused, mfaUnknown } from './mfa-failures.ts';
import { redact } from '../../common/index.ts';
import { roleFailure } from './role-failures.ts';
import type { ErrorSigns } from './signs.ts';
import { isThrottlingName } from './throttling.ts';

const EXPIRED_NAMES = new Set(['ExpiredToken', 'ExpiredTokenException']);
const INVALID_KEY_NAMES = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'AuthFailure',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);
const SIGNATURE_NAMES = new Set([
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
]);
const SKEW_NAMES = new Set(['RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture']);
const DENIED_NAMES = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'NotAuthorized',
]);
/** AWS gave up on the request, not on the caller (common errors of AWS's APIs: HTTP 408 and others). */
const ABANDONED_NAMES = new Set(['RequestTimeout', 'RequestTimeoutException', 'RequestAbortedException']);
/** The account may not use the service at all yet (common errors of AWS's APIs). */
const NOT_SIGNED_UP_NAMES = new Set(['OptInRequired', 'SubscriptionRequiredException']);
/** Whatever answers knows no such operation (common errors of AWS's APIs). */
const UNKNOWN_OPERATION_NAMES = new Set([
  'InvalidAction',
  'UnknownOperation',
  'UnknownOperationException',
  'MissingAction',
]);
const WORTH_REPEATING = new Set([500, 502, 503, 504]);

/**
 * Failures that a service of AWS, or something posing as one, answered with.
 * @returns undefined when the signs are of another kind
 */
export function serviceFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  const { name, status } = signs;
  const said = redact(signs.message) || name;
  const requestId = signs.requestId;
  const cause = about.operation?.startsWith('sts:') === true ? causeOf(about) : undefined;
  const refusedCode = mfaFailure(signs, about);
  if (refusedCode !== undefined) return { ...refusedCode, requestId };
  if (signs.clockSkewCorrected || SKEW_NAMES.has(name))
    return {
      code: 'ClockSkewed',
      message: `this computer's clock is off: ${said}`,
      remedy: 'Set the clock right, then ask again.',
      requestId,
      cause: 'clock',
      shared: { message: "this computer's clock is off", remedy: 'Set the clock right, then ask again.' },
    };
  if (status === 429 || isThrottlingName(name)) return throttled(said, signs, about);
  if (EXPIRED_NAMES.has(name))
    return {
      code: 'ExpiredCredentials',
      message: `${credentialsOf(about)} has expired: ${said}`,
      remedy: renewal(about),
      requestId,
      cause,
      signIn: signInOf(about),
    };
  if (INVALID_KEY_NAMES.has(name))
    return {
      code: 'InvalidCredentials',
      message: said,
      remedy: `AWS does not know the access key of ${credentialsOf(about)}: check that it still exists and is active, and that the region is enabled for it.`,
      requestId,
      cause,
    };
  const role = roleFailure(signs, said, about);
  if (role !== undefined) return role;
  if (SIGNATURE_NAMES.has(name))
    return {
      code: 'SignatureMismatch',
      message: said,
      remedy: `The secret key of ${credentialsOf(about)} does not fit its access key: copy both again, and check this computer's clock.`,
      requestId,
      cause,
    };
  if (DENIED_NAMES.has(name)) return denied(said, about, requestId);
  if (name === 'RegionDisabledException')
    return {
      code: 'RegionInvalid',
      message: said,
      remedy: `Use another region for signing in (\`region\` of ${about.roleProfile === undefined ? credentialsOf(about) : `profile ${about.roleProfile}`}), or have this one enabled in the account.`,
      requestId,
      cause,
    };
  if (name === 'NotFoundException' && /list/i.test(signs.message))
    return {
      code: 'ContactListNotFound',
      message: `${said} (region ${about.region ?? 'unknown'})`,
      remedy:
        'Correct `contact_list_name` or `region` of the customer in config.json: contact lists belong to one region.',
      requestId,
    };
  if (NOT_SIGNED_UP_NAMES.has(name))
    return {
      code: 'AccessDenied',
      message: said,
      remedy: `The account of ${credentialsOf(about)} cannot use this service yet: have its administrator complete the sign-up of the account.`,
      requestId,
    };
  if (status === 408 || ABANDONED_NAMES.has(name))
    return {
      code: 'RequestTimeout',
      message: `AWS gave up on the request: ${said}`,
      remedy: 'Ask again; if it stays so, check the network and the proxy: the request came too slowly.',
      requestId,
    };
  if (status !== undefined && status >= 500)
    return {
      code: 'ServerError',
      message: `AWS answered with an error of its own (HTTP ${status}): ${said}`,
      remedy: 'Ask again in a moment; if it stays so, look at the AWS Health Dashboard.',
      requestId,
      retryAfterMs: signs.retryAfterMs,
      retry: WORTH_REPEATING.has(status) ? 'transient' : 'later',
    };
  if (status !== undefined && status >= 400) return rejected(said, signs, about);
  return undefined;
}

/** Too many requests, by whose limit. */
function throttled(said: string, { requestId, retryAfterMs }: ErrorSigns, about: AskedAbout): FailureFacts {
  const facts = { code: 'Throttled', requestId, retryAfterMs } as const;
  if (about.operation?.startsWith('ses:') === true || about.operation === undefined)
    return {
      ...facts,
      message: `AWS limits requests to this account: ${said}`,
      remedy:
        'Ask again in a moment. SES allows about one request a second per account for everything but sending.',
    };
  const service = about.operation.startsWith('sts:') ? 'AWS STS' : 'the sign-in service of AWS';
  return {
    ...facts,
    message: `${service} limits requests: ${said}`,
    remedy: 'Ask again in a moment, with fewer customers at once (--max-customer-concurrency).',
  };
}

/** Any other refusal (HTTP 4xx), with what of the request it is about where SES says so. */
function rejected(
  said: string,
  { name, status, message, requestId }: ErrorSigns,
  about: AskedAbout,
): FailureFacts {
  const facts = {
    code: 'RequestRejected',
    message: `AWS refused the request (${name || `HTTP ${status ?? 'unknown'}`}): ${said}`,
    requestId,
  } as const;
  if (UNKNOWN_OPERATION_NAMES.has(name))
    return {
      ...facts,
      remedy:
        about.endpoint === undefined
          ? 'Check the proxy: what answers does not know the operations of AWS.'
          : `Check endpoint_url and the AWS_ENDPOINT_URL variables: ${about.endpoint} does not know the operations of AWS.`,
    };
  if (about.operation?.startsWith('ses:') === false)
    return {
      ...facts,
      remedy: `Check the settings of ${credentialsOf(about)}, and what AWS says about them.`,
    };
  if (/\bpage\s?size\b/i.test(message)) return { ...facts, remedy: 'Ask again.', refusedPart: 'page size' };
  const remedy = 'Check topic, contact list and region of the customer.';
  return /\btopic/i.test(message) ? { ...facts, remedy, refusedPart: 'topic' } : { ...facts, remedy };
}

/** STS tells refused codes from other denials by the text alone (STS API reference: AssumeRole, GetSessionToken). */
function mfaFailure({ message }: ErrorSigns, { mfa }: AskedAbout): FailureFacts | undefined {
  if (mfa === undefined || !message.includes('MultiFactorAuthentication failed')) return undefined;
  return /serial number is valid/i.test(message) ? mfaUnknown(mfa) : mfaRefused(mfa.serial);
}
