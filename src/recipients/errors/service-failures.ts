import { causeOf, credentialsOf, renewal, signInOf } from './about.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { mfaRefused, mfaUnknown } from './mfa-failures.ts';
import { redact } from './redact.ts';
import type { ErrorSigns } from './signs.ts';

/** What AWS's own SDKs take for throttling, besides HTTP 429 (AWS SDKs reference guide: retry behaviour). */
const THROTTLING_NAMES = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const EXPIRED_NAMES = new Set(['ExpiredToken', 'ExpiredTokenException']);
const INVALID_KEY_NAMES = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'AuthFailure',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);
/** What STS says of web identity tokens (STS API reference: AssumeRoleWithWebIdentity, errors). */
const TOKEN_NAMES = new Set([
  'InvalidIdentityToken',
  'InvalidIdentityTokenException',
  'IDPRejectedClaim',
  'IDPRejectedClaimException',
  'IDPCommunicationError',
  'IDPCommunicationErrorException',
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
    };
  if (status === 429 || THROTTLING_NAMES.has(name))
    return {
      code: 'Throttled',
      message: `AWS limits requests to this account: ${said}`,
      remedy:
        'Ask again in a moment. SES allows about one request a second per account for everything but sending.',
      requestId,
      retryAfterMs: signs.retryAfterMs,
    };
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
  if (TOKEN_NAMES.has(name))
    return {
      code: 'InvalidCredentials',
      message: `the web identity token of ${credentialsOf(about)} was not accepted: ${said}`,
      remedy: `Have the token file written anew, and check that role ${about.roleArn ?? ''} trusts its issuer.`,
      requestId,
      cause,
    };
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
      remedy: `Use another region for signing in (\`region\` of ${credentialsOf(about)}), or have this one enabled in the account.`,
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
  if (status !== undefined && status >= 500)
    return {
      code: 'ServerError',
      message: `AWS answered with an error of its own (HTTP ${status}): ${said}`,
      remedy: 'Ask again in a moment; if it stays so, look at the AWS Health Dashboard.',
      requestId,
      retryAfterMs: signs.retryAfterMs,
      retry: WORTH_REPEATING.has(status) ? 'transient' : 'later',
    };
  if (status !== undefined && status >= 400)
    return {
      code: 'RequestRejected',
      message: `AWS refused the request (${name || `HTTP ${status}`}): ${said}`,
      remedy: 'Check topic, contact list and region of the customer.',
      requestId,
    };
  return undefined;
}

/** STS tells refused codes from other denials by the text alone (STS API reference: AssumeRole, GetSessionToken). */
function mfaFailure({ message }: ErrorSigns, { mfa }: AskedAbout): FailureFacts | undefined {
  if (mfa === undefined || !message.includes('MultiFactorAuthentication failed')) return undefined;
  return /serial number is valid/i.test(message) ? mfaUnknown(mfa) : mfaRefused(mfa.serial);
}

function denied(said: string, about: AskedAbout, requestId: string | undefined): FailureFacts {
  const action = /perform: ([\w-]+:\w+)/.exec(said)?.[1] ?? about.operation ?? 'the request';
  const resource = /on resource: (\S+)/.exec(said)?.[1];
  const caller = /User: (\S+)/.exec(said)?.[1];
  if (about.operation?.startsWith('sts:AssumeRole') === true) {
    const role = resource ?? about.roleArn ?? 'the role';
    return {
      code: 'AssumeRoleDenied',
      message: said,
      remedy: `Role ${role} must trust ${caller ?? credentialsOf(about)} (the role's trust policy), and the caller must be allowed sts:AssumeRole on it.`,
      requestId,
    };
  }
  const who = about.roleArn === undefined ? credentialsOf(about) : `role ${about.roleArn}`;
  return {
    code: 'AccessDenied',
    message: said,
    remedy: `Allow ${action}${resource === undefined ? '' : ` on ${resource}`} in the policy of ${who}.`,
    requestId,
  };
}
