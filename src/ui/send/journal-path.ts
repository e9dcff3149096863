import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';

/**
 * Where the record of what was sent from this machine's editor is: in the extension's own storage.
 * @param sandbox whether it is the sandbox's, which has a record of its own
 */
export function sendJournalPath({ globalStorageUri }: ExtensionContext, sandbox: boolean): string {
  return join(globalStorageUri.fsPath, ...(sandbox ? ['sandbox'] : []), 'sends.jsonl');
}
