import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify, pickOne } from '../messages.ts';
import { FileRefusal } from '../../files/index.ts';
import type { UiContext } from '../context.ts';
import type { MeetingFile } from '../session/state.ts';
import { findMeetingFiles } from './find.ts';
import { MAX_METADATA_BYTES } from '../../files/index.ts';
import { readTextFile } from './text.ts';

/** @returns the session identity of a document on disk */
export function meetingFile(uri: vscode.Uri): MeetingFile {
  return { uri: uri.toString(), path: uri.fsPath, name: basename(uri.fsPath) };
}

/**
 * Which meeting a command is about: what was clicked, else the focused preview, else the active editor's JSON, else the
 * one the results show, else the person picks one of the workspace's metadata files. Tells the person why, when the file
 * is no metadata.
 * @param argument what VS Code passes: a file of the explorer or an editor, a tree node, or nothing from the palette
 * @returns `undefined` when there is no file; the person has been told
 */
export async function chooseMeetingFile(ctx: UiContext, argument: unknown): Promise<MeetingFile | undefined> {
  const given = uriOf(argument) ?? focusedUri(ctx) ?? activeJson();
  const uri = given ?? (await pickMeetingFile(ctx));
  if (uri === undefined) return undefined;
  const file = basename(uri.fsPath);
  try {
    const why = await whyNoMetadata(uri);
    if (why === undefined) return meetingFile(uri);
    void notify('error', l10n.t('{file} is not meeting metadata: {why}', { file, why }));
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    void notify('error', l10n.t('{file} cannot be read: {why}.', { file, why: error.message }));
  }
  return undefined;
}

/** A `Uri` from a menu, or the `uri` a node of ours carries. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  return typeof argument.uri === 'string' ? vscode.Uri.parse(argument.uri) : undefined;
}

function focusedUri(ctx: UiContext): vscode.Uri | undefined {
  return ctx.focus.previewUri === undefined ? undefined : vscode.Uri.parse(ctx.focus.previewUri);
}

function activeJson(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined) return /^jsonc?$/.test(document.languageId) ? document.uri : undefined;
  // An editor that is just opening is a tab before it is a document.
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && /\.jsonc?$/i.test(input.uri.path) ? input.uri : undefined;
}

/**
 * Why a file cannot be a meeting's metadata. Content that looks like metadata but has mistakes is metadata: its
 * problems are shown by the run.
 * @returns one sentence, `undefined` when it is metadata
 * @throws FileRefusal
 */
async function whyNoMetadata(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== 'file') return l10n.t('only files on disk can be used, save it first.');
  const text = await readTextFile(uri.fsPath);
  if (text === undefined) return l10n.t('there is no such file.');
  if (text.length > MAX_METADATA_BYTES) return l10n.t('it is far too large to be one.');
  const { looksLikeMetadata } = await import('../../metadata/index.ts');
  const look = looksLikeMetadata(text);
  return look.yes ? undefined : look.why;
}

/** Lets the person pick one of the workspace's metadata files. @returns `undefined` when there is none, or none was picked */
export async function pickMeetingFile(ctx: UiContext): Promise<vscode.Uri | undefined> {
  const found = await findMeetingFiles();
  const current = ctx.sessions.current()?.file.uri;
  const items = found
    .map((uri) => ({
      label: basename(uri.fsPath),
      description: dirname(vscode.workspace.asRelativePath(uri)).replace(/^\.$/, ''),
      iconPath: new vscode.ThemeIcon('calendar'),
      uri,
    }))
    .sort((a, b) => Number(b.uri.toString() === current) - Number(a.uri.toString() === current));
  if (items.length > 0) {
    const picked = await pickOne(items, {
      title: 'Customer Meetings',
      placeHolder: l10n.t('Which meeting?'),
      matchOnDescription: true,
    });
    return picked?.uri;
  }
  const sample = l10n.t('Open Sample Workspace');
  const answer = await notify(
    'info',
    l10n.t(
      'No JSON file of this workspace is meeting metadata. Open the file of a change or an announcement, or try the sample.',
    ),
    sample,
  );
  if (answer === sample) await vscode.commands.executeCommand('customerMeetings.openSampleWorkspace');
  return undefined;
}
