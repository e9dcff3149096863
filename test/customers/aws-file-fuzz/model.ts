/**
 * A second reading of AWS files by the same rules, made to be obvious rather than quick: every line is looked at by
 * itself and asks the lines above it what it is. It shares nothing with the reader that it is compared with.
 */
export interface ModelReading {
  /** A line spoils the file. */
  readonly isRefused: boolean;
  /** By `kind name`, e.g. `profile hts`. */
  readonly sections: ReadonlyMap<string, ModelSection>;
}

export interface ModelSection {
  readonly settings: ReadonlyMap<string, string>;
  readonly isFaulty: boolean;
}

interface Line {
  readonly text: string;
  readonly indent: number;
}
type Role = 'nothing' | 'heading' | 'setting' | 'more' | 'spoilt' | 'faulty';

/** What a line says, without a comment at its end. */
const uncommented = (text: string): string => text.replace(/\s[#;].*$/su, '');

const isAssignment = (text: string): boolean => /^[^=:[\]]+=/u.test(uncommented(text));
const hasColon = (text: string): boolean => /^[^=:]+:/u.test(uncommented(text));
/** To the AWS CLI a delimiter anywhere makes a setting. */
const isCliSetting = (text: string): boolean =>
  /^[^=:]+[=:]/u.test(text) && !/^[^=]*[=:]/u.test(uncommented(text));

function roleOf(lines: readonly Line[], roles: readonly Role[], at: number): Role {
  const { text, indent } = lines[at] ?? { text: '', indent: 0 };
  if (/^$|^[#;]/u.test(text)) return 'nothing';
  const above = roles.findLastIndex((role) => role !== 'nothing' && role !== 'more');
  const owner = lines[above];
  const canGoOn = roles[above] === 'setting' || roles[above] === 'faulty';
  if (owner !== undefined && canGoOn && indent > owner.indent) return 'more';
  if (text.startsWith('[')) return /^\[[^\]]+\]/u.test(text) ? 'heading' : 'spoilt';
  if (!roles.includes('heading')) return 'spoilt';
  if (isAssignment(text)) return 'setting';
  return hasColon(text) || isCliSetting(text) ? 'faulty' : 'spoilt';
}

/** `kind name`, or something that nobody asks for. */
function title(file: 'config' | 'credentials', text: string): string {
  const { inside = '', behind = '' } = /^\[(?<inside>[^\]]*)\](?<behind>.*)$/su.exec(text)?.groups ?? {};
  const isLonger = behind.includes(']') && !/^\s*[#;]/u.test(behind);
  const name = (isLonger ? text.slice(1, text.lastIndexOf(']')) : inside).trim();
  if (file === 'credentials') return /^profile\s/u.test(name) ? 'nobody' : `profile ${name}`;
  if (name === 'default') return 'profile default unprefixed';
  const { kind, rest } = /^(?<kind>profile|sso-session|services)\s+(?<rest>.+)$/su.exec(name)?.groups ?? {};
  if (kind === undefined || rest === undefined) return 'nobody';
  // Every other piece is in quotation marks, and only there may white space be.
  const pieces = rest.split('"');
  const isOneWord =
    pieces.length % 2 === 1 && pieces.every((piece, at) => at % 2 === 1 || !/\s/u.test(piece));
  return isOneWord && pieces.join('') !== '' ? `${kind} ${pieces.join('')}` : 'nobody';
}

/** White space in the brackets that the AWS CLI takes for a part of the name, or for a reason to pass over it. */
function hasPadding(file: 'config' | 'credentials', text: string): boolean {
  const isLonger = /^\[[^\]]*\](?!\s*[#;]).*\]/su.test(text);
  const inside = text.slice(1, isLonger ? text.lastIndexOf(']') : text.indexOf(']'));
  const isAtEnd =
    inside.trimEnd() !== inside && !(file === 'config' && /^\s*(profile|sso-|serv)/u.test(inside));
  return /^\s/u.test(inside) || isAtEnd;
}

interface OpenSection {
  readonly settings: Map<string, string>;
  readonly isPadded: boolean;
  isFaulty: boolean;
}

/** Reads a text by the rules. */
export function modelReading(file: 'config' | 'credentials', text: string): ModelReading {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n|\r/u)
    .map((line): Line => ({ text: line.trim(), indent: line.length - line.trimStart().length }));
  const roles: Role[] = [];
  for (const index of lines.keys()) roles.push(roleOf(lines, roles, index));
  let isRefused = roles.includes('spoilt');

  const sections = new Map<string, OpenSection>();
  const sectionAt = (at: number) => {
    const heading = roles.slice(0, at + 1).lastIndexOf('heading');
    const name = title(file, lines[heading]?.text ?? '');
    const isPadded = hasPadding(file, lines[heading]?.text ?? '');
    const section = sections.get(name) ?? { settings: new Map<string, string>(), isFaulty: false, isPadded };
    if (section.isPadded !== isPadded) section.isFaulty = true;
    sections.set(name, section);
    return section;
  };
  lines.forEach(({ text: line }, at) => {
    const role = roles[at];
    if (role === 'heading') sectionAt(at);
    if (role === 'faulty') sectionAt(at).isFaulty = true;
    if (role !== 'setting') return;
    const [, name = '', first = ''] = /^([^=]*)=(.*)$/su.exec(uncommented(line)) ?? [];
    const end = roles.findIndex((other, index) => index > at && other !== 'more' && other !== 'nothing');
    const more = lines
      .slice(at + 1, end < 0 ? undefined : end)
      .filter((_, index) => roles[at + 1 + index] === 'more')
      .map((each) => each.text);
    const section = sectionAt(at);
    if (more.some((each) => /[[\]]/u.test(each))) section.isFaulty = true;
    if (first.trim() === '') {
      if (more.some((each) => !each.includes('='))) isRefused = true;
      if (more.some((each) => each.trimStart().startsWith('='))) section.isFaulty = true;
    }
    const key = name.trim().toLowerCase();
    if (!/^[a-z0-9_\-./%@+]+$/u.test(key)) return;
    if (section.settings.has(key)) section.isFaulty = true;
    section.settings.set(key, [first.trim(), ...more].join('\n'));
  });
  // Lines under something faulty belong to it; headings among them are lost as well.
  roles.forEach((role, at) => {
    const owner = roles.slice(0, at).findLastIndex((other) => other !== 'more' && other !== 'nothing');
    if (role === 'more' && roles[owner] === 'faulty') sectionAt(owner).isFaulty = true;
  });
  // The sections are in the order of their first headings.
  const order = [...sections.keys()];
  const plainAt = order.indexOf('profile default unprefixed');
  const prefixedAt = order.indexOf('profile default');
  const plain = sections.get('profile default unprefixed');
  const prefixed = sections.get('profile default');
  if (plain !== undefined) {
    if (prefixed === undefined) sections.set('profile default', plain);
    else if (prefixedAt < plainAt || prefixed.isPadded !== plain.isPadded) prefixed.isFaulty = true;
    sections.delete('profile default unprefixed');
  }
  sections.delete('nobody');
  return { isRefused, sections };
}
