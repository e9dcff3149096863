import * as vscode from 'vscode';
import { filePatterns, type FilePatterns } from './globs.ts';

/** @returns which files may be metadata, by the setting that applies to a file or folder */
export function patternsFor(scope: vscode.Uri | undefined): FilePatterns {
  return filePatterns(vscode.workspace.getConfiguration('customerMeetings', scope ?? null).get('files'));
}

/**
 * Whether a document is one of those that the setting `customerMeetings.files` names. Patterns are relative to the
 * document's workspace folder; for a file outside all folders to its path. The editor's own matching decides.
 */
export function isNamed(document: vscode.TextDocument): boolean {
  const { include, exclude } = patternsFor(document.uri);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const matches = (glob: string): boolean => {
    const pattern = folder === undefined ? glob : new vscode.RelativePattern(folder, glob);
    return vscode.languages.match({ pattern }, document) > 0;
  };
  return include.some(matches) && !exclude.some(matches);
}
