import * as vscode from 'vscode';
import { cancelMeeting } from '../commands/cancel.ts';
import { send } from '../commands/send.ts';
import { copyJoinLink, openIdentitySettings, openWebLink } from '../commands/send-surfaces.ts';
import { query } from '../commands/query.ts';
import { retryFailed } from '../commands/retry.ts';
import { reportFailure, requireTrust } from '../commands/run-command.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import type { FromPage } from './protocol.ts';

/** What a press in the page does: the same as the command of that name, for the page's own meeting. */
export function actOnPage(
  workbench: Workbench,
  session: Session,
  message: Exclude<FromPage, { type: 'ready' }>,
): void {
  void perform(workbench, session, message).catch((error: unknown) => reportFailure(workbench.ctx, error));
}

async function perform(
  workbench: Workbench,
  session: Session,
  message: Exclude<FromPage, { type: 'ready' }>,
): Promise<void> {
  switch (message.type) {
    case 'query':
      if (await requireTrust()) await query(workbench, session, { quiet: true });
      return;
    case 'retryFailed':
      if (await requireTrust()) await retryFailed(workbench, session, { quiet: true });
      return;
    case 'send':
      if (await requireTrust()) await send(workbench, session);
      return;
    case 'cancel':
      session.cancel();
      return;
    case 'cancelMeeting':
      if (await requireTrust()) await cancelMeeting(workbench, session);
      return;
    case 'showLog':
      workbench.ctx.log.show(true);
      return;
    case 'openWebLink':
      return openWebLink(session);
    case 'copyJoinLink':
      return copyJoinLink(session);
    case 'signInSettings':
      return openIdentitySettings();
    case 'openFile':
      return openFile(session, message.line);
    case 'openLink':
      return openLink(message.href);
  }
}

async function openFile(session: Session, line: number | undefined): Promise<void> {
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(session.file.uri), {
    viewColumn: vscode.ViewColumn.One,
    ...(line === undefined ? {} : { selection: new vscode.Range(at, at) }),
  });
}

/** A link of the mail: only web addresses, and VS Code asks before it leaves for an unknown site. */
async function openLink(href: string): Promise<void> {
  const uri = vscode.Uri.parse(href, true);
  if (uri.scheme === 'https' || uri.scheme === 'http') await vscode.env.openExternal(uri);
}
