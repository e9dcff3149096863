import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { EventOutcome } from '../../calendar/index.ts';
import { fileToReplace, readFileText, replaceTextFile, type FileText } from '../../files/index.ts';
import { confirmationOf } from '../../invite/index.ts';
import type { UiContext } from '../context.ts';
import { readSettings } from '../environment/settings.ts';
import { decodesLike } from '../files/text-as-read.ts';
import { readTextFile } from '../files/text.ts';
import type { Session } from '../session/session.ts';
import { notUpdated, writtenBack, type Replacement, type ToldMeeting } from './written-text.ts';

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
  const uri = vscode.Uri.parse(file.uri);
  if (!readSettings(uri).updateMetadata) return;
  const warn = (message: string): void => {
    log.warn(message);
    void notify('warning', message);
  };
  try {
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    await fileToReplace(uri.fsPath, folders);
    const document = await vscode.workspace.openTextDocument(uri);
    const before = await readTextFile(uri.fsPath);
    const onDisk = await readFileText(uri.fsPath);
    const byEditor = document.isDirty || (onDisk !== undefined && shows(document, onDisk));
    const text = byEditor ? document.getText() : (onDisk?.text ?? '');
    const { replacement, problems } = writtenBack(text, file.name, plan, events, Date.now());
    for (const { message } of problems) warn(message);
    if (replacement === undefined || before === undefined) return;
    // A send's own edit does not outdate its plan.
    let earlier = before;
    const tell = async (): Promise<void> => {
      const now = (await readTextFile(uri.fsPath)) ?? earlier;
      session.inputWritten(earlier, now);
      earlier = now;
    };
    const why = byEditor
      ? await editAndSave(document, replacement, tell)
      : await replaceOnDisk(uri.fsPath, text, replacement, folders);
    if (why !== undefined) warn(notUpdated(events, file.name, why).message);
    await tell();
    await session.compare();
    if (why !== undefined) return;
    log.info(`✍️  ${file.name} brought up to date: ${confirmationOf(events)} added to its modifications`);
  } catch (error) {
    warn(notUpdated(events, file.name, error instanceof Error ? error.message : String(error)).message);
  }
}

/** @returns why it is not in the file; nothing when it is, or is among the document's unsaved changes */
async function editAndSave(
  document: vscode.TextDocument,
  { offset, length, content }: Replacement,
  onEdited: () => Promise<void>,
): Promise<string | undefined> {
  const wasDirty = document.isDirty;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, content);
  if (!(await vscode.workspace.applyEdit(edit))) return 'the editor did not take the change';
  await onEdited(); // before it is saved, which may format it
  return wasDirty || (await document.save()) ? undefined : 'it could not be saved';
}

/** For a file that the editor shows in another encoding, or whose line ends it would change by saving. */
async function replaceOnDisk(
  path: string,
  text: string,
  { offset, length, content }: Replacement,
  folders: readonly string[],
): Promise<string | undefined> {
  const after = text.slice(0, offset) + content + text.slice(offset + length);
  return (await replaceTextFile(path, text, after, folders)) ? undefined : 'it has changed since it was read';
}

/** Whether a document shows what its file's bytes say, and would be saved in the same encoding. */
function shows(document: vscode.TextDocument, file: FileText): boolean {
  return (
    decodesLike(document, { ...file, isAscii: false }) &&
    document.getText() === file.text.replace(/^\uFEFF/, '')
  );
}
