import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { MeetingEntry, MeetingIndex } from '../files/meeting-index.ts';
import { atMostEvery } from '../session/listeners.ts';
import { summaryLine } from '../session/summary.ts';
import type * as ItemModule from './meeting-item.ts';
import type { MeetingNode } from './meeting-nodes.ts';

const MEETINGS_VIEW = 'customerMeetings.meetings';
const REFRESH_MS = 500;
/** Nobody sees the list itself then, only what is marked by it. */
const HIDDEN_REFRESH_MS = 2000;

/** A watch takes a moment to begin; what happened meanwhile is looked for once more. */
const WATCHING_MS = 3000;

/** Longest wait for a meeting to be over, in ms: a timer takes no more than 24 days. */
const LONGEST_MS = 3_600_000;

/** The list of the workspace's metadata files. */
export interface MeetingsView {
  readonly view: vscode.TreeView<MeetingNode>;
  /** What the last listing found; empty before the view was seen. */
  readonly known: () => ReadonlyMap<string, MeetingEntry>;
  /** Called when a listing found something else than before, for whoever marks files. */
  readonly onListed: vscode.Event<undefined>;
  /** The tree's nodes as they are rendered, for the in-editor tests. */
  readonly nodes: (parent?: MeetingNode) => Promise<readonly MeetingNode[]>;
}

/**
 * Registers the list of the workspace's metadata files. Files are looked for when the view is first seen, and again
 * when files come, go or change; nothing is read before that, nor in a workspace that is not trusted.
 */
export function registerMeetingsView(ctx: UiContext): MeetingsView {
  const changed = new vscode.EventEmitter<undefined>();
  const listed = new vscode.EventEmitter<undefined>();
  const subscriptions = ctx.extension.subscriptions;
  let index: Promise<MeetingIndex> | undefined;
  let known: () => ReadonlyMap<string, MeetingEntry> = () => new Map();
  let entries: Promise<readonly MeetingEntry[]> | undefined;
  let tree: Promise<readonly MeetingNode[]> | undefined;
  let over: NodeJS.Timeout | undefined;

  const refresh = atMostEvery(REFRESH_MS, () => {
    tree = undefined;
    changed.fire(undefined);
  });
  // A hidden tree asks for nothing, but the explorer's marks are made of what it lists.
  const listHidden = atMostEvery(HIDDEN_REFRESH_MS, () => {
    if (index === undefined || view.visible || entries !== undefined) return;
    entries = listEntries();
    entries.catch((error: unknown) => ctx.log.error(String(error)));
  });
  const listAgain = (): void => {
    entries = undefined;
    refresh.call();
    listHidden.call();
  };
  const start = async (): Promise<MeetingIndex> => {
    const { createMeetingIndex } = await import('../files/meeting-index.ts');
    const created = createMeetingIndex(ctx);
    known = created.known;
    const { watchFiles } = await import('../files/watch.ts');
    const watch = watchFiles({
      onList: () => {
        created.lookAgain();
        listAgain();
      },
      onContent: (uri) => {
        if (uri === undefined || created.covers(uri)) listAgain();
      },
    });
    const timer = setTimeout(() => {
      created.lookAgain();
      listAgain();
    }, WATCHING_MS);
    subscriptions.push(watch, { dispose: () => clearTimeout(timer) });
    return created;
  };
  const listEntries = async (): Promise<readonly MeetingEntry[]> => {
    index ??= start();
    const found = await (await index).list();
    listed.fire(undefined);
    clearTimeout(over);
    over = setTimeout(listAgain, untilNextIsOver(found));
    return found;
  };
  const list = async (): Promise<readonly MeetingNode[]> => {
    if (!vscode.workspace.isTrusted) return [];
    entries ??= listEntries();
    const listedEntries = await entries;
    const [{ meetingTree }, { whenIn }] = await Promise.all([
      import('./meeting-nodes.ts'),
      import('../files/when.ts'),
    ]);
    return meetingTree({
      entries: listedEntries,
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
        uri: uri.toString(),
        name,
      })),
      placeOf,
      runOf: (uri) => {
        const state = ctx.sessions.find(uri)?.state();
        return state === undefined ? '' : summaryLine(state);
      },
      when: whenIn(vscode.env.language).short,
    });
  };
  const childrenOf = async (node?: MeetingNode): Promise<readonly MeetingNode[]> => {
    if (node !== undefined) return node.kind === 'folder' ? node.children : [];
    return (tree ??= list());
  };

  let item: typeof ItemModule | undefined;
  const view = vscode.window.createTreeView<MeetingNode>(MEETINGS_VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: async (node) => (item ??= await import('./meeting-item.ts')).meetingItem(node),
      getChildren: async (node) => [...(await childrenOf(node))],
      getParent: async (node) => (await import('./meeting-item.ts')).parentIn(await childrenOf(), node),
      resolveTreeItem: async (treeItem, node) => {
        if (node.kind !== 'meeting') return treeItem;
        const [{ meetingTooltip }, { tooltipOf }, { whenIn }] = await Promise.all([
          import('./meeting-nodes.ts'),
          import('./meeting-item.ts'),
          import('../files/when.ts'),
        ]);
        const path = vscode.Uri.parse(node.uri).fsPath;
        treeItem.tooltip = tooltipOf(meetingTooltip(node, path, whenIn(vscode.env.language).full));
        return treeItem;
      },
    },
  });
  const stop = ctx.sessions.onChange(({ state }) => {
    // While customers answer only what a line says changes; what is on record may have changed after a send.
    if (state?.phase === 'asking' || state?.phase === 'sending') refresh.call();
    else listAgain();
  });
  subscriptions.push(
    view,
    changed,
    listed,
    { dispose: refresh.dispose },
    { dispose: listHidden.dispose },
    { dispose: stop },
    { dispose: () => clearTimeout(over) },
    vscode.workspace.onDidGrantWorkspaceTrust(listAgain),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) listAgain(); // time has passed
    }),
  );
  return { view, known: () => known(), onListed: listed.event, nodes: childrenOf };
}

function placeOf(uri: string): { folder?: string; path: string } {
  const parsed = vscode.Uri.parse(uri);
  const folder = vscode.workspace.getWorkspaceFolder(parsed);
  if (folder === undefined) return { path: parsed.fsPath.replaceAll('\\', '/') };
  return { folder: folder.uri.toString(), path: vscode.workspace.asRelativePath(parsed, false) };
}

/** Until the next of the meetings is over, in ms. */
function untilNextIsOver(entries: readonly MeetingEntry[]): number {
  const now = Date.now();
  const ends = entries.flatMap(({ summary }) => summary.meeting?.end.epochMs ?? []);
  return Math.min(LONGEST_MS, ...ends.map((end) => end - now).filter((ms) => ms > 0));
}
