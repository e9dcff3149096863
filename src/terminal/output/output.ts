import { printable } from './printable.ts';

/** Where the lines of a run go. Every method writes whole lines, each in one write, so that none can interleave. */
export interface Output {
  /** A line of the run: stdout, or stderr where stdout belongs to a document. */
  readonly line: (text: string) => void;
  /** Something that went wrong: stderr. */
  readonly error: (text: string) => void;
  /** Details for whoever looks for the cause: stderr, only with `--log-level debug`. */
  readonly debug: (text: string) => void;
  /** A line that each next one overwrites, undefined to take it away: only on a terminal. */
  readonly progress: (text: string | undefined) => void;
  /** The document of `--output json`: stdout, once. */
  readonly document: (value: unknown) => void;
  readonly isJson: boolean;
  readonly isDebug: boolean;
}

export interface OutputOptions {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether stderr is a terminal that understands "erase this line"; else there is no progress line. */
  readonly canOverwrite: boolean;
  readonly json: boolean;
  readonly debug: boolean;
}

/** Erases the line under the cursor (ECMA-48 EL) and goes back to its beginning. */
const ERASE_LINE = '\r\u001b[2K';

/**
 * Where lines go: stdout in text mode; beside a JSON document everything but the document goes to stderr. A progress
 * line is erased before any other line, so that lines never mix.
 */
export function createOutput(options: OutputOptions): Output {
  let shown: string | undefined;

  /** Writes lines around the progress line, which shares the terminal with both streams. */
  const write = (to: (text: string) => void, text: string): void => {
    if (shown !== undefined) options.stderr(ERASE_LINE);
    to(`${text}\n`);
    if (shown !== undefined) options.stderr(shown);
  };

  return {
    line: (text) => write(options.json ? options.stderr : options.stdout, printable(text)),
    error: (text) => write(options.stderr, printable(text)),
    debug: (text) => {
      if (options.debug) write(options.stderr, printable(text));
    },
    progress: (text) => {
      const next = text === undefined ? undefined : printable(text);
      if (!options.canOverwrite || next === shown) return;
      options.stderr(ERASE_LINE + (next ?? ''));
      shown = next;
    },
    document: (value) => write(options.stdout, JSON.stringify(value, null, 2)),
    isJson: options.json,
    isDebug: options.debug,
  };
}
