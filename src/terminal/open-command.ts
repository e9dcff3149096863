import type { CommandIo } from './command-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { FlagTable, FlagValues } from './flags/flag.ts';
import { parseFlags } from './flags/parse-flags.ts';
import { createOutput, type Output } from './output/output.ts';
import { printable } from './output/printable.ts';

/** A command as its flags describe it, for parsing and for messages. */
export interface CommandLine<T extends FlagTable> {
  readonly words: readonly string[];
  readonly table: T;
  /** As typed, e.g. `ses --action x`. */
  readonly command: string;
  /** What a required flag is required for, e.g. `x action`. */
  readonly purpose: string;
  readonly usage: () => string | undefined;
}

/**
 * Parses a command's flags and, when they are right, runs it with its output open. Help goes to stdout with status
 * 0, wrong usage to stderr with status 2 and nothing on stdout.
 */
export async function openCommand<T extends FlagTable>(
  line: CommandLine<T>,
  io: CommandIo,
  run: (values: FlagValues<T>, output: Output) => Promise<ExitCode>,
): Promise<ExitCode> {
  const reading = parseFlags(line.words, line.table, line.command, line.purpose);
  if (reading.kind === 'help') {
    io.stdout(`${line.usage() ?? ''}\n`);
    return EXIT.done;
  }
  if (reading.kind === 'wrong') {
    for (const sentence of reading.message.split('\n')) io.stderr(`${printable(sentence)}\n`);
    return EXIT.usage;
  }
  const values: Readonly<Record<string, unknown>> = reading.values;
  const output = createOutput({
    stdout: io.stdout,
    stderr: io.stderr,
    canOverwrite: io.stderrIsTerminal && io.env.TERM !== 'dumb',
    json: values.output === 'json',
    debug: values['log-level'] === 'debug',
    columns: io.stderrColumns,
    colors: (io.env.NO_COLOR ?? '') === '',
  });
  try {
    return await run(reading.values, output);
  } finally {
    output.progress(undefined);
  }
}
