import * as l10n from '@vscode/l10n';
import type { SharedCause } from '../../recipients/index.ts';
import { failureWords, sharedFailure } from './failure-words.ts';
import type { TreeNode } from './node.ts';

/**
 * What several customers failed by together: said once, above them, with the one thing to do.
 * @param parent the meeting's or the check's node
 */
export function causeNode(shared: SharedCause, parent: Pick<TreeNode, 'id' | 'kind' | 'uri'>): TreeNode {
  const { cause, code, message, remedy, customerCodes } = shared;
  const failure = sharedFailure(shared);
  const label = l10n.t('{count} customers: {message}', { count: customerCodes.length, message });
  return {
    id: `${parent.id}|cause|${cause}|${message}`,
    kind: 'cause',
    label,
    description: remedy,
    icon: { name: 'link', color: 'list.errorForeground' },
    contextValue: [parent.kind, 'cause', 'retryable', ...failureWords(failure)].join(' '),
    spoken: l10n.t('{count} customers failed for the same reason: {message}. {remedy}', {
      count: customerCodes.length,
      message,
      remedy,
    }),
    tooltip: [label, l10n.t('What to do: {remedy}', { remedy }), customerCodes.join(', '), code],
    collapsed: 'none',
    uri: parent.uri,
    addresses: [],
    failure,
  };
}
