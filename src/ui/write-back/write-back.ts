import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { EventOutcome } from '../../calendar/index.ts';
import { confirmationOf } from '../../invite/index.ts';
import type { UiContext } from '../context.ts';
import { readSettings } from '../environment/settings.ts';
import type { Session } from '../session/session.ts';
import { notUpdated, writtenBack, type ToldMeeting } from './written-text.ts';

/**
 * Adds to a meeting's file what the calendar has confirmed, if the person's setting asks for it, as one edit that can be
 * undone. A file with unsaved changes stays unsaved; any other is saved. Whatever keeps it from being written is a
 * warning: what is on the calendar stays.
 * @param plan what was sent or cancelled
 * @param events what the calendar has confirmed of it
 */
export async function writeBack(
  { log }: UiContext,
  session: Session,
  plan: ToldMeeting,
  events: readonly EventOutcome[],
): Promise<void> {
  const { file } = session;
  if (!readSettings(vscode.Uri.parse(file.uri)).updateMetadata) return;
  const warn = (message: string): void => {
    log.warn(message);
    void notify('warning', message);
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
      warn(notUpdated(events, file.name, 'the editor did not take the change').message);
      return;
    }
    // Told before it is saved: the plan is not outdated by what it says itself.
    const edited = document.getText();
    session.inputWritten(before, edited);
    if (!wasDirty && !(await document.save())) {
      warn(notUpdated(events, file.name, 'it could not be saved').message);
    }
    session.inputWritten(edited, document.getText()); // saving may format
    await session.compare();
    log.info(`✍️  ${file.name} brought up to date: ${confirmationOf(events)} added to its modifications`);
  } catch (error) {
    warn(notUpdated(events, file.name, error instanceof Error ? error.message : String(error)).message);
  }
}
