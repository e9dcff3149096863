import { styleText } from 'node:util';
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
  /**
   * Leaves the terminal to a question: the progress line is taken away, and lines are kept back until the returned
   * function is called.
   */
  readonly hold: () => () => void;
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
  /** Characters in one row of that terminal; a longer progress line would wrap, and a wrapped one cannot be erased. */
  readonly columns?: () => number | undefined;
  /** Whether the progress line may be dimmed, so that it stands back behind the lines that stay. */
  readonly colors?: boolean;
}

/** Whether colours are wanted has been decided before (`NO_COLOR`, a terminal): not once more here. */
const ALWAYS = { validateStream: false } as const;

/** Cuts a line to the terminal's width. Emoji are two columns wide; at most two of them stand in one. */
function fit(text: string, columns: number | undefined): string {
  const room = (columns ?? Number.POSITIVE_INFINITY) - 3;
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`;
}

/** Erases the line under the cursor (ECMA-48 EL) and goes back to its beginning. */
const ERASE_LINE = '\r\u001b[2K';

/**
 * Where lines go: stdout in text mode; beside a JSON document everything but the document goes to stderr. A progress
 * line is erased before any other line, so that lines never mix.
 */
export function createOutput(options: OutputOptions): Output {
  let shown: string | undefined;
  let wanted: string | undefined;
  let holds = 0;
  const held: (() => void)[] = [];

  /** Writes lines around the progress line, which shares the terminal with both streams. */
  const write = (to: (text: string) => void, text: string): void => {
    if (holds > 0) {
      held.push(() => write(to, text));
      return;
    }
    if (shown !== undefined) options.stderr(ERASE_LINE);
    to(`${text}\n`);
    if (shown !== undefined) options.stderr(shown);
  };

  const show = (next: string | undefined): void => {
    if (next === shown) return;
    options.stderr(ERASE_LINE + (next ?? ''));
    shown = next;
  };

  return {
    line: (text) => write(options.json ? options.stderr : options.stdout, printable(text)),
    error: (text) => write(options.stderr, printable(text)),
    debug: (text) => {
      if (options.debug) write(options.stderr, printable(text));
    },
    progress: (text) => {
      if (!options.canOverwrite) return;
      const fitting = text === undefined ? undefined : fit(printable(text), options.columns?.());
      const next = fitting === undefined || !options.colors ? fitting : styleText('dim', fitting, ALWAYS);
      wanted = next;
      if (holds === 0) show(next);
    },
    hold: () => {
      if (holds++ === 0) show(undefined);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        if (--holds > 0) return;
        for (const writing of held.splice(0)) writing();
        show(wanted);
      };
    },
    document: (value) => write(options.stdout, JSON.stringify(value, null, 2)),
    isJson: options.json,
    isDebug: options.debug,
  };
}
