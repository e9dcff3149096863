import { basename, dirname, join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify, pickOne } from '../messages.ts';
import { loadCustomerConfig, type ConfigLoad, type ReadTextFile } from '../../customers/index.ts';
import { readSettings } from '../environment/settings.ts';
import { readTextFile } from '../files/text.ts';

/** Where the workspaces' config files may be; enough to choose from. */
const MOST = 50;
const NEVER = '**/{node_modules,.*,dist,out}/**';

/**
 * Which config.json is meant: the one clicked, the one named by the setting, the one a meeting of this folder would use,
 * else one that the workspace has; where there are several, the person picks.
 * @param near the shown meeting's file
 * @returns `undefined` when there is none; the person has been told
 */
export async function chooseConfigFile(
  argument: unknown,
  near: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return argument;
  const candidates = await candidateFiles(near);
  if (candidates.length <= 1) {
    if (candidates[0] === undefined)
      void notify(
        'error',
        l10n.t(
          'There is no config.json in this workspace, so there are no customers whose access could be checked. Open the folder that has it, or name it in the setting customerMeetings.configFile.',
        ),
      );
    return candidates[0];
  }
  const picked = await pickOne(
    candidates.map((uri) => ({
      label: basename(uri.fsPath),
      description: vscode.workspace.asRelativePath(uri),
      uri,
    })),
    { title: l10n.t('Check Access'), placeHolder: l10n.t('The customers of which file?') },
  );
  return picked?.uri;
}

/** What one config.json holds, by itself. @param configFile absolute */
export const loadConfigFile = (read: ReadTextFile, configFile: string): Promise<ConfigLoad> =>
  loadCustomerConfig(read, { configFile, metadataFile: configFile, workingDirectory: dirname(configFile) });

/** The one config.json that a meeting of this folder would use, or the workspace's one; `undefined` where it is not clear which. */
export async function onlyConfigFile(near: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const [only, ...others] = await candidateFiles(near);
  return others.length === 0 ? only : undefined;
}

/** The workspace's one config.json, without asking anybody. @throws Error with a sentence for a model */
export async function chooseOnlyConfigFile(): Promise<vscode.Uri> {
  const [only, ...others] = await candidateFiles(undefined);
  if (only === undefined) throw new Error('The workspace has no config.json with customer_mappings.');
  if (others.length === 0) return only;
  const files = [only, ...others].map((uri) => vscode.workspace.asRelativePath(uri));
  throw new Error(
    `The workspace has several: ${files.join(', ')}. Call the tool again with one as configFile.`,
  );
}

async function candidateFiles(near: vscode.Uri | undefined): Promise<readonly vscode.Uri[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const scopes = near === undefined ? folders : [near, ...folders];
  const named: vscode.Uri[] = [];
  for (const scope of scopes) {
    const { configFile } = readSettings(scope);
    const home = vscode.workspace.getWorkspaceFolder(scope)?.uri.fsPath ?? join(scope.fsPath, '..');
    if (configFile !== '' && configFile !== 'none') named.push(vscode.Uri.file(resolve(home, configFile)));
  }
  if (named.length > 0) return unique(named);
  const found = await vscode.workspace.findFiles('**/config.json', NEVER, MOST);
  const beside = near === undefined ? [] : [vscode.Uri.file(join(near.fsPath, '..', 'config.json'))];
  const ours: vscode.Uri[] = [];
  for (const uri of unique([...beside, ...found])) if (await hasCustomers(uri)) ours.push(uri);
  return ours;
}

/** Plenty of programs have a config.json; ours names customers. */
async function hasCustomers(uri: vscode.Uri): Promise<boolean> {
  const text = await readTextFile(uri.fsPath).catch(() => undefined);
  return text?.includes('"customer_mappings"') === true;
}

function unique(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
