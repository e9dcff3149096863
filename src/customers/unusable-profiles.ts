import type { AwsFileContent } from './aws-files.ts';

/** A profile that somebody wrote into an AWS file but that cannot be used, and why. */
export interface UnusableProfile {
  /** As the AWS CLI would name it. */
  readonly name: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly reason:
    /** In the config file, more than one word that is not in quotation marks. */
    | 'name'
    /** The config file wants `[profile name]`, the credentials file `[name]`. */
    | 'prefix';
}

/**
 * The headings of an AWS file that came to nothing, so that "not found" is never said of a profile that everybody can
 * see in the file.
 * @param known the profiles that can be used, of both files
 */
export function unusableProfiles(
  { path, content }: AwsFileContent,
  known: ReadonlySet<string>,
): readonly UnusableProfile[] {
  return content.sections.flatMap(({ kind, name, line }): UnusableProfile[] => {
    if (name === '' || known.has(name)) return [];
    if (kind === 'misplaced') return [{ name, file: path, line, reason: 'prefix' }];
    return kind === 'misnamed' ? [{ name, file: path, line, reason: 'name' }] : [];
  });
}
