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
 * Reads the attendees that a file names: a list of addresses, or one text with commas or semicolons between them.
 * Trimmed, as written, in order; blanks are left out. Whether an address is valid is decided later; an entry that is no
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

const split = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
