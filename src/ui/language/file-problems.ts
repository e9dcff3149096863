import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { FileRefusal, readFileText } from '../../files/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { decodesLike } from '../files/text-as-read.ts';

/** What is wrong with the bytes of an open document's file. */
export interface FileProblems {
  /** A run refuses the file for this, whatever the document shows. */
  readonly refused?: Problem;
  readonly remarks: readonly Problem[];
}

interface Seen {
  readonly stamp: string;
  readonly problems: FileProblems;
}

/** While somebody types, the file stays as it is: it is read once. */
const seen = new WeakMap<vscode.TextDocument, Seen>();

/**
 * Looks at the bytes behind an open document, which a run reads in its stead. Never rejects: a file that is gone, or that
 * cannot be read for a reason that has nothing to do with its text, is no problem of the text.
 */
export async function fileProblems(document: vscode.TextDocument): Promise<FileProblems> {
  const stamp = await stat(document.uri.fsPath).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size} ${document.encoding}`,
    () => 'gone',
  );
  const before = seen.get(document);
  if (before?.stamp === stamp) return before.problems;
  const problems = await lookAt(document);
  seen.set(document, { stamp, problems });
  return problems;
}

async function lookAt(document: vscode.TextDocument): Promise<FileProblems> {
  try {
    const file = await readFileText(document.uri.fsPath);
    if (file === undefined || decodesLike(document, file)) return { remarks: [] };
    const message = l10n.t(
      'The editor shows this file as {shown}, but it is {real}, which is what is read and sent. Use “Reopen with Encoding”.',
      { shown: document.encoding, real: file.encoding.toUpperCase() },
    );
    return { remarks: [{ severity: 'warning', code: 'ShownInOtherEncoding', message, path: '' }] };
  } catch (error) {
    if (!(error instanceof FileRefusal) || error.line === undefined) return { remarks: [] };
    const { message, line, column = 1 } = error;
    const refused: Problem = {
      severity: 'error',
      code: 'FileNotUtf8',
      message: l10n.t('This file cannot be read: {why}.', { why: message }),
      path: '',
      line,
      column,
    };
    return { refused, remarks: [] };
  }
}
