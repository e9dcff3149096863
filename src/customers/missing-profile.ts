import { nearestName } from '../metadata/index.ts';
import type { AwsFile } from './aws-files.ts';
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
  const broken = brokenFile(profiles);
  const written = profiles.unusable.find((profile) => profile.name === name);
  if (written !== undefined && broken?.line === undefined)
    return { code: 'ProfileNotFound', cause: `profile ${name}`, ...explainUnusable(written) };
  return broken === undefined
    ? undefined
    : explainBrokenFile(`the AWS profile “${name}” could not be looked up`, broken);
}

/** The file that keeps profiles from being looked up: one with a line that spoils it, else one that cannot be read. */
export const brokenFile = ({ files }: Pick<AwsProfiles, 'files'>): AwsFile | undefined =>
  files.find(({ line }) => line !== undefined) ?? files.find(({ state }) => state === 'unreadable');

/** @param what could not be done, e.g. `the AWS profile “hts” could not be looked up` */
export function explainBrokenFile(what: string, { path, reason, line }: AwsFile): MissingProfile {
  return {
    code: 'AwsFileUnreadable',
    message: `${what}, because ${path} cannot be ${line === undefined ? 'read' : 'used'} (${reason ?? 'unknown reason'})`,
    remedy:
      line === undefined
        ? `Make ${path} a file that you may read, then ask again.`
        : `Correct line ${line} of ${path}, then ask again.`,
    cause: `file ${path}`,
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
        message: `the AWS profile “${name}” (${where}) has a name that cannot be used as it is written: spaces, and what follows them, need quotation marks`,
        remedy: `Write [profile "${name}"] in ${where}, or rename the profile.`,
      };
    case 'prefix':
      return {
        message: `the AWS profile “${name}” (${where}) is under a heading that its file does not take: the config file wants “[profile ${name}]”, the credentials file “[${name}]”`,
        remedy: `Correct the heading in ${where}.`,
      };
  }
}
