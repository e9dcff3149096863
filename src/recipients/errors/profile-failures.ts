import { describeFault, type AwsProfile, type AwsProfileFault } from '../../customers/index.ts';
import type { FailureFacts } from './failure.ts';

/**
 * A profile of the AWS files that cannot give credentials as it is written.
 * @param what `it has …`, `its … is …`: completes the sentence
 * @param remedy a sentence without its full stop
 * @param cause what others may fail by as well; the profile itself unless given
 */
export const incompleteProfile = (
  profile: string,
  what: string,
  remedy: string,
  cause = `profile ${profile}`,
): FailureFacts => ({
  code: 'ProfileIncomplete',
  message: `profile ${profile} is not complete: ${what}`,
  remedy: `${remedy}.`,
  cause,
});

/** A profile whose lines in the AWS files do not say for sure what they mean. @param fault the first of them */
export function faultyProfile(profile: string, fault: AwsProfileFault): FailureFacts {
  const { file, section } = fault;
  const place = section === undefined ? file : `[${section}] of ${file}`;
  return {
    code: 'ProfileInvalid',
    message: `profile ${profile} cannot be used: in ${place}, ${describeFault(fault)}`,
    remedy: `Correct ${place}, then ask again.`,
    cause: section === undefined ? `profile ${profile}` : `section ${section} of ${file}`,
  };
}

/** A profile without any kind of credentials, or with half of one. */
export function withoutCredentials({ name, raw }: AwsProfile): FailureFacts {
  const pair = ['aws_access_key_id', 'aws_secret_access_key'];
  const absent = pair.filter((key) => raw[key] === undefined);
  if (absent.length === 1)
    return incompleteProfile(
      name,
      `it has ${pair.filter((key) => !absent.includes(key)).join()} but no ${absent.join()}`,
      `Add ${absent.join()} to profile ${name}`,
    );
  if (raw.role_arn !== undefined)
    return incompleteProfile(
      name,
      'it has role_arn, but neither source_profile nor credential_source nor web_identity_token_file',
      `Add source_profile to profile ${name} in the AWS config file`,
    );
  return incompleteProfile(
    name,
    'it has no credentials (no keys, SSO, login, credential_process or source_profile)',
    `Complete it with \`aws configure sso --profile ${name}\`, or name another profile where it is set`,
  );
}

/** Nothing to assume roles from. */
export const credentialsMissing = (): FailureFacts => ({
  code: 'CredentialsMissing',
  message:
    'no AWS credentials were found to assume the role from (no AWS_PROFILE, keys or profile "default")',
  remedy:
    'Name a base profile: set AWS_PROFILE (or the setting customerMeetings.baseProfile), or run `aws configure sso`.',
  cause: 'default credentials',
});

/**
 * A file with a token cannot be read.
 * @param setting what names it, e.g. `web_identity_token_file of profile hts`
 * @param error as reading it failed
 */
export function tokenFileUnreadable(file: string, setting: string, error: unknown): FailureFacts {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
  const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
  return {
    code: 'ProfileIncomplete',
    message: `the token file ${file} ${what}, which ${setting} names`,
    remedy: `Correct ${setting}, or have the file written again.`,
    cause: `file ${file}`,
  };
}
