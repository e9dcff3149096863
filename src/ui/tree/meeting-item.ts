import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { literal } from '../literal.ts';
import type { MeetingFileNode, MeetingNode } from './meeting-nodes.ts';

/** One node of the Meetings tree as VS Code wants it. The tooltip is left out: it is made when somebody hovers. */
export function meetingItem(node: MeetingNode): vscode.TreeItem {
  if (node.kind === 'folder') {
    const item = new vscode.TreeItem(literal(node.label), vscode.TreeItemCollapsibleState.Expanded);
    item.id = node.id;
    item.iconPath = vscode.ThemeIcon.Folder;
    item.contextValue = 'folder';
    item.accessibilityInformation = { label: node.label };
    return item;
  }
  const item = new vscode.TreeItem(literal(node.label), vscode.TreeItemCollapsibleState.None);
  const { name, color } = node.icon;
  item.id = node.id;
  item.description = literal(node.description);
  item.iconPath = new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = node.contextValue;
  item.accessibilityInformation = { label: node.spoken };
  item.command = { command: 'vscode.open', title: l10n.t('Open'), arguments: [vscode.Uri.parse(node.uri)] };
  return item;
}

/** Lines of plain text as a tooltip: the first is its heading. Nothing of a file becomes markup. */
export function tooltipOf([heading = '', ...lines]: readonly string[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(heading).appendMarkdown('**');
  for (const line of lines) tooltip.appendMarkdown('\n\n').appendText(line);
  return tooltip;
}

/** The node above a file's: its folder's, where the tree has folders. */
export function parentIn(nodes: readonly MeetingNode[], node: MeetingNode): MeetingNode | undefined {
  if (node.kind === 'folder') return undefined;
  return nodes.find((each) => each.kind === 'folder' && each.children.some(({ id }) => id === idOf(node)));
}

const idOf = ({ id }: MeetingFileNode): string => id;
