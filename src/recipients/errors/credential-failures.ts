import { credentialsOf, renewal } from './about.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { lastWordsOfHelper, redact } from './redact.ts';
import type { ErrorSigns } from './signs.ts';

/**
 * Failures of finding or renewing credentials on this computer, before any of the customer's services was asked.
 * The SDK's `CredentialsProviderError` alone does not say which remedy applies, so its texts are told apart.
 * @returns undefined when the signs are of another kind
 */
export function credentialFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  if (signs.status !== undefined) return undefined; // somebody answered: not a matter of this computer
  const { message } = signs;
  const said = redact(message);
  const of = credentialsOf(about);
  const profile = about.profile ?? 'default';
  if (message.includes('requires multi-factor authentication'))
    return {
      code: 'MfaRequired',
      message: `${of} needs a multi-factor code`,
      remedy: `Sign in once in a terminal with profile ${profile} in a way that stores a session (for example \`aws sso login\`), or use a profile without mfa_serial.`,
    };
  if (message.startsWith('Command failed:')) {
    const words = lastWordsOfHelper(message);
    return {
      code: 'CredentialProcessFailed',
      message: `the credential_process of ${of} failed${words === undefined ? '' : `: ${words}`}`,
      remedy: `Run the command named by credential_process of profile ${profile} in a terminal; sign in if it asks for it.`,
    };
  }
  if (/credential_process (returned|did not return)/.test(message))
    return {
      code: 'CredentialProcessFailed',
      message: `the credential_process of ${of} gave no usable credentials: ${said}`,
      remedy: `Run the command named by credential_process of profile ${profile} in a terminal; sign in if it asks for it.`,
    };
  if (message.startsWith('ForbiddenException'))
    return {
      code: 'AccessDenied',
      message: `your SSO user may not use the role of ${of}: ${said}`,
      remedy: 'Ask the administrator of the account to assign you that role; signing in again does not help.',
    };
  if (message.startsWith('TooManyRequestsException'))
    return {
      code: 'Throttled',
      message: `the SSO portal limits requests: ${said}`,
      remedy: 'Ask again in a moment, with fewer customers at once (--max-customer-concurrency).',
    };
  if (/invalid SSO credentials|sso_region/.test(message))
    return {
      code: 'ProfileIncomplete',
      message: `the SSO settings of ${of} are incomplete: ${said}`,
      remedy: `Run \`aws configure sso --profile ${profile}\`, or complete the profile and its sso-session in the AWS config file.`,
    };
  if (/aws login|reauthenticate|login\/cache|aws\/login/i.test(message) && !/sso/i.test(message))
    return {
      code: 'LoginNeeded',
      message: `the sign-in of ${of} has ended: ${said}`,
      remedy: `Run \`aws login --profile ${profile}\`, then ask again.`,
    };
  if (/SSO|aws sso login|^UnauthorizedException/.test(message) && signs.name === 'CredentialsProviderError')
    return ssoSignInNeeded(about);
  if (/Detected a cycle|Unsupported credential source/.test(message))
    return {
      code: 'ProfileIncomplete',
      message: said,
      remedy: `Correct source_profile or credential_source of profile ${profile} in the AWS config file.`,
    };
  if (signs.systemCode === 'ENOENT')
    return {
      code: 'ProfileIncomplete',
      message: `a file that ${of} names does not exist`,
      remedy: `Check web_identity_token_file of profile ${profile}.`,
    };
  if (/Could not resolve credentials using profile|was not found|no roleArn/.test(message))
    return incompleteProfile(about, /profile: \[([^\]]+)\]/.exec(message)?.[1]);
  if (/expired/i.test(message) && signs.name === 'CredentialsProviderError')
    return { code: 'ExpiredCredentials', message: said, remedy: renewal(about) };
  if (signs.name === 'CredentialsProviderError')
    return {
      code: 'CredentialsMissing',
      message: `no credentials could be had from ${of}: ${said}`,
      remedy: 'Set AWS_PROFILE (or the setting customerMeetings.baseProfile), or run `aws configure sso`.',
    };
  return undefined;
}

/** Never signed in, signed out, or the sign-in has run out: all the same to do. */
export const ssoSignInNeeded = (about: AskedAbout): FailureFacts => ({
  code: 'SsoSignInNeeded',
  message: `the SSO sign-in of ${credentialsOf(about)} is missing or has expired`,
  remedy: `Run \`aws sso login --profile ${about.profile ?? 'default'}\`, then ask again.`,
});

/** A profile that exists but gives no credentials, or whose source_profile does not exist. */
function incompleteProfile(about: AskedAbout, named: string | undefined): FailureFacts {
  const profile = about.profile ?? 'default';
  if (named !== undefined && named !== profile)
    return {
      code: 'ProfileNotFound',
      message: `profile ${profile} gets its credentials from profile ${named}, which does not exist or has none`,
      remedy: `Create profile ${named} (\`aws configure sso --profile ${named}\`), or correct source_profile of profile ${profile}.`,
    };
  return {
    code: 'ProfileIncomplete',
    message: `profile ${profile} has no credentials (no keys, SSO, login, credential_process or source_profile)`,
    remedy: `Complete it with \`aws configure sso --profile ${profile}\`, or correct the customer's \`aws_profile\`.`,
  };
}

/** No such profile in the user's AWS files. */
export const profileNotFound = (profile: string, configFile: string): FailureFacts => ({
  code: 'ProfileNotFound',
  message: `there is no AWS profile named ${profile} in ${configFile}`,
  remedy: `Create it with \`aws configure sso --profile ${profile}\`, or correct the profile's name where it is set.`,
});
