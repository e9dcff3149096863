/** The two AWS files; their headings differ. */
export type AwsFileKind = 'config' | 'credentials';

/** What a heading of an AWS file begins. */
export interface AwsHeading {
  readonly kind:
    | 'profile'
    | 'sso-session'
    | 'services'
    /** A section of another kind, of the CLI's plugins say. */
    | 'other'
    /** Meant as a profile, but under a heading that this file does not take. */
    | 'misplaced'
    /** A profile whose name nobody takes. */
    | 'misnamed';
  readonly name: string;
  /** Whether the official data takes the name; others work as far as the AWS CLI takes them. */
  readonly isStandard: boolean;
  readonly hasPrefix: boolean;
  /** White space in the brackets that makes it nobody's heading to the AWS CLI; the official data trims it. */
  readonly isPadded: boolean;
}

type Heading = Omit<AwsHeading, 'isPadded'>;

/** As the official data has them: letters and digits of ASCII, and `- / . % @ _ : +`. */
const STANDARD_NAME = /^[\w\-/.%@:+]+$/;

/**
 * Reads a line that begins with a bracket. White space in and text behind the brackets are nothing.
 * @param line trimmed
 * @returns undefined where it is no heading
 */
export function readHeading(file: AwsFileKind, line: string): AwsHeading | undefined {
  const content = inBrackets(file, line);
  if (content === undefined) return undefined;
  const text = content.trim();
  const heading = file === 'config' ? configHeading(text) : credentialsHeading(text);
  // The CLI takes prefixed headings apart as a shell does, which leaves white space at the end out.
  const isTrimmed = heading.hasPrefix && file === 'config' ? content.startsWith(text) : content === text;
  return { ...heading, isPadded: !isTrimmed };
}

/**
 * The text up to the closing bracket. With a further bracket behind it that is in no comment, up to the last one, as the
 * AWS CLI has it: nobody's name, so that nobody gets what follows. In the config file a bracket may be in quotation marks.
 */
function inBrackets(file: AwsFileKind, line: string): string | undefined {
  const quoted =
    file === 'config' ? /^\[[^\]'"]*(?<quote>['"]).*?\k<quote>\s*\]/s.exec(line)?.[0] : undefined;
  const end = quoted === undefined ? line.indexOf(']') : quoted.length - 1;
  if (end <= 1) return undefined;
  const behind = line.slice(end + 1).trim();
  const isClear = behind.startsWith('#') || behind.startsWith(';') || !behind.includes(']');
  return line.slice(1, isClear ? end : line.lastIndexOf(']'));
}

/** Names stand in the credentials file as they are, and all are profiles'. */
function credentialsHeading(text: string): Heading {
  const prefixed = /^profile\s+(?<name>.*)$/s.exec(text)?.groups?.name;
  if (prefixed !== undefined)
    return { kind: 'misplaced', name: unquoted(prefixed), isStandard: false, hasPrefix: true };
  return { kind: 'profile', name: text, isStandard: STANDARD_NAME.test(text), hasPrefix: false };
}

function configHeading(text: string): Heading {
  if (text === 'default') return { kind: 'profile', name: text, isStandard: true, hasPrefix: false };
  const { prefix, rest = '' } =
    /^(?<prefix>profile|sso-session|services)\s+(?<rest>.*)$/s.exec(text)?.groups ?? {};
  if (prefix === undefined) return unprefixed(text);
  const kind = prefix as 'profile' | 'sso-session' | 'services';
  if (STANDARD_NAME.test(rest)) return { kind, name: rest, isStandard: true, hasPrefix: true };
  const [name, ...others] = shellWords(rest) ?? [];
  if (name && others.length === 0) return { kind, name, isStandard: false, hasPrefix: true };
  return {
    kind: kind === 'profile' ? 'misnamed' : 'other',
    name: unquoted(rest),
    isStandard: false,
    hasPrefix: true,
  };
}

function unprefixed(text: string): Heading {
  const other = /^(sso-session|services|plugins|preview)\b/.test(text);
  const name = /^profiles?\s+(?<name>.*)$/is.exec(text)?.groups?.name ?? text;
  return { kind: other ? 'other' : 'misplaced', name: unquoted(name), isStandard: false, hasPrefix: false };
}

const unquoted = (name: string): string =>
  /^(?<quote>["'])(?<name>.*)\k<quote>$/s.exec(name)?.groups?.name ?? name;

/**
 * The words of a text as a POSIX shell has them, by which the AWS CLI takes headings apart (Python's `shlex.split`).
 * @returns undefined where a quotation mark is not closed
 */
function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const piece = /'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\]+|(?<space>\s+)|(?<open>['"\\])/gsu;
  let word: string | undefined;
  for (const { 0: part, groups } of text.matchAll(piece)) {
    if (groups?.open !== undefined) return undefined;
    if (groups?.space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word = (word ?? '') + literal(part);
  }
  return word === undefined ? words : [...words, word];
}

/** A piece of a word without its quotation marks and backslashes. */
function literal(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (part.startsWith('"')) return part.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return part.startsWith('\\') ? part.slice(1) : part;
}
