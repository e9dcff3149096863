import { join } from 'node:path';
import type { Environment } from '../customers/index.ts';
import type { CommandIo } from './command-io.ts';
import type { Output } from './output/output.ts';
import { stateFolder } from './state-folder.ts';

/** What every run in the sandbox says before anything else, and again before it sends. */
export const SANDBOX_LINE =
  '🧪 Sandbox: AWS and Microsoft 365 are stand-ins on this machine; nothing leaves it and nobody gets mail';

/**
 * Runs something in the environment it is to see: the process's own, or, when asked, that of a sandbox which lives
 * exactly as long. The sandbox's AWS files are in a private temporary folder, its calendar where later runs find it.
 */
export async function inRunEnvironment<T>(
  sandboxed: boolean,
  io: CommandIo,
  output: Output,
  run: (env: Environment) => Promise<T>,
): Promise<T> {
  if (!sandboxed) return run(io.env);
  output.line(SANDBOX_LINE);
  const { sandboxEnvironment, startSandbox } = await import('../sandbox/index.ts');
  const directory = await io.makePrivateFolder(io.temporaryDirectory, 'customer-meetings-sandbox-');
  try {
    // Kept where later runs find it, so that a second run finds the first one's meeting.
    const calendarFile = join(stateFolder(io.env, io.homeDirectory), 'sandbox', 'calendar.json');
    const sandbox = await startSandbox({ directory, calendarFile });
    try {
      return await run(sandboxEnvironment(io.env, sandbox));
    } finally {
      await sandbox.close();
    }
  } finally {
    await io.removeFolder(directory);
  }
}

/** The record of what was sent from this machine; the sandbox has one of its own, as lasting as its calendar. */
export function sendHistoryFile(env: Environment, homeDirectory: string, sandboxed: boolean): string {
  return join(stateFolder(env, homeDirectory), ...(sandboxed ? ['sandbox'] : []), 'sends.jsonl');
}
