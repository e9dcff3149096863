import { cp, mkdir } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ask, notify } from '../messages.ts';
import { isSampleWindow, sampleWorkspaceUri } from '../environment/sample-window.ts';
import type { Workbench } from '../workbench.ts';

/**
 * *Open Sample Workspace*: puts the sample into our own storage, where files may be changed, and opens it. Files that
 * are there already are left alone: they may hold the person's own tries.
 */
export async function openSampleWorkspace({ ctx, sandbox }: Workbench): Promise<void> {
  const target = sampleWorkspaceUri(ctx.extension);
  const source = vscode.Uri.joinPath(ctx.extension.extensionUri, 'dist', 'sample-workspace');
  await mkdir(target.fsPath, { recursive: true });
  await cp(source.fsPath, target.fsPath, { recursive: true, force: false });
  if (isSampleWindow(ctx.extension)) {
    await vscode.commands.executeCommand('customerMeetings.meetings.focus');
    void notify(
      'info',
      l10n.t(
        'This is the sample workspace: its customers and its calendar are a sandbox on this machine. Right-click a JSON file and choose Preview Invite.',
      ),
    );
    return;
  }
  const where = await chooseWindow();
  if (where === undefined) return;
  try {
    await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: where === 'new' });
  } catch (error) {
    // Some hosts cannot open folders; the person has asked for the sandbox all the same.
    ctx.log.warn(`The sample workspace could not be opened: ${String(error)}`);
    sandbox.turnOn();
    void notify(
      'info',
      l10n.t('The sandbox is on for this window. The sample files are in {folder}.', {
        folder: target.fsPath,
      }),
    );
  }
}

/** A window without a folder has nothing to lose; one with a folder is only left with the person's word. */
async function chooseWindow(): Promise<'this' | 'new' | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return 'this';
  const here = l10n.t('Open in This Window');
  const there = l10n.t('Open in New Window');
  const answer = await ask(
    'info',
    l10n.t('Open the sample workspace?'),
    l10n.t(
      'Its thirty customers, their AWS accounts and the calendar are a sandbox on this machine: nothing leaves it, nobody gets mail.',
    ),
    here,
    there,
  );
  if (answer === undefined) return undefined;
  return answer === here ? 'this' : 'new';
}
