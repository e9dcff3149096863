import * as l10n from '@vscode/l10n';
import type { Problem } from '../../metadata/index.ts';
import type { SessionState } from '../session/state.ts';
import type { TreeNode } from './node.ts';

/** What file, config or plan have against the meeting; a press leads to the place in the file. */
export function problemNodes(state: SessionState): readonly TreeNode[] {
  const preparation = state.preparation;
  const problems =
    preparation?.kind === 'failed'
      ? preparation.problems
      : preparation?.kind === 'planned'
        ? preparation.plan.problems
        : [];
  // Missing customers stand right below, each with its own reason.
  return problems
    .filter(({ code }) => code !== 'CustomersMissing')
    .map((problem, index) => problemNode(state, problem, index));
}

function problemNode(state: SessionState, problem: Problem, index: number): TreeNode {
  const isError = problem.severity === 'error';
  const { message, code, line, column, file } = problem;
  const isElsewhere = file !== undefined && file !== state.file.path && file !== state.file.name;
  return {
    id: `${state.file.uri}|problem|${index}`,
    kind: 'problem',
    label: message,
    description: line === undefined ? '' : l10n.t('line {line}', { line }),
    icon: isError
      ? { name: 'error', color: 'list.errorForeground' }
      : { name: 'warning', color: 'list.warningForeground' },
    contextValue: `problem ${problem.severity}`,
    spoken: isError ? l10n.t('Error: {message}', { message }) : l10n.t('Warning: {message}', { message }),
    tooltip: [message, code],
    collapsed: 'none',
    uri: state.file.uri,
    ...(line === undefined || isElsewhere ? {} : { position: { line, column: column ?? 1 } }),
    addresses: [],
  };
}
