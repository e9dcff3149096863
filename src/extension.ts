import type { ExtensionContext } from 'vscode';
import { start, type Started } from './ui/index.ts';

/** What is running, for `deactivate`, which VS Code calls without any argument. */
let started: Started | undefined;

/**
 * VS Code's entry. Only registers; whatever reads, asks or sends is loaded by the command that needs it.
 * @returns an API for tests inside the editor, nothing in a person's window
 */
export function activate(context: ExtensionContext): Started['testApi'] {
  started = start(context);
  return started.testApi;
}

/** Ends what is under way. VS Code waits for it, five seconds at most. */
export async function deactivate(): Promise<void> {
  await started?.stop();
}
