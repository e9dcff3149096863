import type { AwsFileText } from './aws-files.ts';

/** A profile that somebody wrote into an AWS file but that cannot be used, and why. */
export interface UnusableProfile {
  /** As the AWS CLI would name it. */
  readonly name: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly reason:
    /** Characters the AWS SDK's parser drops a section for: spaces, parentheses, letters beyond ASCII … */
    | 'name'
    /** The config file wants `[profile name]`, the credentials file `[name]`. */
    | 'prefix'
    /** A header with nothing under it. */
    | 'empty';
}

/**
 * Finds the section headers of an AWS file that came to nothing when it was parsed. A light scan of headers only, so that
 * "not found" is never said of a profile that everybody can see in the file (the AWS CLI accepts names that the
 * JavaScript SDK silently drops).
 * @param known the profiles the parse found, in both files
 */
export function unusableProfiles(file: AwsFileText, known: ReadonlySet<string>): UnusableProfile[] {
  return file.text.split(/\r\n|\r|\n/).flatMap((line, index): UnusableProfile[] => {
    const header = /^\s*\[(.*)\]\s*(?:[;#].*)?$/.exec(line)?.[1]?.trim();
    if (header === undefined || OTHER_SECTION.test(header)) return [];
    const prefixed = /^profile\s+(.*)$/.exec(header)?.[1];
    const name = unquoted(prefixed ?? header);
    if (name === '' || known.has(name)) return [];
    const isPrefixRight = name === 'default' || (prefixed !== undefined) === (file.kind === 'config');
    const reason = !isPrefixRight ? 'prefix' : USABLE_NAME.test(name) ? 'empty' : 'name';
    return [{ name, file: file.path, line: index + 1, reason }];
  });
}

const OTHER_SECTION = /^(sso-session|services|plugins|preview)\b/;
/** As the parser of `@smithy/core` (shared-ini-file-loader) takes them. */
const USABLE_NAME = /^[\w\-@+.%:/]+$/;

const unquoted = (name: string): string => /^(["'])(.*)\1$/.exec(name)?.[2] ?? name;
