import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { literal } from '../literal.ts';
import type { TreeNode } from './node.ts';

const COLLAPSED = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/**
 * One node as VS Code wants it. The tooltip is left out: it is made when somebody hovers.
 * @param node the node, as the pure part of the tree decided it
 */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(literal(node.label), COLLAPSED[node.collapsed]);
  item.id = node.id;
  if (node.description !== '') item.description = literal(node.description);
  item.iconPath = new vscode.ThemeIcon(
    node.icon.name,
    node.icon.color === undefined ? undefined : new vscode.ThemeColor(node.icon.color),
  );
  item.contextValue = node.contextValue;
  item.accessibilityInformation = { label: node.spoken };
  if (node.position !== undefined) item.command = openAt(node.uri, node.position);
  return item;
}

function openAt(uri: string, { line, column }: { line: number; column: number }): vscode.Command {
  const position = new vscode.Position(line - 1, column - 1);
  return {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [vscode.Uri.parse(uri), { selection: new vscode.Range(position, position) }],
  };
}
