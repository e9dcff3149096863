import type { Field } from './draft.ts';
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
  attendees: Field<string | readonly unknown[]> | undefined,
): AttendeeReading {
  if (attendees === undefined) return { attendees: [], problems: [] };
  const { value, path } = attendees;
  if (typeof value === 'string') return { attendees: split(value), problems: [] };
  const problems = value.flatMap((entry, index) =>
    typeof entry === 'string'
      ? []
      : [
          document.problemAt(
            [...path, index],
            'error',
            'AttendeeInvalid',
            'An attendee is an address in double quotes; this entry is not.',
          ),
        ],
  );
  return { attendees: value.flatMap((entry) => (typeof entry === 'string' ? split(entry) : [])), problems };
}

const split = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
