import type { AccessState } from '../access/state.ts';
import type { SessionState } from '../session/state.ts';
import type { TreeNode } from './node.ts';
import { resultsNodes } from './results-nodes.ts';

/** @returns the customers and shared causes that the view *Customers* has, the shown meeting's first */
export function actionableNodes(
  meeting: SessionState | undefined,
  access: AccessState | undefined,
): readonly TreeNode[] {
  const below = (parent: TreeNode): readonly TreeNode[] =>
    resultsNodes(meeting, access, parent, 'failuresFirst');
  return resultsNodes(meeting, access, undefined, 'failuresFirst')
    .flatMap((root) => [root, ...below(root)])
    .filter(({ kind }) => kind !== 'problem' && kind !== 'manual');
}

/** Whether what a command was given is one of our nodes: VS Code hands on whatever it was called with. */
export function nodeIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  return typeof argument.id === 'string' ? argument.id : undefined;
}
