import * as vscode from 'vscode';
import { readFileText } from '../../files/index.ts';
import { textAsRead } from './text-as-read.ts';

/**
 * A file's text as the command line reads it: from the bytes on the disk, whether it is open or not. Only unsaved changes of
 * an open document count before them, and only where the file itself can be read.
 * @param path absolute path
 * @returns with its byte order mark, if it has one; `undefined` when there is no such file
 * @throws FileRefusal, or whatever else the file system says, e.g. EACCES
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  const uri = vscode.Uri.file(path);
  return textAsRead(await readFileText(uri.fsPath), openDocument(uri));
}

/** The open document of a file, by its path on the disk. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === 'file' && document.uri.fsPath === uri.fsPath,
  );
}
