import * as vscode from 'vscode';
import { atMostEvery } from '../session/listeners.ts';
import { countCustomers, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { UiContext } from '../context.ts';
import type { TreeNode } from './node.ts';
import { treeItem } from './tree-item.ts';

const RESULTS_VIEW = 'customerMeetings.results';
/** Ten refreshes a second look live; thirty customers answering at once must not cause thirty. */
const REFRESH_MS = 100;

/** The view of the current meeting's customers. */
export interface ResultsView {
  readonly view: vscode.TreeView<TreeNode>;
  /** How often the tree was told to refresh, for the in-editor tests. */
  readonly refreshes: () => number;
}

/**
 * Registers the results tree. Its code is loaded with the first session; until then VS Code shows the welcome text.
 * @param ctx sessions to show; subscriptions to clean up with
 */
export function registerResultsView(ctx: UiContext): ResultsView {
  const changed = new vscode.EventEmitter<undefined>();
  const current = (): SessionState | undefined => ctx.sessions.current()?.state();
  const view = vscode.window.createTreeView<TreeNode>(RESULTS_VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: async (node) => {
        const state = current();
        if (state === undefined) return [];
        const { childrenOf } = await import('./nodes.ts');
        return [...childrenOf(state, node)];
      },
      getParent: async (node) => {
        const state = current();
        return state === undefined ? undefined : (await import('./nodes.ts')).parentOf(state, node);
      },
      resolveTreeItem: (item, node) => {
        item.tooltip = tooltipOf(node);
        return item;
      },
    },
  });
  let refreshes = 0;
  const refresh = atMostEvery(REFRESH_MS, () => {
    refreshes += 1;
    const state = current();
    if (state !== undefined) dress(view, state);
    changed.fire(undefined);
  });
  const stop = ctx.sessions.onChange(({ state, current: shown }) => {
    if (state === undefined || state.file.uri === shown?.file.uri) refresh.call();
  });
  ctx.extension.subscriptions.push(view, changed, { dispose: refresh.dispose }, { dispose: stop });
  return { view, refreshes: () => refreshes };
}

/** What stands around the tree: the summary line, the sandbox mark, the badge with the failures. */
function dress(view: vscode.TreeView<TreeNode>, state: SessionState): void {
  const { failed } = countCustomers(state.customers);
  const summary = summaryLine(state);
  view.message = summary === '' ? undefined : summary;
  view.description = [state.sandbox ? 'Sandbox' : undefined, state.topicName || undefined]
    .filter((part) => part !== undefined)
    .join(' · ');
  view.badge =
    failed === 0
      ? undefined
      : { value: failed, tooltip: `${failed} of ${state.customers.length} customers failed` };
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
