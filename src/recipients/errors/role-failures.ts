import { causeOf, credentialsOf } from './about.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import type { ErrorSigns } from './signs.ts';

/** What STS says of web identity tokens (STS API reference: AssumeRoleWithWebIdentity, errors). */
const TOKEN_NAMES = new Set([
  'InvalidIdentityToken',
  'InvalidIdentityTokenException',
  'IDPRejectedClaim',
  'IDPRejectedClaimException',
]);
const PROVIDER_NAMES = new Set(['IDPCommunicationError', 'IDPCommunicationErrorException']);
const VALIDATION_NAMES = new Set([
  'ValidationError',
  'ValidationException',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'MissingParameter',
]);

/** Settings of a profile, by the parameters of STS that they become. */
const SETTINGS: readonly (readonly [RegExp, string])[] = [
  [/duration|MaxSession|role chaining/i, 'duration_seconds'],
  [/external_?id/i, 'external_id'],
  [/role_?session_?name/i, 'role_session_name'],
  [/serial_?number|token_?code|mfa/i, 'mfa_serial'],
  [/web_?identity_?token/i, 'web_identity_token_file'],
  [/role_?arn|Request ARN/i, 'role_arn'],
];

/**
 * What STS refuses about a role that is to be assumed, apart from the permission (STS API reference: errors of AssumeRole
 * and AssumeRoleWithWebIdentity).
 * @param said redacted, as AWS says it
 * @returns undefined when it is another operation, or something that STS says of every request
 */
export function roleFailure(signs: ErrorSigns, said: string, about: AskedAbout): FailureFacts | undefined {
  if (about.operation?.startsWith('sts:') !== true) return undefined;
  const { name, requestId } = signs;
  const cause = causeOf(about);
  const refused = `AWS refused the request (${name}): ${said}`;
  if (PROVIDER_NAMES.has(name))
    return {
      code: 'ServerError',
      message: `AWS could not reach the identity provider of the web identity token of ${credentialsOf(about)}: ${said}`,
      remedy:
        'Ask again in a moment; if it stays so, have the identity provider looked at: AWS must be able to read its keys.',
      requestId,
      cause,
    };
  if (TOKEN_NAMES.has(name)) {
    const message = `the web identity token of ${credentialsOf(about)} was not accepted: ${said}`;
    return {
      code: 'InvalidCredentials',
      message,
      remedy: `Have the token file written anew, and check that role ${about.roleArn ?? ''} trusts its issuer.`,
      requestId,
      cause,
      shared: {
        message,
        remedy: 'Have the token file written anew, and check that the roles trust its issuer.',
      },
    };
  }
  if (name === 'PackedPolicyTooLarge' || name === 'PackedPolicyTooLargeException')
    return {
      code: 'RequestRejected',
      message: refused,
      remedy: `Have the session tags made fewer or shorter that come with the sign-in, or the token, from which the role is assumed that ${roleSetting(about)} names.`,
      requestId,
    };
  if (name === 'MalformedPolicyDocument' || name === 'MalformedPolicyDocumentException')
    return {
      code: 'RequestRejected',
      message: refused,
      remedy: `Check the role that ${roleSetting(about)} names: none is sent from here, so it is one that the role or its sign-in brings along.`,
      requestId,
    };
  if (VALIDATION_NAMES.has(name)) {
    // What the refused value holds says nothing about whose value it is.
    const parameter = / at '(\w+)'/.exec(signs.message)?.[1] ?? signs.message;
    const setting = SETTINGS.find(([words]) => words.test(parameter))?.[1];
    return {
      code: 'RequestRejected',
      message: refused,
      remedy: correct(setting, about),
      requestId,
    };
  }
  return undefined;
}

const hint = (setting: string): string =>
  setting === 'duration_seconds'
    ? ': no longer than the role allows (its maximum session duration), and at most 3600 where the role is assumed from another role or from an SSO sign-in'
    : '';

/** The role's own setting, with where it stands. */
const roleSetting = ({ roleProfile }: AskedAbout): string =>
  roleProfile === undefined
    ? 'ses_role_arn of the customer in config.json'
    : `role_arn of profile ${roleProfile}`;

/** What to look at for something that STS does not accept. @param setting the one it is about, where it says so */
function correct(setting: string | undefined, about: AskedAbout): string {
  const { roleProfile } = about;
  if (roleProfile === undefined)
    return `Check ${roleSetting(about)}. A role that wants a duration, an external id or a session name of its own takes an AWS profile with duration_seconds, external_id or role_session_name, which \`aws_profile\` of the customer names.`;
  if (setting === undefined)
    return about.credentialKind === 'web-identity'
      ? `Check role_arn, role_session_name and web_identity_token_file of profile ${roleProfile}.`
      : `Check role_arn, duration_seconds, external_id and role_session_name of profile ${roleProfile}.`;
  return `Correct ${setting} of profile ${roleProfile}${hint(setting)}.`;
}
