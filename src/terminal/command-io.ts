import type { Environment } from '../customers/index.ts';
import type { Clock } from '../recipients/index.ts';

/** Everything a command touches outside itself, given by the entry, replaced in tests. */
export interface CommandIo {
  readonly env: Environment;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly homeDirectory: string;
  readonly temporaryDirectory: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stderrIsTerminal: boolean;
  /** The terminal's width now, in characters; undefined where it is none. */
  readonly stderrColumns: () => number | undefined;
  /** Asks the person at the terminal; absent where stdin or stderr is none. */
  readonly readLine?: ReadLine;
  /** Aborts on Ctrl-C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Called right before anything is written to a calendar. */
  readonly onCalendarWrite: () => void;
  /** Absent: the machine's own. */
  readonly clock?: Clock;
  readonly fetch: typeof fetch;
  /** The file's text; undefined when there is no such file; rejects for any other trouble, and when the signal aborts. */
  readonly readTextFile: (path: string) => Promise<string | undefined>;
  /** The same for a file of our own, which may have grown large; it goes on after an abort. */
  readonly readStateFile: (path: string) => Promise<string | undefined>;
  /**
   * Writes a file that only this user can read, in one step, never through a link.
   * @param isOurs given where no person named the file: what is there is replaced only where this says so of its text
   */
  readonly writeTextFile: (path: string, text: string, isOurs?: (text: string) => boolean) => Promise<void>;
  /** Writes a file of our own in one step, private to this user; its folder is made if need be. */
  readonly writeStateFile: (path: string, text: string) => Promise<void>;
  /** Puts a new text in the place of the old one; false, and nothing done, when the file no longer holds that. */
  readonly replaceTextFile: (path: string, before: string, after: string) => Promise<boolean>;
  /** Appends in one write and brings it to the disk; makes file and folders, only for this user, where need be. */
  readonly appendTextFile: (path: string, text: string) => Promise<void>;
  /** Makes a new folder that only this user can read, under the given one, and gives its path. */
  readonly makePrivateFolder: (under: string, prefix: string) => Promise<string>;
  readonly removeFolder: (path: string) => Promise<void>;
}

/**
 * Shows a question on stderr and gives the line that is typed.
 * @param signal takes the question away again
 * @returns undefined when the person wants none of it (Ctrl-C, Ctrl-D), or the signal aborted
 */
export type ReadLine = (question: string, signal: AbortSignal) => Promise<string | undefined>;
