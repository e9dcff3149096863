import type { AccessState } from '../access/state.ts';
import type { SessionState } from '../session/state.ts';
import { accessChildrenOf, isAccessNode } from './access-nodes.ts';
import { childrenOf, parentOf, type CustomerOrder } from './nodes.ts';
import type { TreeNode } from './node.ts';

/**
 * Everything in the view *Customers*: the shown meeting, then what *Check Access* found.
 * @param parent `undefined` for the root
 */
export function resultsNodes(
  meeting: SessionState | undefined,
  access: AccessState | undefined,
  parent: TreeNode | undefined,
  order: CustomerOrder,
): readonly TreeNode[] {
  if (parent === undefined)
    return [
      ...(meeting === undefined ? [] : childrenOf(meeting)),
      ...(access === undefined ? [] : accessChildrenOf(access)),
    ];
  if (isAccessNode(parent)) return access === undefined ? [] : accessChildrenOf(access, parent);
  return meeting === undefined ? [] : childrenOf(meeting, parent, order);
}

/** @returns the node above, so that the view can reveal any of them */
export function resultsParent(
  meeting: SessionState | undefined,
  access: AccessState | undefined,
  node: TreeNode,
  order: CustomerOrder,
): TreeNode | undefined {
  if (!isAccessNode(node)) return meeting === undefined ? undefined : parentOf(meeting, node, order);
  return access === undefined || node.kind === 'access' ? undefined : accessChildrenOf(access)[0];
}
