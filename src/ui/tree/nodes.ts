import * as l10n from '@vscode/l10n';
import { formatWhen } from '../../metadata/index.ts';
import { sharedCauses } from '../../recipients/index.ts';
import { summaryLine } from '../session/summary.ts';
import type { CustomerProgress, CustomerStatus, SessionState } from '../session/state.ts';
import { addressNodes, manualNode } from './address-nodes.ts';
import { causeNode } from './cause-node.ts';
import { customersText } from './counts.ts';
import { customerNode, excludedNode, isRetryable, spokenStatus } from './customer-node.ts';
import type { NodeIcon, TreeNode } from './node.ts';
import { problemNodes } from './problem-node.ts';

export { isRetryable } from './customer-node.ts';

/** In which order customers stand (setting `customerMeetings.results.order`). */
export type CustomerOrder = 'failuresFirst' | 'byState' | 'asInFile';

/**
 * The tree's children of one node: meeting → problems, customers (in groups, where they are grouped by state), people
 * named in the file → addresses.
 * @param state the shown session
 * @param parent `undefined` for the root
 */
export function childrenOf(
  state: SessionState,
  parent?: TreeNode,
  order: CustomerOrder = 'failuresFirst',
): readonly TreeNode[] {
  if (parent === undefined)
    return state.phase === 'idle' && state.restored !== true ? [] : [meetingNode(state)];
  switch (parent.kind) {
    case 'meeting':
      return belowMeeting(state, parent, order);
    case 'group':
      return order === 'byState' ? customersOf(state, parent) : [];
    case 'customer':
    case 'manual':
      return addressNodes(state, parent);
    case 'access':
    case 'problem':
    case 'cause':
    case 'address':
      return [];
  }
}

/** @returns the node above, so that the view can reveal any of them */
export function parentOf(
  state: SessionState,
  node: TreeNode,
  order: CustomerOrder = 'failuresFirst',
): TreeNode | undefined {
  if (node.kind === 'meeting') return undefined;
  const meeting = meetingNode(state);
  if (node.kind === 'address') {
    const above = manualNode(state);
    if (above !== undefined && node.id.startsWith(`${above.id}|`)) return above;
    return state.customers
      .map((customer) => customerNode(state.file.uri, customer))
      .find((candidate) => node.id.startsWith(`${candidate.id}|`));
  }
  if (node.kind !== 'customer' || order !== 'byState') return meeting;
  return groupNodes(state, meeting).find((group) =>
    customersOf(state, group).some(({ id }) => id === node.id),
  );
}

function belowMeeting(state: SessionState, meeting: TreeNode, order: CustomerOrder): readonly TreeNode[] {
  const results = state.customers.map(({ result }) => result).filter((result) => result !== undefined);
  const manual = manualNode(state);
  const ordered = order === 'failuresFirst' ? failuresFirst(state.customers) : state.customers;
  return [
    ...problemNodes(state),
    ...sharedCauses(results).map((cause) => causeNode(cause, meeting)),
    ...(order === 'byState'
      ? groupNodes(state, meeting)
      : [
          ...ordered.map((customer) => customerNode(state.file.uri, customer)),
          ...state.excluded.map((customer) => excludedNode(state.file.uri, customer)),
        ]),
    ...(manual === undefined ? [] : [manual]),
  ];
}

/** @returns the meeting's own node */
export function meetingNode(state: SessionState): TreeNode {
  const meeting = state.reading?.meeting;
  const when = meeting === undefined ? undefined : formatWhen(meeting.start);
  const label = meeting?.subject ?? state.file.name;
  const summary = summaryLine(state);
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const { phase } = state;
  return {
    id: state.file.uri,
    kind: 'meeting',
    label,
    description: [state.sandbox ? l10n.t('Sandbox') : undefined, when]
      .filter((part) => part !== undefined)
      .join(' · '),
    icon: PHASE_ICONS[phase],
    contextValue: [
      'meeting',
      phase,
      ...(plan === undefined ? [] : ['hasRecipients']),
      ...(state.customers.some(isRetryable) && phase !== 'asking' ? ['retryable'] : []),
    ].join(' '),
    // While customers answer, the counts stand above the tree: said here, each answer would redraw everything below.
    spoken: [
      label,
      state.sandbox ? l10n.t('in the sandbox') : undefined,
      when,
      phase === 'asking' ? l10n.t('its customers are being asked') : summary,
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(', '),
    tooltip: [label, state.file.path, when, summary, state.outdated].filter((line) => line !== undefined),
    collapsed: 'expanded',
    uri: state.file.uri,
    addresses: plan?.attendees.map((attendee) => attendee.email) ?? [],
  };
}

const PHASE_ICONS: Readonly<Record<SessionState['phase'], NodeIcon>> = {
  idle: { name: 'calendar' },
  asking: { name: 'sync~spin' },
  planned: { name: 'calendar' },
  failed: { name: 'error', color: 'list.errorForeground' },
  cancelled: { name: 'circle-slash' },
  sending: { name: 'sync~spin' },
  sent: { name: 'pass-filled', color: 'testing.iconPassed' },
};

/** Failed customers are why a person looks at the list, so they come first; the others keep the metadata's order. */
export function failuresFirst(customers: readonly CustomerProgress[]): readonly CustomerProgress[] {
  const rank = (customer: CustomerProgress): number =>
    customer.status === 'failed' ? 0 : customer.status === 'cancelled' ? 1 : 2;
  return customers
    .map((customer, index) => ({ customer, index }))
    .sort((a, b) => rank(a.customer) - rank(b.customer) || a.index - b.index)
    .map(({ customer }) => customer);
}

const GROUPS: readonly (CustomerStatus | 'excluded')[] = [
  'failed',
  'cancelled',
  'asking',
  'waiting',
  'answered',
  'excluded',
];

const GROUP_ICONS: Readonly<Record<(typeof GROUPS)[number], NodeIcon>> = {
  failed: { name: 'error', color: 'list.errorForeground' },
  cancelled: { name: 'circle-slash', color: 'disabledForeground' },
  asking: { name: 'loading~spin', color: 'charts.blue' },
  waiting: { name: 'circle-outline', color: 'disabledForeground' },
  answered: { name: 'pass', color: 'testing.iconPassed' },
  excluded: { name: 'circle-large-outline', color: 'disabledForeground' },
};

function groupNodes(state: SessionState, meeting: TreeNode): readonly TreeNode[] {
  return GROUPS.flatMap((status) => {
    const size =
      status === 'excluded'
        ? state.excluded.length
        : state.customers.filter((customer) => customer.status === status).length;
    if (size === 0) return [];
    const label = status === 'excluded' ? l10n.t('excluded') : spokenStatus(status);
    const description = customersText(size);
    return {
      id: `${meeting.id}|group|${status}`,
      kind: 'group',
      label,
      description,
      icon: GROUP_ICONS[status],
      contextValue: `group ${status}`,
      spoken: `${label}, ${description}`,
      tooltip: [label, description],
      collapsed: status === 'answered' || status === 'excluded' ? 'collapsed' : 'expanded',
      uri: meeting.uri,
      addresses: [],
    } satisfies TreeNode;
  });
}

function customersOf(state: SessionState, group: TreeNode): readonly TreeNode[] {
  const status = group.id.slice(`${state.file.uri}|group|`.length);
  if (status === 'excluded') return state.excluded.map((customer) => excludedNode(state.file.uri, customer));
  return state.customers
    .filter((customer) => customer.status === status)
    .map((customer) => customerNode(state.file.uri, customer));
}
