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
  /** Aborts on Ctrl-C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Absent: the machine's own. */
  readonly clock?: Clock;
  readonly fetch: typeof fetch;
  /** The file's text; undefined when there is no such file; rejects for any other trouble. */
  readonly readTextFile: (path: string) => Promise<string | undefined>;
  readonly writeTextFile: (path: string, text: string) => Promise<void>;
  /** Appends in one write and brings it to the disk; makes file and folders, only for this user, where need be. */
  readonly appendTextFile: (path: string, text: string) => Promise<void>;
  /** Makes a new folder that only this user can read, under the given one, and gives its path. */
  readonly makePrivateFolder: (under: string, prefix: string) => Promise<string>;
  readonly removeFolder: (path: string) => Promise<void>;
}
