import { join, resolve } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openCommand } from './open-command.ts';
import { subCommandUsage } from './usage/help-text.ts';
import { SANDBOX_FLAGS } from './usage/other-flags.ts';

/**
 * `sandbox`: runs the stand-in for AWS and Microsoft 365 until Ctrl-C, which is its ordinary end, and prints its
 * address and the `export` lines that point another terminal, or another program, at it.
 */
export function sandboxCommand(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const line = {
    words,
    table: SANDBOX_FLAGS,
    command: 'sandbox',
    purpose: 'sandbox',
    usage: () => subCommandUsage('sandbox'),
  };
  return openCommand(line, io, async (values, output) => {
    const { scenario: scenarioFile, port } = values;
    const named = values.directory;
    const texts: { scenario?: string; switches?: string } = {};
    const switchesFile = isSwitches(values.switches) ? undefined : values.switches;
    for (const [name, what, file] of [
      ['scenario', 'The scenario', scenarioFile],
      ['switches', 'The switches', switchesFile],
    ] as const) {
      if (file === undefined) continue;
      const text = await io.readTextFile(resolve(io.workingDirectory, file)).catch(() => undefined);
      if (text === undefined) {
        output.error(`${what} ${file} could not be read: check that the file is there.`);
        return EXIT.failed;
      }
      texts[name] = text;
    }
    const switchesText = texts.switches ?? values.switches;
    const directory =
      named === undefined
        ? await io.makePrivateFolder(io.temporaryDirectory, 'customer-meetings-sandbox-')
        : resolve(io.workingDirectory, named);
    try {
      const { readScenario, readSwitches, startSandbox } = await import('../sandbox/index.ts');
      const sandbox = await startSandbox({
        directory,
        calendarFile: join(directory, 'calendar.json'),
        port,
        ...(texts.scenario === undefined ? {} : { scenario: readScenario(texts.scenario) }),
        ...(switchesText === undefined ? {} : { switches: readSwitches(switchesText) }),
      });
      sayWhere(sandbox, output.line);
      await aborted(io.signal);
      await sandbox.close();
      return EXIT.done;
    } catch (error) {
      // What the sandbox throws is made for people: a scenario that is wrong, a port that is taken.
      output.error(error instanceof Error ? error.message : String(error));
      return EXIT.failed;
    } finally {
      if (named === undefined) await io.removeFolder(directory);
    }
  });
}

/** Whether they are given as they are, and not by the name of a file. */
function isSwitches(text = ''): boolean {
  return text === 'kind' || text === 'unkind' || text.trimStart().startsWith('{');
}

function sayWhere(sandbox: Sandbox, line: (text: string) => void): void {
  line(`🧪 Sandbox: ${sandbox.url} with ${sandbox.scenario.customers.length} customers, until Ctrl-C`);
  line('# In another terminal:');
  for (const [name, value] of Object.entries(sandbox.environment)) line(`export ${name}=${quoted(value)}`);
}

/** A value as a POSIX shell reads it back unchanged. */
const quoted = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
