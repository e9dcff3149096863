import * as vscode from 'vscode';
import { oneGlob } from './globs.ts';
import { meetingSummary } from './meeting-summary.ts';
import { patternsFor } from './patterns.ts';
import { readSettings } from '../environment/settings.ts';
import { readTextFile } from './text.ts';

/** More JSON files than this in one folder are no collection of meetings, and looking at each would take long. */
const MAX_FILES = 5000;
const AT_ONCE = 8;

/**
 * The files of the workspace that the setting `customerMeetings.files` names, folder by folder. Names only: no file is
 * read. Files that the editor is told to leave out of searches (`files.exclude`) are left out.
 */
export async function findCandidates(token?: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map((folder) => candidatesIn(folder, token)));
  const unique = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  return [...unique.values()].filter(({ scheme }) => scheme === 'file');
}

async function candidatesIn(
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken | undefined,
): Promise<readonly vscode.Uri[]> {
  const { include, exclude } = patternsFor(folder.uri);
  const glob = oneGlob(include);
  if (glob === undefined) return [];
  const never = oneGlob(exclude);
  return vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, glob),
    never === undefined ? null : new vscode.RelativePattern(folder, never),
    MAX_FILES,
    token,
  );
}

/**
 * The workspace's metadata files, recognised by their content. Reads files and nothing else.
 * @returns their URIs in the order of their paths
 */
export async function findMeetingFiles(): Promise<readonly vscode.Uri[]> {
  const candidates = await findCandidates();
  const found: vscode.Uri[] = [];
  for (let start = 0; start < candidates.length; start += AT_ONCE) {
    const batch = candidates.slice(start, start + AT_ONCE);
    const meetings = await Promise.all(batch.map(isMeeting));
    found.push(...batch.filter((_, index) => meetings[index]));
  }
  return found.sort((a, b) => (a.fsPath < b.fsPath ? -1 : 1));
}

async function isMeeting(uri: vscode.Uri): Promise<boolean> {
  try {
    const text = await readTextFile(uri.fsPath);
    const { defaultTimeZone } = readSettings(uri);
    return text !== undefined && meetingSummary(text, uri.fsPath, defaultTimeZone, Date.now()) !== undefined;
  } catch {
    return false; // gone or unreadable: a list has no use for it
  }
}
