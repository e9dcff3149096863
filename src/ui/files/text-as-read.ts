import { FileRefusal, type FileText } from '../../files/index.ts';

/** What of an open document (`vscode.TextDocument`) is looked at. */
export interface OpenDocument {
  readonly isDirty: boolean;
  /** VS Code's name of the encoding that it has been read in. */
  readonly encoding: string;
  /** Without a byte order mark. */
  readonly getText: () => string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text that counts: the file's, as its bytes say; or that of its unsaved changes, where the document was read from the
 * file as its bytes say.
 * @param file what is on the disk, if anything is
 * @param open its document, if it is open
 * @returns with its byte order mark, if the file has one
 * @throws FileRefusal for unsaved changes of a document that shows the file otherwise than it is
 */
export function textAsRead(file: FileText | undefined, open: OpenDocument | undefined): string | undefined {
  if (open?.isDirty !== true) return file?.text;
  if (file !== undefined && !decodesLike(open, file)) throw shownOtherwise(open, file);
  return `${file?.text.startsWith(BYTE_ORDER_MARK) === true ? BYTE_ORDER_MARK : ''}${open.getText()}`;
}

/** VS Code's names for the encodings that are read; see `TextDocument.encoding`. */
const EDITOR_NAMES: Readonly<Record<FileText['encoding'], readonly string[]>> = {
  'utf-8': ['utf8', 'utf8bom'],
  'utf-16le': ['utf16le'],
  'utf-16be': ['utf16be'],
};

/** Whether the editor has decoded a file as its bytes say; the setting `files.encoding` may have it do otherwise. */
export function decodesLike(document: Pick<OpenDocument, 'encoding'>, file: FileText): boolean {
  // All of the editor's encodings but UTF-16 are ASCII where the bytes are.
  if (file.isAscii && !document.encoding.startsWith('utf16')) return true;
  return EDITOR_NAMES[file.encoding].includes(document.encoding);
}

function shownOtherwise({ encoding }: OpenDocument, file: FileText): FileRefusal {
  const real = file.encoding.toUpperCase();
  return new FileRefusal(
    'NotUtf8',
    `it is ${real}, but open in the editor as ${encoding} with unsaved changes; undo these and use “Reopen with Encoding” ${real}`,
  );
}
