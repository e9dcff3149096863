import * as vscode from 'vscode';
import { historyText } from '../send/history-text.ts';
import { openSendJournal } from '../send/open-calendar.ts';
import type { Workbench } from '../workbench.ts';

const SCHEME = 'customer-meetings-history';

/** *Show Send History*: what was about to be sent from this editor and what Microsoft Graph answered, newest first. */
export async function showSendHistory({ ctx, sandbox }: Workbench): Promise<void> {
  const { recordedCalls } = await import('../../history/index.ts');
  const journal = await openSendJournal(ctx, sandbox.isOn());
  const text = historyText(recordedCalls(await journal.read()));
  // A read-only document: it can be searched and copied, and there is nothing to save.
  const uri = vscode.Uri.from({ scheme: SCHEME, path: '/Send History', query: String(Date.now()) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (asked) => (asked.toString() === uri.toString() ? text : undefined),
  });
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  } finally {
    provider.dispose();
  }
}
