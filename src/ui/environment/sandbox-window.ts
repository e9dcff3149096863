import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Environment } from '../../customers/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { isSampleWindow } from './sample-window.ts';

/** The window's sandbox: asked for by the person, started at the first query. */
export interface SandboxWindow {
  readonly isOn: () => boolean;
  /** For a window whose folder cannot be the sample workspace; stays on until the window closes. */
  readonly turnOn: () => void;
  /** @returns the environment in which AWS and Graph are the sandbox; starts it when needed */
  readonly environment: (base: Environment) => Promise<Environment>;
  /** @returns the running sandbox, for tests */
  readonly running: () => Promise<Sandbox> | undefined;
  readonly close: () => Promise<void>;
}

/** @param context whose global storage holds the sandbox's AWS files and its calendar */
export function createSandboxWindow(context: vscode.ExtensionContext): SandboxWindow {
  let asked = false;
  let sandbox: Promise<Sandbox> | undefined;
  const home = join(context.globalStorageUri.fsPath, 'sandbox');
  // One folder per window: each has a sandbox on a port of its own, and the AWS files name that port.
  const directory = join(home, `window-${process.pid}`);

  const start = async (): Promise<Sandbox> => {
    const { startSandbox } = await import('../../sandbox/index.ts');
    await mkdir(directory, { recursive: true });
    return startSandbox({ directory, calendarFile: join(home, 'calendar.json') });
  };

  const started = (): Promise<Sandbox> => {
    sandbox ??= start().catch((error: unknown) => {
      sandbox = undefined; // so that the next query tries again
      throw error;
    });
    return sandbox;
  };

  return {
    isOn: () => asked || isSampleWindow(context),
    turnOn: () => {
      asked = true;
    },
    environment: async (base) => {
      const { sandboxEnvironment } = await import('../../sandbox/index.ts');
      return sandboxEnvironment(base, await started());
    },
    running: () => sandbox,
    close: async () => {
      if (sandbox === undefined) return;
      await (await sandbox).close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
