import type { AnnouncementDetails, ChangeDetails } from './meeting.ts';
import type { Problem } from './problem.ts';

/** Keys and indexes from a document's root to a value. */
export type Path = readonly (string | number)[];

/** A value of the file and where it stands. */
export interface Field<T> {
  readonly value: T;
  readonly path: Path;
  /** Where the file says the same thing again, or something else: this one counts, those are compared with it. */
  readonly others?: readonly Field<T>[];
  /** Of a moment whose time of day stands in a field of its own: where. `path` is then the date's. */
  readonly timePath?: Path;
}

/**
 * What a shape's reader finds in its own fields, still as written. Every shape fills one of these; what the words mean
 * (dates, zones, durations, defaults) is then decided in one place for all of them. A missing field is an absent key;
 * an empty text counts as missing.
 */
export interface Draft {
  readonly kind: 'change' | 'announcement';
  /** First part of the fallback identity, e.g. `change`. */
  readonly objectType: string;
  /** What stands before the title in the subject of a meeting that has no title of its own. */
  readonly subjectPrefix: string;
  readonly objectId?: Field<string>;
  readonly title?: Field<string>;
  /** Where each of these was looked for, for the sentence that asks for it. */
  readonly places: Readonly<Record<'objectId' | 'title' | 'start' | 'timeZone', readonly Path[]>>;
  /** The meeting's own fields; whatever is missing comes from the window and the defaults. */
  readonly meeting: {
    readonly title?: Field<string>;
    readonly start?: Field<string>;
    readonly end?: Field<string>;
    readonly duration?: Field<string | number>;
    readonly location?: Field<string>;
    readonly timeZone?: Field<string>;
    readonly attendees?: Field<string | readonly unknown[]>;
  };
  /** The implementation window. */
  readonly window: {
    readonly start?: Field<string>;
    readonly end?: Field<string>;
    readonly timeZone?: Field<string>;
  };
  /** Fields by which people say that no meeting is wanted, or not yet. */
  readonly wishes: {
    readonly includeMeeting?: Field<string | boolean>;
    readonly meetingRequired?: Field<string | boolean>;
    readonly status?: Field<string>;
    readonly testRun?: Field<string | boolean>;
  };
  readonly details: ChangeDetails;
  readonly announcement?: AnnouncementDetails;
}

/** A draft, and what its fields' types already gave cause to complain about. */
export interface DraftReading {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/** A field, unless its value is missing or a blank text. */
export function field<T>(value: T | undefined, ...path: readonly (string | number)[]): Field<T> | undefined {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return undefined;
  return { value, path };
}

/** The first of the fields that are there, with the rest as its `others`. */
export function firstOf<T>(...fields: readonly (Field<T> | undefined)[]): Field<T> | undefined {
  const [first, ...others] = fields.filter((each) => each !== undefined);
  if (first === undefined || others.length === 0) return first;
  return { ...first, others: [...(first.others ?? []), ...others] };
}

/** The first text that is not blank, as written; `''` when all are. */
export const filled = (...texts: readonly (string | undefined)[]): string =>
  texts.find((each) => each !== undefined && each.trim() !== '') ?? '';

/** The given entries without those that are `undefined`, so that a missing field is an absent key. */
export function present<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
