import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { atMostEvery } from '../session/listeners.ts';
import { countCustomers, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { TreeNode } from './node.ts';
import { customerOrder } from './results-order.ts';
import { createShownTree, type ShownTree } from './shown-tree.ts';
import { treeItem } from './tree-item.ts';

export const RESULTS_VIEW = 'customerMeetings.results';
/** Ten refreshes a second look live; thirty customers answering at once must not cause thirty. */
const REFRESH_MS = 100;

/** The view of the current meeting's customers, and of what *Check Access* found. */
export interface ResultsView {
  readonly view: vscode.TreeView<TreeNode>;
  /** How often the tree was told to refresh, for the in-editor tests. */
  readonly refreshes: () => number;
  /** What stands below a node, as it is rendered; for the in-editor tests. */
  readonly children: (parent?: TreeNode) => Promise<readonly TreeNode[]>;
}

/**
 * Registers the results tree. Its code is loaded with the first session; until then VS Code shows the welcome text.
 * @param ctx sessions to show; subscriptions to clean up with
 */
export function registerResultsView(ctx: UiContext): ResultsView {
  const changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const { sessions, access, extension } = ctx;
  const current = (): SessionState | undefined => sessions.current()?.state();
  const isEmpty = (): boolean => current() === undefined && access.state() === undefined;
  let tree: Promise<ShownTree> | undefined;
  const shown = (): Promise<ShownTree> =>
    (tree ??= import('./results-nodes.ts').then(({ resultsNodes }) =>
      createShownTree((parent) => resultsNodes(current(), access.state(), parent, customerOrder())),
    ));
  const view = vscode.window.createTreeView<TreeNode>(RESULTS_VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: async (node) => (isEmpty() ? [] : [...(await shown()).children(node)]),
      getParent: async (node) => {
        const { resultsParent } = await import('./results-nodes.ts');
        return resultsParent(current(), access.state(), node, customerOrder());
      },
      resolveTreeItem: (item, node) => {
        item.tooltip = tooltipOf(node);
        return item;
      },
    },
  });
  let refreshes = 0;
  let drawn = false;
  const redraw = async (): Promise<void> => {
    const changes = isEmpty() ? [undefined] : (await shown()).changes();
    const nodes = changes.filter((node) => node !== undefined);
    if (changes.length === 0 && drawn) return;
    drawn = true; // the first time the editor has an empty tree, whose lines no change can name
    refreshes += 1;
    changed.fire(nodes.length === changes.length && nodes.length > 0 ? nodes : undefined);
  };
  const refresh = atMostEvery(REFRESH_MS, () => {
    dress(view, current());
    redraw().catch((error: unknown) => ctx.log.error(String(error)));
  });
  extension.subscriptions.push(
    view,
    changed,
    { dispose: refresh.dispose },
    {
      dispose: sessions.onChange(({ state, current: now }) => {
        if (state === undefined || state.file.uri === now?.file.uri) refresh.call();
      }),
    },
    { dispose: access.onChange(refresh.call) },
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerMeetings.results')) refresh.call();
    }),
  );
  return {
    view,
    refreshes: () => refreshes,
    children: async (parent) => (isEmpty() ? [] : (await shown()).children(parent)),
  };
}

/** What stands around the tree: the summary line, the sandbox mark, when it was, the badge with the failures. */
function dress(view: vscode.TreeView<TreeNode>, state: SessionState | undefined): void {
  if (state === undefined) return;
  const { failed, customers } = countCustomers(state.customers);
  const summary = summaryLine(state);
  view.message = summary === '' ? undefined : summary;
  view.description = [
    state.sandbox ? l10n.t('Sandbox') : undefined,
    state.topicName || undefined,
    lastChecked(state),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
  view.badge =
    failed === 0
      ? undefined
      : { value: failed, tooltip: l10n.t('{failed} of {customers} customers failed', { failed, customers }) };
}

/** When the newest answer came, in the editor's language and the machine's zone. */
function lastChecked({ phase, customers }: SessionState): string | undefined {
  if (phase === 'asking') return undefined;
  const newest = Math.max(0, ...customers.map(({ result }) => result?.answeredAt ?? 0));
  if (newest === 0) return undefined;
  const isToday = new Date(newest).toDateString() === new Date().toDateString();
  const time = new Intl.DateTimeFormat(
    vscode.env.language,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(newest);
  return l10n.t('last checked {time}', { time });
}

/** Values from AWS and from files go in by `appendText`: nothing in them can become a link or a command. */
function tooltipOf(node: TreeNode): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  node.tooltip.forEach((line, index) => {
    if (index === 0) markdown.appendMarkdown('**').appendText(line).appendMarkdown('**');
    else markdown.appendMarkdown('\n\n').appendText(line);
  });
  return markdown;
}
