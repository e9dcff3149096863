import type { TreeNode } from './node.ts';

/**
 * The nodes that the editor has been given. VS Code knows a node by the very object it got, so there is one object per
 * id as long as the node is shown; what it says is brought up to date in place.
 */
export interface ShownTree {
  /** @returns what stands below a node (the root without one), as the objects the editor knows */
  readonly children: (parent?: TreeNode) => readonly TreeNode[];
  /**
   * Compares what is shown with what is true now.
   * @returns the nodes to draw again (`undefined` for the whole tree), and no node that a redrawn one has below it
   */
  readonly changes: () => readonly (TreeNode | undefined)[];
}

const ROOT = '';

/** @param read what stands below a node now, as fresh objects */
export function createShownTree(read: (parent?: TreeNode) => readonly TreeNode[]): ShownTree {
  const elements = new Map<string, TreeNode>();
  /** Ids below each node whose children the editor asked for. */
  const shown = new Map<string, readonly string[]>();

  /** Where each id was last seen: a customer that moves to another group is gone from the one it left, not from the tree. */
  const above = new Map<string, string>();

  const elementFor = (node: TreeNode): TreeNode => {
    const known = elements.get(node.id);
    if (known !== undefined) return become(known, node);
    const element = { ...node };
    elements.set(node.id, element);
    return element;
  };

  const forget = (id: string, parentId: string): void => {
    if (above.get(id) !== parentId) return;
    for (const below of shown.get(id) ?? []) forget(below, id);
    shown.delete(id);
    elements.delete(id);
    above.delete(id);
  };

  const changesBelow = (parent?: TreeNode): readonly (TreeNode | undefined)[] => {
    const before = shown.get(parent?.id ?? ROOT);
    if (before === undefined) return [];
    const now = read(parent);
    if (now.length !== before.length || now.some(({ id }, index) => id !== before[index])) return [parent];
    return now.flatMap((node) => {
      const element = elements.get(node.id);
      const isSame = element !== undefined && looksAlike(element, node);
      const kept = elementFor(node);
      return isSame ? changesBelow(kept) : [kept];
    });
  };

  return {
    children: (parent) => {
      const parentId = parent?.id ?? ROOT;
      const nodes = read(parent);
      const ids = nodes.map(({ id }) => id);
      const staying = new Set(ids);
      for (const id of shown.get(parentId) ?? []) if (!staying.has(id)) forget(id, parentId);
      for (const id of ids) above.set(id, parentId);
      shown.set(parentId, ids);
      return nodes.map(elementFor);
    },
    changes: () => changesBelow(),
  };
}

/** What a line of the tree shows. Its tooltip is made when somebody asks for it. */
function looksAlike(a: TreeNode, b: TreeNode): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.icon.name === b.icon.name &&
    a.icon.color === b.icon.color &&
    a.contextValue === b.contextValue &&
    a.spoken === b.spoken &&
    a.collapsed === b.collapsed &&
    a.position?.line === b.position?.line &&
    a.position?.column === b.position?.column &&
    (a.addresses === b.addresses || a.addresses.join() === b.addresses.join())
  );
}

/** Gives a known object the fields of a fresh one. */
function become(element: TreeNode, node: TreeNode): TreeNode {
  for (const key of Object.keys(element)) if (!(key in node)) Reflect.deleteProperty(element, key);
  return Object.assign(element, node);
}
