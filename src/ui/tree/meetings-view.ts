import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { atMostEvery } from '../session/listeners.ts';
import { summaryLine } from '../session/summary.ts';
import { treeItem } from './tree-item.ts';
import type { TreeNode } from './node.ts';

const MEETINGS_VIEW = 'customerMeetings.meetings';
const REFRESH_MS = 500;

/**
 * Registers the list of the workspace's metadata files. Files are looked for when the view is first seen, and again
 * when JSON files come or go; nothing is read before that.
 */
export function registerMeetingsView(ctx: UiContext): vscode.TreeView<TreeNode> {
  const changed = new vscode.EventEmitter<undefined>();
  const subscriptions = ctx.extension.subscriptions;
  let found: Promise<readonly vscode.Uri[]> | undefined;
  let watching = false;
  const refresh = atMostEvery(REFRESH_MS, () => changed.fire(undefined));
  const lookAgain = (): void => {
    found = undefined;
    refresh.call();
  };
  const view = vscode.window.createTreeView<TreeNode>(MEETINGS_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => {
        const item = treeItem(node);
        const uri = vscode.Uri.parse(node.uri);
        item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
        item.tooltip = node.tooltip.join('\n');
        return item;
      },
      getChildren: async (node) => {
        if (node !== undefined || !vscode.workspace.isTrusted) return [];
        if (!watching) watch(subscriptions, lookAgain);
        watching = true;
        // Kept while sessions come and go: their progress changes what a line says, not which lines there are.
        found ??= import('../files/find.ts').then(({ findMeetingFiles }) => findMeetingFiles());
        return listMeetings(ctx, await found);
      },
      getParent: () => undefined,
    },
  });
  const stop = ctx.sessions.onChange(refresh.call);
  subscriptions.push(
    view,
    changed,
    { dispose: refresh.dispose },
    { dispose: stop },
    vscode.workspace.onDidGrantWorkspaceTrust(lookAgain),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAgain),
  );
  return view;
}

function watch(subscriptions: UiContext['extension']['subscriptions'], call: () => void): void {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{json,jsonc}');
  subscriptions.push(
    watcher,
    watcher.onDidCreate(call),
    watcher.onDidDelete(call),
    watcher.onDidChange(call),
  );
}

function listMeetings(ctx: UiContext, found: readonly vscode.Uri[]): TreeNode[] {
  const known = new Set(found.map((uri) => uri.toString()));
  const elsewhere = ctx.sessions
    .all()
    .filter((session) => !known.has(session.file.uri))
    .map((session) => vscode.Uri.parse(session.file.uri));
  return [...found, ...elsewhere].map((uri) => fileNode(ctx, uri));
}

function fileNode(ctx: UiContext, uri: vscode.Uri): TreeNode {
  const state = ctx.sessions.find(uri.toString())?.state();
  const label = basename(uri.fsPath);
  const folder = vscode.workspace.asRelativePath(uri).slice(0, -label.length - 1);
  const summary = state === undefined ? '' : summaryLine(state);
  const description = [summary, folder].filter((part) => part !== '').join(' · ');
  const sent = state?.phase === 'sent';
  return {
    id: uri.toString(),
    kind: 'meeting',
    label,
    description,
    icon: sent ? { name: 'pass-filled', color: 'testing.iconPassed' } : { name: 'calendar' },
    contextValue: `file ${state?.phase ?? 'idle'}`,
    spoken: [label, sent ? 'sent' : undefined, description].filter(Boolean).join(', '),
    tooltip: [uri.fsPath, ...(summary === '' ? [] : [summary])],
    collapsed: 'none',
    uri: uri.toString(),
    addresses: [],
  };
}
