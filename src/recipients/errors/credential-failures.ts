import { causeOf, credentialsOf, renewal, signInOf } from './about.ts';
import type { AskedAbout } from './about.ts';
import { malformedAnswer } from './answer-failures.ts';
import type { FailureFacts } from './failure.ts';
import { redact } from '../../common/index.ts';
import type { ErrorSigns } from './signs.ts';

/**
 * Failures of the AWS SDK's own credential providers, before any of the customer's services was asked. The SDK's
 * `CredentialsProviderError` alone does not say which remedy applies, so its texts are told apart.
 * @returns undefined when the signs are of another kind
 */
export function credentialFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  if (signs.status !== undefined) return undefined; // somebody answered: not a matter of this computer
  if (signs.name !== 'CredentialsProviderError' && about.operation !== 'credentials') return undefined;
  switch (about.credentialKind) {
    case 'sso':
      return ssoFailure(signs, about);
    case 'login':
      return loginFailure(signs, about);
    case 'keys':
    case 'process':
    case 'role':
    case 'web-identity':
    case 'environment':
    case 'machine':
    case 'mfa':
    case undefined:
      return signs.name.endsWith('ProviderError') || signs.name === 'ProviderError'
        ? nothingFound(signs, about)
        : undefined;
  }
}

/**
 * The portal's answers (IAM Identity Center Portal API reference: GetRoleCredentials, errors), by HTTP status; by the name
 * at the beginning of the SDK's sentence where the status is not known.
 */
const PORTAL_ERRORS: readonly (readonly [number, string])[] = [
  [400, 'InvalidRequestException'],
  [401, 'UnauthorizedException'],
  [403, 'ForbiddenException'],
  [404, 'ResourceNotFoundException'],
  [429, 'TooManyRequestsException'],
];

function ssoFailure({ message }: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  const profile = about.profile ?? 'default';
  const cause = `profile ${profile}`;
  const name = PORTAL_ERRORS.find(([, known]) => message.startsWith(known))?.[1] ?? '';
  const said = redact(message);
  switch (about.signInStatus ?? PORTAL_ERRORS.find(([, known]) => known === name)?.[0]) {
    case 403:
      return {
        code: 'AccessDenied',
        message: `your SSO user may not use the role of ${credentialsOf(about)}: ${said}`,
        remedy:
          'Ask the administrator of the account to assign you that role; signing in again does not help.',
        cause,
      };
    case 404:
      return {
        code: 'ProfileIncomplete',
        message: `the SSO portal does not know the account or the role that profile ${profile} names (HTTP 404): ${said}`,
        remedy: `Correct sso_account_id and sso_role_name of profile ${profile}: the AWS access portal lists the accounts and roles that are yours.`,
        cause,
      };
    case 400:
      return {
        code: 'ProfileIncomplete',
        message: `the SSO portal does not accept what profile ${profile} asks for (HTTP 400): ${said}`,
        remedy: `Correct sso_account_id (12 digits), sso_role_name and sso_region of profile ${profile}.`,
        cause,
      };
    case 429:
      return {
        code: 'Throttled',
        message: `the SSO portal limits requests: ${said}`,
        remedy: 'Ask again in a moment, with fewer customers at once (--max-customer-concurrency).',
      };
    case 200:
      return malformedAnswer(`the SSO portal's answer for profile ${profile} holds no usable credentials`);
    case 401:
    case undefined:
    default:
      return /SSO|aws sso login|^UnauthorizedException|JSON/.test(message)
        ? ssoSignInNeeded(about)
        : undefined;
  }
}

function loginFailure({ name, message }: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  if (name !== 'CredentialsProviderError') return undefined;
  const profile = about.profile ?? 'default';
  if (message.includes('insufficient permissions'))
    return {
      code: 'AccessDenied',
      message: `the sign-in of profile ${profile} may not be renewed: ${redact(message)}`,
      remedy: `Ask the account's administrator for signin:CreateOAuth2Token, or run \`aws login --profile ${profile}\` each time.`,
      cause: `profile ${profile}`,
    };
  // The text may hold the path of the cache file, and what its parser made of it; neither helps.
  const why = /^(Your session has expired|Unable to refresh credentials because of [\w ]+)/.exec(
    message,
  )?.[1];
  return {
    code: 'LoginNeeded',
    message: `the sign-in of profile ${profile} is missing or has ended${why === undefined ? '' : ` (${why})`}`,
    remedy: `Run \`aws login --profile ${profile}\`, then ask again.`,
    cause: `profile ${profile}`,
    signIn: { kind: 'login', profile },
  };
}

function nothingFound({ message }: ErrorSigns, about: AskedAbout): FailureFacts {
  if (/expired/i.test(message))
    return {
      code: 'ExpiredCredentials',
      message: redact(message),
      remedy: renewal(about),
      signIn: signInOf(about),
    };
  return {
    code: 'CredentialsMissing',
    message: `no credentials could be had from ${credentialsOf(about)}: ${redact(message)}`,
    remedy: 'Set AWS_PROFILE (or the setting customerMeetings.baseProfile), or run `aws configure sso`.',
  };
}

/** Never signed in, signed out, or the sign-in has run out: all the same to do. */
export const ssoSignInNeeded = (about: AskedAbout): FailureFacts => ({
  code: 'SsoSignInNeeded',
  message: `the SSO sign-in of ${credentialsOf(about)} is missing or has expired`,
  remedy: `Run \`aws sso login --profile ${about.profile ?? 'default'}\`, then ask again.`,
  cause: causeOf({ ...about, credentialKind: 'sso' }),
  ...(about.ssoSession === undefined
    ? {}
    : {
        shared: {
          message: `the sign-in of sso-session ${about.ssoSession} is missing or has expired`,
          remedy: `Run \`aws sso login --sso-session ${about.ssoSession}\`, then ask again.`,
        },
      }),
  signIn: { kind: 'sso', profile: about.profile ?? 'default' },
});
