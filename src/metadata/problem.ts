/**
 * Something the reader of a file should know, pointing at the place it is about.
 * `path` is a JSON pointer (RFC 6901) into the document, `''` for the whole of it.
 */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable, PascalCase, e.g. `StartMissing`; tests, quick fixes and scripts branch on it, never on the message. */
  readonly code: string;
  /** What is wrong and what to do about it, in one or two sentences. */
  readonly message: string;
  readonly path: string;
  /** The file as the person named it; absent for problems that are in no file. */
  readonly file?: string;
  /** Offset and length in UTF-16 units, as editors count. */
  readonly range?: { readonly offset: number; readonly length: number };
  /** 1-based line and column of `range.offset`. */
  readonly line?: number;
  readonly column?: number;
  /** What was most probably meant in the place of what stands there. */
  readonly meant?: string;
  /** Other places that explain it, e.g. the configuration that lacks a customer. */
  readonly related?: readonly RelatedPlace[];
}

/** A place in this or another file, and what it has to do with a problem. */
export interface RelatedPlace {
  /** Absolute path. */
  readonly file: string;
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units, on one line. */
  readonly length: number;
}
