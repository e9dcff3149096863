import { nearestName } from '../metadata/index.ts';
import type { AwsProfiles } from './aws-profiles.ts';
import type { UnusableProfile } from './unusable-profiles.ts';

/** Why a profile cannot be used: `message` begins small and has no full stop, `remedy` is whole sentences. */
export interface MissingProfile {
  readonly code: 'ProfileNotFound' | 'AwsFileUnreadable';
  readonly message: string;
  readonly remedy: string;
  /** The same for everybody who lacks the same thing. */
  readonly cause: string;
}

/**
 * Why the AWS files give no profile of this name: it is there but cannot be used, a file cannot be read, there are no
 * files, or there is no such profile.
 */
export function explainMissingProfile(name: string, profiles: AwsProfiles): MissingProfile {
  const hidden = explainHiddenProfile(name, profiles);
  if (hidden !== undefined) return hidden;
  const { configFile, credentialsFile, files } = profiles;
  const near = nearestName(name, profiles.names);
  const meant = near === undefined ? '' : `Did you mean “${near}”? `;
  const where =
    files.length > 0 && files.every(({ state }) => state === 'missing')
      ? `: neither ${configFile} nor ${credentialsFile} exists`
      : ` in ${configFile} or ${credentialsFile}`;
  return {
    code: 'ProfileNotFound',
    message: `there is no AWS profile named “${name}”${where}`,
    remedy: `${meant}Create the profile with “aws configure sso --profile ${name}”, or correct its name where it is set.`,
    cause: `profile ${name}`,
  };
}

/** Why a profile that may well be there is not seen; undefined when nothing hides it. */
export function explainHiddenProfile(name: string, profiles: AwsProfiles): MissingProfile | undefined {
  const written = profiles.unusable.find((profile) => profile.name === name);
  if (written !== undefined)
    return { code: 'ProfileNotFound', cause: `profile ${name}`, ...explainUnusable(written) };
  const broken = profiles.files.find(({ state }) => state === 'unreadable');
  if (broken === undefined) return undefined;
  return {
    code: 'AwsFileUnreadable',
    message: `the AWS profile “${name}” could not be looked up, because ${broken.path} cannot be read (${broken.reason ?? 'unknown reason'})`,
    remedy: `Make ${broken.path} a file that you may read, then ask again.`,
    cause: `file ${broken.path}`,
  };
}

function explainUnusable({
  name,
  file,
  line,
  reason,
}: UnusableProfile): Pick<MissingProfile, 'message' | 'remedy'> {
  const where = `${file}, line ${line}`;
  switch (reason) {
    case 'name':
      return {
        message: `the AWS profile “${name}” (${where}) has a name that cannot be used: only ASCII letters, digits and - _ @ + . % : / can, and one space after “profile”`,
        remedy: `Rename the profile in ${where}, and where it is named.`,
      };
    case 'prefix':
      return {
        message: `the AWS profile “${name}” (${where}) is under a heading that its file does not take: the config file wants “[profile ${name}]”, the credentials file “[${name}]”`,
        remedy: `Correct the heading in ${where}.`,
      };
    case 'empty':
      return {
        message: `the AWS profile “${name}” (${where}) has no settings`,
        remedy: `Complete it with “aws configure sso --profile ${name}”.`,
      };
  }
}
