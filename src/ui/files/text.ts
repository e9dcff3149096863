import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * A file as the person sees it: the open document's text with its unsaved changes, else what is on disk.
 * @param path absolute path
 * @returns `undefined` when there is no such file
 * @throws whatever else the file system says, e.g. EACCES
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  const uri = vscode.Uri.file(path);
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === 'file' && document.uri.fsPath === uri.fsPath,
  );
  if (open !== undefined) return open.getText();
  try {
    // As a document has it, so that places in the text are the same for both.
    return (await readFile(uri.fsPath, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
