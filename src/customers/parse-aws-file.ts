import { readHeading, type AwsFileKind, type AwsHeading } from './aws-heading.ts';

/** One setting of a section. The value may be a secret: never show or log it. */
export interface AwsSetting {
  /** Trimmed; further lines, each trimmed, follow after `\n`. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  /** The settings written below one without a value of its own, e.g. `endpoint_url` below `sesv2 =`. */
  readonly nested: ReadonlyMap<string, string>;
}

/** What is wrong with a line of an AWS file. */
export interface AwsFileFault {
  /** 1-based. */
  readonly line: number;
  readonly kind:
    /** A setting, or anything else, before the first heading. */
    | 'before-heading'
    /** A heading without one of its brackets, or with nothing in them. */
    | 'heading'
    /** `= value`. */
    | 'no-name'
    /** Neither heading, setting, continuation nor comment. */
    | 'no-equals'
    /** The same, in an indented line with no setting above that it could continue. */
    | 'continuation'
    /** Below a setting without a value, a line that is no setting. */
    | 'nested-no-equals'
    | 'nested-no-name'
    /** A colon where the equals sign belongs. */
    | 'colon'
    /** A heading that is indented under a setting, and so continues its value instead of beginning a section. */
    | 'indented-heading'
    /** A setting that stands twice. */
    | 'twice'
    /** `[default]` where `[profile default]` stands as well, and the AWS CLI would take the former. */
    | 'default-twice'
    /** A heading with white space in its brackets beside one without, which are two profiles to the AWS CLI. */
    | 'padded'
    /** A setting of one line that goes on in the next; only those who know the settings can tell. */
    | 'continued';
  /** Of `twice` and `continued`: the setting's name. */
  readonly setting?: string;
  /** Of `twice`: where it stands first; of `default-twice`: the heading that counts; of `padded`: the other one, in the same file. */
  readonly earlierLine?: number;
}

/** A section of an AWS file: everything under the headings of one name. */
export interface AwsSection extends Omit<AwsHeading, 'hasPrefix'> {
  /** Of the (first) heading, 1-based. */
  readonly line: number;
  /** By name, in small letters. Of a setting that stands twice, the last. */
  readonly settings: ReadonlyMap<string, AwsSetting>;
  /** What makes this section unusable, and no other. */
  readonly faults: readonly AwsFileFault[];
}

/** The text of an AWS file, parsed. */
export interface ParsedAwsFile {
  /** In the file's order. */
  readonly sections: readonly AwsSection[];
  /** What makes the file unusable as a whole; at most {@link MOST_FAULTS}. */
  readonly faults: readonly AwsFileFault[];
}

/** Settings as the official data takes them; a few characters more than AWS's own settings need. */
const SETTING_NAME = /^[\w\-./%@+]+$/;

/** A file that is no AWS file at all has a fault in every line. */
const MOST_FAULTS = 10;

interface OpenSection {
  readonly heading: AwsHeading;
  readonly line: number;
  readonly settings: Map<string, AwsSetting>;
  readonly faults: AwsFileFault[];
}

/** The setting that indented lines go on with. */
interface OpenSetting {
  /** Undefined for one whose name nobody asks for. */
  readonly name: string | undefined;
  readonly indent: number;
  readonly line: number;
  readonly first: string;
  /** The lines that it goes on in, and what they say where they are nested settings: most have none of either. */
  more?: string[];
  nested?: Map<string, string>;
}

const NOTHING_NESTED: ReadonlyMap<string, string> = new Map();

/**
 * Parses an AWS config or credentials file. Never throws.
 *
 * The rules are those of AWS's cross-SDK test data (profile-parser-tests.json). Where that leaves something open, they
 * are those of the AWS CLI (botocore's configloader, Python's configparser): comments may be indented; settings may be
 * indented, and a line continues a setting only when it is indented more than that; text behind a heading's bracket is
 * nothing. A fault that makes the CLI refuse the file makes the file unusable here; one that the CLI reads something
 * into is the section's.
 * @param text decoded
 */
export function parseAwsFile(kind: AwsFileKind, text: string): ParsedAwsFile {
  const faults: AwsFileFault[] = [];
  const sections = new Map<string, OpenSection>();
  let section: OpenSection | undefined;
  let setting: OpenSetting | undefined;

  const refuse = (line: number, fault: AwsFileFault['kind']): void => {
    if (faults.length < MOST_FAULTS) faults.push({ line, kind: fault });
  };
  const endSetting = (): void => {
    if (setting?.name !== undefined && section !== undefined) keep(section, setting.name, setting);
    setting = undefined;
  };
  const heading = (content: string, line: number): void => {
    endSetting();
    const found = readHeading(kind, content);
    if (found === undefined) {
      section = undefined;
      refuse(line, 'heading');
      return;
    }
    // `[profile default]` and `[default]` are kept apart until it is known whether both are there.
    const key = `${found.kind} ${found.hasPrefix ? 'prefixed' : 'plain'} ${found.name}`;
    section = sections.get(key) ?? { heading: found, line, settings: new Map(), faults: [] };
    sections.set(key, section);
    if (section.heading.isPadded !== found.isPadded)
      section.faults.push({ line, kind: 'padded', earlierLine: section.line });
  };

  let number = 0;
  for (const whole of lines(text)) {
    number += 1;
    const line = whole.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const indent = whole.length === line.length ? 0 : whole.search(/\S/);
    if (setting !== undefined && indent > setting.indent) {
      if (looksLikeHeading(setting, line)) section?.faults.push({ line: number, kind: 'indented-heading' });
      const fault = goOn(setting, line);
      if (fault === 'nested-no-equals') refuse(number, fault);
      else if (fault !== undefined) section?.faults.push({ line: number, kind: fault });
      continue;
    }
    if (line.startsWith('[')) {
      heading(line, number);
      continue;
    }
    endSetting();
    if (section === undefined) {
      // Below a heading that is broken, only that is the fault.
      if (sections.size === 0 && faults.length === 0) refuse(number, 'before-heading');
      continue;
    }
    const read = readSetting(line);
    if (typeof read === 'object') {
      const { name, value: first } = read;
      setting = { name, indent, line: number, first };
    } else if (read === 'colon' || read === 'commented') {
      section.faults.push({ line: number, kind: read === 'colon' ? 'colon' : 'no-equals' });
      setting = { name: undefined, indent, line: number, first: 'x' };
    } else refuse(number, read === 'no-equals' && indent > 0 ? 'continuation' : read);
  }
  endSetting();
  return { sections: closeSections(sections), faults };
}

/** The lines of a text, whatever ends them, without a byte order mark. */
function lines(text: string): readonly string[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return plain.includes('\r') ? plain.split(/\r\n|\n|\r/) : plain.split('\n');
}

/** A line's setting, its name undefined where it is none that anybody asks for; or what is wrong with the line. */
function readSetting(
  line: string,
):
  | { readonly name: string | undefined; readonly value: string }
  | 'colon'
  | 'commented'
  | 'no-name'
  | 'no-equals'
  | 'heading' {
  const comment = line.includes('#') || line.includes(';') ? line.search(/\s[#;]/) : -1;
  const said = comment < 0 ? line : line.slice(0, comment);
  const equals = said.indexOf('=');
  const colon = said.indexOf(':');
  if (equals === 0 || colon === 0) return 'no-name';
  if (colon > 0 && (equals < 0 || colon < equals)) return 'colon';
  // To the AWS CLI, which knows no comments behind settings, a delimiter in the comment makes it a setting of some name.
  if (equals < 0) return /[=:]/.test(line) ? 'commented' : 'no-equals';
  const name = said.slice(0, equals).trim();
  const value = said.slice(equals + 1).trim();
  if (SETTING_NAME.test(name)) return { name: name.toLowerCase(), value };
  // `profile hts] = …`: passing over it would give what follows to the section above.
  return /[[\]]/.test(name) ? 'heading' : { name: undefined, value };
}

/** Only a command line goes on in lines that may well have brackets in them. */
const looksLikeHeading = ({ name }: OpenSetting, line: string): boolean =>
  name === 'credential_process' ? line.startsWith('[') : /[[\]]/.test(line);

/** Adds an indented line to a setting. */
function goOn(setting: OpenSetting, line: string): 'nested-no-equals' | 'nested-no-name' | undefined {
  (setting.more ??= []).push(line);
  if (setting.first !== '') return undefined;
  const equals = line.indexOf('=');
  if (equals < 0) return 'nested-no-equals';
  const name = line.slice(0, equals).trim();
  if (name === '') return 'nested-no-name';
  (setting.nested ??= new Map()).set(name, line.slice(equals + 1).trim());
  return undefined;
}

function keep(section: OpenSection, name: string, { line, first, more, nested }: OpenSetting): void {
  const earlier = section.settings.get(name);
  if (earlier !== undefined)
    section.faults.push({ line, kind: 'twice', setting: name, earlierLine: earlier.line });
  section.settings.set(name, {
    value: more === undefined ? first : [first, ...more].join('\n'),
    line,
    nested: nested ?? NOTHING_NESTED,
  });
}

/**
 * The sections as they are to be used: where `[profile default]` stands, `[default]` is not (official data). The AWS CLI
 * takes the one that begins later; where that is the other one, the profile must not be used.
 */
function closeSections(open: ReadonlyMap<string, OpenSection>): readonly AwsSection[] {
  const all = [...open.values()];
  const isDefault = ({ heading }: OpenSection, hasPrefix: boolean): boolean =>
    heading.kind === 'profile' && heading.name === 'default' && heading.hasPrefix === hasPrefix;
  const prefixed = all.find((section) => isDefault(section, true));
  const plain = all.find((section) => isDefault(section, false));
  const isPrefixedUsed = (by: OpenSection): boolean =>
    prefixed !== undefined && by.line < prefixed.line && by.heading.isPadded === prefixed.heading.isPadded;
  if (prefixed !== undefined && plain !== undefined && !isPrefixedUsed(plain))
    prefixed.faults.push({ line: plain.line, kind: 'default-twice', earlierLine: prefixed.line });
  return all
    .filter((section) => prefixed === undefined || section !== plain)
    .map(({ heading: { kind, name, isStandard, isPadded }, line, settings, faults }) => ({
      kind,
      name,
      isStandard,
      isPadded,
      line,
      settings,
      faults,
    }));
}
