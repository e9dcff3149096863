import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify, pickOne } from '../messages.ts';
import type { UiContext } from '../context.ts';
import { isAccessNode } from '../tree/access-nodes.ts';
import { actionableNodes, nodeIdOf } from '../tree/find-node.ts';
import type { TreeNode } from '../tree/node.ts';

/** What a command on a node needs one for. */
export interface NodeWish {
  readonly title: string;
  readonly placeHolder: string;
  /** Said when no node would do. */
  readonly none: string;
  readonly fits: (node: TreeNode) => boolean;
}

/**
 * Which node a command is about, as it is now: the one that was clicked, else the person picks one of those that fit.
 * @param argument what VS Code passes: a node, or nothing from the palette
 * @returns `undefined` when there is none; the person has been told
 */
export async function chooseNode(
  ctx: Pick<UiContext, 'sessions' | 'access'>,
  argument: unknown,
  wish: NodeWish,
): Promise<TreeNode | undefined> {
  const nodes = actionableNodes(ctx.sessions.current()?.state(), ctx.access.state()).filter(wish.fits);
  const clicked = nodeIdOf(argument);
  const known = nodes.find(({ id }) => id === clicked);
  if (known !== undefined) return known;
  if (nodes.length === 0) {
    void notify('info', wish.none);
    return undefined;
  }
  const items = nodes.map((node) => ({
    label: node.label,
    description: isAccessNode(node) ? l10n.t('Check Access') : '',
    detail: node.description,
    iconPath: new vscode.ThemeIcon(node.icon.name.replace('~spin', '')),
    node,
  }));
  const picked = await pickOne(items, {
    title: wish.title,
    placeHolder: wish.placeHolder,
    matchOnDetail: true,
  });
  return picked?.node;
}
