import * as vscode from 'vscode';
import { FileRefusal, readFileText, type FileText } from '../../files/index.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A file's text as the command line reads it: from the bytes on the disk, whether it is open or not. Only unsaved changes of
 * an open document count before them, and only where the file itself can be read.
 * @param path absolute path
 * @returns with its byte order mark, if it has one; `undefined` when there is no such file
 * @throws FileRefusal, or whatever else the file system says, e.g. EACCES
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  const uri = vscode.Uri.file(path);
  const file = await readFileText(uri.fsPath);
  const open = openDocument(uri);
  if (open?.isDirty !== true) return file?.text;
  if (file !== undefined && !decodesLike(open, file)) throw shownOtherwise(open, file);
  return `${file?.text.startsWith(BYTE_ORDER_MARK) === true ? BYTE_ORDER_MARK : ''}${open.getText()}`;
}

/** The open document of a file, by its path on the disk. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === 'file' && document.uri.fsPath === uri.fsPath,
  );
}

/** The editor's names for the encodings that are read; see `TextDocument.encoding`. */
const EDITOR_NAMES: Readonly<Record<FileText['encoding'], readonly string[]>> = {
  'utf-8': ['utf8', 'utf8bom'],
  'utf-16le': ['utf16le'],
  'utf-16be': ['utf16be'],
};

/** Whether the editor has decoded a file as its bytes say; the setting `files.encoding` may have it do otherwise. */
export function decodesLike(document: vscode.TextDocument, file: FileText): boolean {
  return file.isAscii || EDITOR_NAMES[file.encoding].includes(document.encoding);
}

function shownOtherwise({ encoding }: vscode.TextDocument, file: FileText): FileRefusal {
  const real = file.encoding.toUpperCase();
  return new FileRefusal(
    'NotUtf8',
    `it is ${real}, but open in the editor as ${encoding} with unsaved changes; undo these and use “Reopen with Encoding” ${real}`,
  );
}
