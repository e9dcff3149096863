import type { CommandIo } from './command-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { asksForHelp } from './flags/tokens.ts';
import { printable } from './output/printable.ts';
import { SUB_COMMANDS } from './usage/actions.ts';
import { programUsage, subCommandUsage } from './usage/help-text.ts';
import { versionDocument, versionLine } from './usage/version.ts';

/**
 * Runs one command line (without the program's own name) to its end and gives its exit status. Never rejects: what
 * goes wrong is said on stderr. What `version` and `help` do not need is loaded only when a command needs it.
 */
export async function runCommand(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    const status = await runSubCommand(words, io);
    // A file whose reading was given up, say, has failed for no other reason; and failed means that nothing was written.
    return status === EXIT.failed && io.signal.aborted ? EXIT.interrupted : status;
  } catch (error) {
    if (!io.signal.aborted) throw error;
    io.stderr('Interrupted.\n');
    return EXIT.interrupted;
  }
}

async function runSubCommand(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined) {
    io.stderr(`A sub-command is required.\n\n${programUsage()}\n`);
    return EXIT.usage;
  }
  if (name === 'help' || asksForHelp(name)) return help(rest[0], io);
  if (['version', '-version', '--version'].includes(name)) return version(rest, io);

  switch (name) {
    case 'ses':
      return (await import('./ses.ts')).ses(rest, io);
    case 'validate-customers':
      return (await import('./validate-customers.ts')).validateCustomers(rest, io);
    case 'extract-customers':
      return (await import('./extract-customers.ts')).extractCustomers(rest, io);
    case 'history':
      return (await import('./history.ts')).history(rest, io);
    case 'sandbox':
      return (await import('./sandbox-command.ts')).sandboxCommand(rest, io);
    default:
      return unknownCommand(name, io);
  }
}

function print(text: string, io: CommandIo): ExitCode {
  io.stdout(`${text}\n`);
  return EXIT.done;
}

async function version(rest: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [extra] = rest;
  if (extra === undefined || asksForHelp(extra)) return print(versionLine(), io);
  const { parseFlags } = await import('./flags/parse-flags.ts');
  const { VERSION_FLAGS } = await import('./usage/other-flags.ts');
  const reading = parseFlags(rest, VERSION_FLAGS, 'version', 'version');
  if (reading.kind === 'values') {
    const json = reading.values.output === 'json';
    return print(json ? JSON.stringify(await versionDocument(), undefined, 2) : versionLine(), io);
  }
  io.stderr(
    `version takes no flags but --output text|json, and no words, not "${printable(rest.join(' '))}".\n`,
  );
  return EXIT.usage;
}

async function help(topic: string | undefined, io: CommandIo): Promise<ExitCode> {
  if (topic === undefined) return print(programUsage(), io);
  const usage = subCommandUsage(topic);
  return usage === undefined ? unknownCommand(topic, io) : print(usage, io);
}

async function unknownCommand(name: string, io: CommandIo): Promise<ExitCode> {
  const { nearestName } = await import('../metadata/index.ts');
  const near = nearestName(name, Object.keys(SUB_COMMANDS));
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  io.stderr(`Unknown command: ${printable(name)}${hint}\n\n${programUsage()}\n`);
  return EXIT.usage;
}
