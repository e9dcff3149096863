import { stat, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';

/**
 * A file that a model names. Only files of the workspace: a model may have been talked into asking for others.
 * @param path relative to a workspace folder (in a workspace of several, beginning with the folder's name), or absolute
 * @throws Error with a sentence for the model
 */
export async function fileInWorkspace(path: string): Promise<vscode.Uri> {
  for (const candidate of candidates(path)) {
    const real = await realpath(candidate).catch(() => undefined);
    if (real === undefined || !(await stat(real)).isFile()) continue;
    if (await isWithinWorkspace(real)) return vscode.Uri.file(candidate);
    throw new Error(`${path} is outside the workspace, and only files of the workspace can be read.`);
  }
  throw new Error(
    `There is no file ${path} in the workspace. Call customer-meetings_list_meetings for the metadata files that there are.`,
  );
}

function candidates(path: string): readonly string[] {
  if (isAbsolute(path)) return [path];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first = '', ...rest] = path.split(/[\\/]/);
  const named = folders.filter(({ name }) => name === first).map(({ uri }) => resolve(uri.fsPath, ...rest));
  return [...folders.map(({ uri }) => resolve(uri.fsPath, path)), ...named];
}

async function isWithinWorkspace(real: string): Promise<boolean> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const folder = await realpath(uri.fsPath).catch(() => uri.fsPath);
    const way = relative(folder, real);
    if (way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return true;
  }
  return false;
}
