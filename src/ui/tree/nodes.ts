import { formatWhen, type Problem } from '../../metadata/index.ts';
import { sharedCauses } from '../../recipients/index.ts';
import { ago, count, seconds, summaryLine } from '../session/summary.ts';
import type { CustomerProgress, SessionState } from '../session/state.ts';
import { addressNodes, manualNode } from './address-nodes.ts';
import type { NodeIcon, TreeNode } from './node.ts';

/**
 * The tree's children of one node: meeting → problems, customers, people named in the file → addresses.
 * @param state the shown session
 * @param parent `undefined` for the root
 */
export function childrenOf(state: SessionState, parent?: TreeNode): readonly TreeNode[] {
  if (parent === undefined)
    return state.phase === 'idle' && state.restored !== true ? [] : [meetingNode(state)];
  if (parent.kind === 'meeting') {
    const manual = manualNode(state);
    return [
      ...problemNodes(state),
      ...causeNodes(state),
      ...failuresFirst(state.customers).map((customer) => customerNode(state, customer)),
      ...(manual === undefined ? [] : [manual]),
    ];
  }
  if (parent.kind === 'customer' || parent.kind === 'manual') return addressNodes(state, parent);
  return [];
}

/** @returns the node above, so that the view can reveal any of them */
export function parentOf(state: SessionState, node: TreeNode): TreeNode | undefined {
  if (node.kind === 'meeting') return undefined;
  if (node.kind !== 'address') return meetingNode(state);
  return childrenOf(state, meetingNode(state)).find((candidate) => node.id.startsWith(`${candidate.id}|`));
}

/** @returns the meeting's own node */
export function meetingNode(state: SessionState): TreeNode {
  const meeting = state.reading?.meeting;
  const when = meeting === undefined ? undefined : formatWhen(meeting.start);
  const label = meeting?.subject ?? state.file.name;
  const summary = summaryLine(state);
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  return {
    id: state.file.uri,
    kind: 'meeting',
    label,
    description: [state.sandbox ? 'Sandbox' : undefined, when]
      .filter((part) => part !== undefined)
      .join(' · '),
    icon: PHASE_ICONS[state.phase],
    contextValue: [
      'meeting',
      state.phase,
      ...(plan === undefined ? [] : ['hasRecipients']),
      ...(state.customers.some(isRetryable) ? ['retryable'] : []),
    ].join(' '),
    spoken: [label, state.sandbox ? 'in the sandbox' : undefined, when, summary].filter(Boolean).join(', '),
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

/** Whether asking this customer again can help. @returns true for retryable failures and for cancelled customers */
export function isRetryable(customer: CustomerProgress): boolean {
  return customer.status === 'failed' || customer.status === 'cancelled';
}

function problemNodes(state: SessionState): readonly TreeNode[] {
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
  return {
    id: `${state.file.uri}|problem|${index}`,
    kind: 'problem',
    label: problem.message,
    description: problem.line === undefined ? '' : `line ${problem.line}`,
    icon: isError
      ? { name: 'error', color: 'list.errorForeground' }
      : { name: 'warning', color: 'list.warningForeground' },
    contextValue: `problem ${problem.severity}`,
    spoken: `${isError ? 'Error' : 'Warning'}: ${problem.message}`,
    tooltip: [problem.message, problem.code],
    collapsed: 'none',
    uri: state.file.uri,
    ...(problem.line === undefined || (problem.file !== undefined && !sameFile(problem.file, state))
      ? {}
      : { position: { line: problem.line, column: problem.column ?? 1 } }),
    addresses: [],
  };
}

/** What several customers failed by together: said once, above them, with the one thing to do. */
function causeNodes(state: SessionState): readonly TreeNode[] {
  const results = state.customers.map(({ result }) => result).filter((result) => result !== undefined);
  return sharedCauses(results).map(({ cause, code, message, remedy, customerCodes }) => {
    const who = count(customerCodes.length, 'customer');
    const label = `${who}: ${message}`;
    return {
      id: `${state.file.uri}|cause|${cause}`,
      kind: 'problem',
      label,
      description: remedy,
      icon: { name: 'link', color: 'list.errorForeground' },
      contextValue: 'problem cause retryable',
      spoken: `${who} failed for the same reason: ${message}. ${remedy}`,
      tooltip: [label, `What to do: ${remedy}`, customerCodes.join(', '), code],
      collapsed: 'none',
      uri: state.file.uri,
      addresses: [],
    };
  });
}

function sameFile(file: string, state: SessionState): boolean {
  return file === state.file.path || file === state.file.name;
}

function customerNode(state: SessionState, customer: CustomerProgress): TreeNode {
  const label = customer.customerName ?? customer.customerCode;
  const description = describe(customer);
  const addresses = customer.result?.recipients.map((recipient) => recipient.email.trim()) ?? [];
  return {
    id: `${state.file.uri}|customer|${customer.customerCode}`,
    kind: 'customer',
    label,
    description,
    icon: customerIcon(customer),
    contextValue: [
      'customer',
      customer.status,
      ...(isRetryable(customer) ? ['retryable'] : []),
      ...(addresses.length > 0 ? ['hasRecipients'] : []),
    ].join(' '),
    spoken: `${label}, ${SPOKEN[customer.status]}, ${description}`,
    tooltip: tooltip(customer, label),
    collapsed: addresses.length + (customer.result?.unsubscribed.length ?? 0) > 0 ? 'collapsed' : 'none',
    uri: state.file.uri,
    customerCode: customer.customerCode,
    addresses,
  };
}

const SPOKEN: Readonly<Record<CustomerProgress['status'], string>> = {
  waiting: 'waiting',
  asking: 'being asked',
  answered: 'answered',
  failed: 'failed',
  cancelled: 'cancelled',
};

function describe(customer: CustomerProgress): string {
  const { result } = customer;
  switch (customer.status) {
    case 'waiting':
      return 'waiting';
    case 'asking':
      return [
        customer.note ?? 'asking',
        customer.recipients > 0 ? count(customer.recipients, 'recipient') : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' · ');
    case 'answered':
      return `${count(customer.recipients, 'recipient')} · ${when(customer)}`;
    case 'failed':
      return `${result?.error?.message ?? 'failed'} · ${when(customer)}`;
    case 'cancelled':
      return 'cancelled before it answered';
  }
}

/** How long an answer took, or how old it is, which then matters more. */
const when = ({ ageMs, result }: CustomerProgress): string =>
  ageMs === undefined ? seconds(result?.durationMs ?? 0) : ago(ageMs);

function customerIcon(customer: CustomerProgress): NodeIcon {
  switch (customer.status) {
    case 'waiting':
      return { name: 'circle-outline', color: 'disabledForeground' };
    case 'asking':
      return { name: 'loading~spin', color: 'charts.blue' };
    case 'answered':
      return customer.recipients > 0 || (customer.result?.warnings.length ?? 0) === 0
        ? { name: 'pass', color: 'testing.iconPassed' }
        : { name: 'warning', color: 'list.warningForeground' };
    case 'failed':
      return { name: 'error', color: 'list.errorForeground' };
    case 'cancelled':
      return { name: 'circle-slash', color: 'disabledForeground' };
  }
}

function tooltip(customer: CustomerProgress, label: string): readonly string[] {
  const { result } = customer;
  const error = result?.error;
  const where = [
    result?.accountId === undefined ? undefined : `AWS account ${result.accountId}`,
    result?.region,
    result?.contactList === undefined ? undefined : `contact list ${result.contactList}`,
  ].filter((part) => part !== undefined);
  return [
    label === customer.customerCode ? label : `${label} (${customer.customerCode})`,
    describe(customer),
    error === undefined ? undefined : `What to do: ${error.remedy}`,
    customer.older === undefined
      ? undefined
      : `Its last good answer: ${count(customer.older.recipients, 'recipient')}, ${ago(customer.older.ageMs)}. It is not used.`,
    error?.requestId === undefined ? undefined : `AWS request ${error.requestId}`,
    where.length === 0 ? undefined : where.join(' · '),
    result === undefined || result.restrictedRecipients.length === 0
      ? undefined
      : `Restricted to ${count(result.restrictedRecipients.length, 'address')} by config.json`,
    ...(result?.warnings ?? []),
  ].filter((line) => line !== undefined);
}
