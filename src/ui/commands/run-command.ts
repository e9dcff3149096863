import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { UiContext } from '../context.ts';

/**
 * Nothing runs in a workspace nobody vouched for: its files choose customers, accounts and the organizer.
 * @returns true when the workspace is trusted; otherwise the person is told, with the way to change it
 */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const pressed = await notify(
    'warning',
    l10n.t(
      'This workspace is not trusted, so no customer is asked and nothing is sent. Trust it if you know where its files come from.',
    ),
    manage,
  );
  if (pressed === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

/** The last net under every command: a sentence for the person, the stack for the log. */
export async function reportFailure({ log }: UiContext, error: unknown): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const showLog = l10n.t('Show Log');
  const message = error instanceof Error ? error.message : String(error);
  const pressed = await notify('error', l10n.t('Customer Meetings: {message}', { message }), showLog);
  if (pressed === showLog) log.show(true);
}
