import { disagreements } from './disagreement.ts';
import type { Field } from './draft.ts';
import { firstProblems } from './first-problems.ts';
import type { JsonDocument } from './json-document.ts';
import type { Problem } from './problem.ts';

/** The addresses a file names itself, and the entries that are none. */
export interface AttendeeReading {
  readonly attendees: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the attendees that a file names: a list of addresses, or one text with commas or semicolons between them, also as
 * the To line of a mail program has it, names included. Trimmed, as written, in order; blanks are left out. Whether an address is valid is decided later; an entry that is no
 * text at all is an error at its place.
 */
export function readAttendees(
  document: JsonDocument,
  attendees: Field<Attendees> | undefined,
): AttendeeReading {
  if (attendees === undefined) return { attendees: [], problems: [] };
  const { value, path } = attendees;
  const others = disagreements(document, attendees, sameAddresses);
  if (typeof value === 'string') return { attendees: split(value), problems: others };
  const invalid = (at: readonly (string | number)[], message: string): Problem =>
    document.problemAt(at, 'error', 'AttendeeInvalid', message);
  const problems = firstProblems(
    value.flatMap((entry, index) => (typeof entry === 'string' ? [] : [index])),
    (index) => invalid([...path, index], 'An attendee is an address in double quotes; this entry is not.'),
    (count) => invalid(path, `${count} more entries are no addresses in double quotes.`),
  );
  return { attendees: addresses(value), problems: [...problems, ...others] };
}

type Attendees = string | readonly unknown[];

const addresses = (value: Attendees): string[] =>
  typeof value === 'string'
    ? split(value)
    : value.flatMap((entry) => (typeof entry === 'string' ? split(entry) : []));

/** Whether two fields name the same people, in whatever order and spelling. */
function sameAddresses(used: Attendees, other: Attendees): boolean {
  const folded = (value: Attendees): string =>
    [...new Set(addresses(value).map((each) => each.toLowerCase()))].sort().join();
  return folded(used) === folded(other);
}

/**
 * The addresses of a list as mail programs write it (`"Doe, Jane" <jane@x>; Bob <bob@x>, 'eve@x'`): names are left out,
 * separators within quotes and brackets do not separate. What cannot be read so stays as it is written, to be told.
 */
function split(text: string): string[] {
  const pieces = separated(text);
  const found: string[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    // “Doe, Jane <jane@x>” without quotes: a name with a comma, as Outlook copies it.
    const isNamesBeginning = NAME_PART.test(pieces[at] ?? '') && NAMED.test(pieces[at + 1] ?? '');
    if (!isNamesBeginning) found.push(addressOf(pieces[at] ?? ''));
  }
  return found;
}

/** Words of letters; a dot within a word would be an address that somebody has spoilt. */
const NAME_PART = /^[\p{L}\p{M}'’-]+\.?(?: [\p{L}\p{M}'’-]+\.?)*$/u;
const NAMED = /^[\p{L}\p{M}\p{N}'’. ()[\]/-]+<[^<>@\s]+@[^<>@\s]+>$/u;

/** The pieces between commas and semicolons that stand neither in quotes nor in brackets; blank ones are left out. */
function separated(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let inQuotes = false;
  let inBrackets = false;
  // A mark that nothing closes is a letter like any other.
  const closes = (mark: string, at: number): boolean => text.includes(mark, at + 1);
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    // Within quotes a backslash takes the next sign as it is (RFC 5322 §3.2.4).
    if (inQuotes && character === '\\' && at + 1 < text.length) {
      piece += character + (text[(at += 1)] ?? '');
      continue;
    }
    if (character === '"' && (inQuotes || closes('"', at))) inQuotes = !inQuotes;
    else if (!inQuotes && character === '<' && closes('>', at)) inBrackets = true;
    else if (character === '>') inBrackets = false;
    if (/[,;\n\r]/.test(character) && !inQuotes && !inBrackets) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '');
}

/**
 * The address of one entry without its name and the quotes around it; the entry itself where it has no such form, or where
 * its name is another address: then nothing says which of the two is meant.
 */
function addressOf(entry: string): string {
  const [, name = '', named] =
    /^("(?:[^"\\]|\\.)*"|'[^']*'|[^"<>@]*)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>$/.exec(entry) ?? [];
  if (named !== undefined && name.includes('@') && !name.toLowerCase().includes(named.toLowerCase()))
    return entry;
  const [, quoted] = /^(["'])([^"'\s]+@[^"'\s]+)\1$/.exec(entry)?.slice(1) ?? [];
  return named ?? quoted ?? entry;
}
