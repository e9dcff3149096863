import { nearestName } from '../../metadata/index.ts';
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
    remedy: `Correct line ${fault.line} of ${file}, then ask again.`,
    cause: section === undefined ? `profile ${profile}` : `section ${section} of ${file}`,
  };
}

/** A section with a text that the AWS SDK's own reader of files would take for another. @param section its heading */
export const notLendable = (section: string): FailureFacts => ({
  code: 'ProfileInvalid',
  message: `the names or values of section ${section} have line breaks, spaces at an end or comment signs in them, which the AWS SDK cannot be given`,
  remedy: `Write section ${section} without them.`,
});

/** A profile without any kind of credentials. */
export function withoutCredentials({ name, raw }: AwsProfile): FailureFacts {
  if (raw.aws_secret_access_key !== undefined)
    return incompleteProfile(
      name,
      'it has aws_secret_access_key but no aws_access_key_id',
      `Add aws_access_key_id to profile ${name}`,
    );
  return incompleteProfile(
    name,
    'it has no credentials (no keys, SSO, login, credential_process or source_profile)',
    `Complete it with \`aws configure sso --profile ${name}\`, or name another profile where it is set`,
  );
}

/**
 * A profile with one part of a key in a file, and not the other.
 * @param file the one with the access key id, from which the secret is taken as well
 */
export function halfKeys({ name, raw }: AwsProfile, file: 'config' | 'credentials'): FailureFacts {
  const isEmpty = raw.aws_access_key_id === '' || raw.aws_secret_access_key === '';
  if (isEmpty)
    return incompleteProfile(name, 'a part of its key is empty', `Complete the key of profile ${name}`);
  const isElsewhere = raw.aws_secret_access_key !== undefined;
  const where = isElsewhere ? `, which is in the other file: keys are never put together from two files` : '';
  return incompleteProfile(
    name,
    `in the ${file} file it has aws_access_key_id but no aws_secret_access_key${where}`,
    isElsewhere
      ? `Add aws_secret_access_key to profile ${name} in the ${file} file`
      : `Add aws_secret_access_key to profile ${name}`,
  );
}

/** A role without anybody to assume it from; never assumed from what else the profile holds. */
export function roleWithoutSource({ name, raw }: AwsProfile): FailureFacts {
  const names = Object.keys(raw).filter((key) => key !== 'credential_process');
  const near = nearestName('source_profile', names) ?? nearestName('credential_source', names);
  const meant = near === undefined ? '' : ` (is ${near} meant to be one of them?)`;
  return incompleteProfile(
    name,
    `it has role_arn, but neither source_profile nor credential_source nor web_identity_token_file${meant}`,
    `Add source_profile to profile ${name} in the AWS config file, or take role_arn out of it`,
  );
}

/** One part of a key in the environment. */
export const halfEnvironmentKeys = (): FailureFacts => ({
  code: 'CredentialsMissing',
  message: 'AWS_ACCESS_KEY_ID is set in the environment, but AWS_SECRET_ACCESS_KEY is not',
  remedy: 'Set AWS_SECRET_ACCESS_KEY as well, or take AWS_ACCESS_KEY_ID out of the environment.',
  cause: 'environment',
});

/** A token without the role that it gives the right to. */
export const webIdentityWithoutRole = (): FailureFacts => ({
  code: 'CredentialsMissing',
  message:
    'a web identity token file is named (AWS_WEB_IDENTITY_TOKEN_FILE), but no role: AWS_ROLE_ARN is not set',
  remedy: 'Set AWS_ROLE_ARN as well, or take AWS_WEB_IDENTITY_TOKEN_FILE out of the environment.',
  cause: 'environment',
});

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

/**
 * The certificates that connections are to be checked by cannot be read.
 * @param code of the error that reading them failed with
 */
export const caBundleUnreadable = (file: string, setting: string, code: string): FailureFacts => ({
  code: 'CertificateUntrusted',
  message: `the file of certificates ${file} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}, which ${setting} names`,
  remedy: `Correct ${setting}, or take it out.`,
  cause: `file ${file}`,
});
