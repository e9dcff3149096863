import * as vscode from 'vscode';
import type { SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { UiContext } from '../context.ts';
import type { Session } from '../session/session.ts';
import { notUpdated, writtenBack } from './written-text.ts';

/**
 * Adds to a meeting's file what the calendar has confirmed, as one edit that can be undone. A file with unsaved changes
 * stays unsaved; any other is saved. Whatever keeps it from being written is a warning: the meeting is sent already.
 */
export async function writeBack(
  { log }: UiContext,
  session: Session,
  plan: InvitePlan,
  { events }: SendOutcome,
): Promise<void> {
  const { file } = session;
  const warn = (message: string): void => {
    log.warn(message);
    void vscode.window.showWarningMessage(message);
  };
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri));
    const before = document.getText();
    const { replacement, problems } = writtenBack(before, file.name, plan, events, Date.now());
    for (const { message } of problems) warn(message);
    if (replacement === undefined) return;
    const wasDirty = document.isDirty;
    const { offset, length, content } = replacement;
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, content);
    if (!(await vscode.workspace.applyEdit(edit))) {
      warn(notUpdated(file.name, 'the editor did not take the change').message);
      return;
    }
    // Told before it is saved: the plan is not outdated by what it says itself.
    const edited = document.getText();
    session.inputWritten(before, edited);
    if (!wasDirty && !(await document.save())) {
      warn(notUpdated(file.name, 'it could not be saved').message);
    }
    session.inputWritten(edited, document.getText()); // saving may format
    await session.compare();
    log.info(`✍️  ${file.name} brought up to date: the meeting was added to its modifications`);
  } catch (error) {
    warn(notUpdated(file.name, error instanceof Error ? error.message : String(error)).message);
  }
}
