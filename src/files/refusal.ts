/** Why a file is not read or written, apart from what the file system itself says (`EACCES` and the like). */
export type RefusalCode =
  /** It is no regular file: a device, a named pipe, a socket; a directory has the file system's own `EISDIR`. */
  | 'NotRegularFile'
  | 'EISDIR'
  | 'TooLarge'
  | 'TimedOut'
  /** Its bytes are not UTF-8, nor UTF-16 with a byte order mark. */
  | 'NotUtf8'
  /** A link stands where a file is to be written, or leads where nothing may be written. */
  | 'IsLink'
  | 'ReadOnly'
  | 'NotOurs';

/** A place in a text as people count: both from 1, columns in UTF-16 units, a byte order mark takes none. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/**
 * A file that is refused. The message goes on from “cannot be read:” or “cannot be written:” and says what to do; it has
 * no full stop. `line` and `column` are there where the trouble has a place.
 */
export class FileRefusal extends Error {
  readonly code: RefusalCode;
  readonly line?: number;
  readonly column?: number;

  constructor(code: RefusalCode, message: string, place?: FilePlace) {
    super(message);
    this.name = 'FileRefusal';
    this.code = code;
    if (place !== undefined) Object.assign(this, place);
  }
}
