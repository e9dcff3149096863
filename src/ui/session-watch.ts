import * as vscode from 'vscode';
import type { UiContext } from './context.ts';
import { atMostEvery } from './session/listeners.ts';

const COMPARE_MS = 400;

/**
 * Notices when a file or a setting that a plan was made from changes, so that no surface goes on showing it as current.
 * Nothing is asked again by itself: that is the person's to decide.
 */
export function watchInputs(ctx: UiContext): void {
  const compare = atMostEvery(COMPARE_MS, () => {
    for (const session of ctx.sessions.all())
      void session.compare().catch((error: unknown) => ctx.log.warn(String(error)));
  });
  const onDocument = ({ document }: { document: vscode.TextDocument }): void => {
    // Typing in anything but JSON cannot change a plan, and must not cost anything.
    if (/^jsonc?$/.test(document.languageId)) compare.call();
  };
  ctx.extension.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(onDocument),
    vscode.workspace.onDidSaveTextDocument((document) => onDocument({ document })),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerMeetings')) compare.call();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) compare.call(); // another program may have changed a file meanwhile
    }),
    { dispose: compare.dispose },
  );
}
