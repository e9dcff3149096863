import * as l10n from '@vscode/l10n';
import type { AwsFile } from '../../customers/index.ts';
import { ZONE_DATA_VERSION } from '../../metadata/index.ts';
import { sharedCauses } from '../../recipients/index.ts';
import { countAccess, type AccessState, type CheckedCustomer } from '../access/state.ts';
import { seconds } from '../session/summary.ts';
import { causeNode } from './cause-node.ts';
import { contactListOf, placeOf } from './customer-node.ts';
import { failureOf, failureWords } from './failure-words.ts';
import type { NodeIcon, TreeNode } from './node.ts';

/** What the ids of all nodes of a check begin with. */
const PREFIX = 'access|';

/** Whether a node belongs to *Check Access*, not to a meeting. */
export function isAccessNode({ id }: Pick<TreeNode, 'id'>): boolean {
  return id.startsWith(PREFIX);
}

/**
 * The nodes of *Check Access*: config.json → the AWS files used, what is wrong with config.json, what several customers
 * failed by, every customer with failures first.
 * @param parent `undefined` for the root
 */
export function accessChildrenOf(state: AccessState, parent?: TreeNode): readonly TreeNode[] {
  if (parent === undefined) return [accessNode(state)];
  if (parent.kind !== 'access') return [];
  const results = state.customers.map(({ result }) => result).filter((result) => result !== undefined);
  const [failed, others] = partition(state.customers, ({ result }) => result?.error !== undefined);
  return [
    ...(state.awsFiles.length === 0 ? [] : [filesNode(state, parent)]),
    ...state.problems.map(({ message, severity, code }, index) => ({
      ...plain(`${parent.id}|problem|${index}`, message, state.uri),
      icon:
        severity === 'error'
          ? { name: 'error', color: 'list.errorForeground' }
          : { name: 'warning', color: 'list.warningForeground' },
      contextValue: `problem ${severity}`,
      spoken:
        severity === 'error'
          ? l10n.t('Error: {message}', { message })
          : l10n.t('Warning: {message}', { message }),
      tooltip: [message, code],
    })),
    ...sharedCauses(results).map((cause) => causeNode(cause, parent)),
    ...[...failed, ...others].map((customer) => checkedNode(state, customer)),
  ];
}

function accessNode(state: AccessState): TreeNode {
  const counts = countAccess(state);
  const label = l10n.t('Access to the customers’ accounts');
  const total = state.customers.length;
  const said = {
    checking: l10n.t('{done} of {total} checked', { done: total - counts.open, total }),
    checked: accessSummary(state),
    cancelled: l10n.t('cancelled: {done} of {total} checked', { done: total - counts.open, total }),
    failed: l10n.t('not checked'),
  }[state.phase];
  const description = [state.sandbox ? l10n.t('Sandbox') : undefined, said].filter(Boolean).join(' · ');
  return {
    ...plain(`${PREFIX}${state.uri}`, label, state.uri),
    kind: 'access',
    description,
    icon: rootIcon(state),
    contextValue: ['access', state.phase, ...(counts.failed > 0 ? ['retryable'] : [])].join(' '),
    // While answers come in, the counts are in the description: said here, each would redraw everything below.
    spoken:
      state.phase === 'checking' ? l10n.t('{label}, being checked', { label }) : `${label}, ${description}`,
    tooltip: [
      label,
      state.configFile,
      description,
      // What every meeting's time is reckoned with.
      l10n.t('Time zone data: {version}', { version: ZONE_DATA_VERSION ?? '?' }),
    ],
    collapsed: 'expanded',
  };
}

/** `28 of 30 customers can be asked, 2 cannot`: what a check found, in one line. */
export function accessSummary(state: Pick<AccessState, 'customers'>): string {
  const { ready, failed } = countAccess(state);
  const total = state.customers.length;
  return failed === 0
    ? l10n.t('{ready} of {total} customers can be asked', { ready, total })
    : l10n.t('{ready} of {total} customers can be asked, {failed} cannot', { ready, total, failed });
}

function rootIcon(state: AccessState): NodeIcon {
  if (state.phase === 'checking') return { name: 'sync~spin' };
  if (state.phase === 'failed') return { name: 'error', color: 'list.errorForeground' };
  if (state.phase === 'cancelled') return { name: 'circle-slash' };
  return countAccess(state).failed === 0
    ? { name: 'shield', color: 'testing.iconPassed' }
    : { name: 'shield', color: 'list.warningForeground' };
}

function filesNode(state: AccessState, parent: TreeNode): TreeNode {
  const label = awsFilesText(state.awsFiles, state.remoteName);
  return {
    ...plain(`${parent.id}|files`, label, state.uri),
    icon: { name: 'file' },
    contextValue: 'awsFiles',
    tooltip: [
      label,
      l10n.t('Credentials come from these files, on the machine that this extension runs on.'),
    ],
  };
}

/**
 * Which machine's AWS files are used, e.g. `AWS files of WSL: Ubuntu: /home/me/.aws/config`; files that are not there or
 * cannot be read say so.
 */
export function awsFilesText(files: readonly AwsFile[], remoteName: string | undefined): string {
  const listed = files
    .map(({ path, state, reason }) => {
      if (state === 'missing') return l10n.t('{file} (not there)', { file: path });
      if (state === 'unreadable')
        return l10n.t('{file} (cannot be read: {reason})', { file: path, reason: reason ?? '?' });
      return path;
    })
    .join(', ');
  return remoteName === undefined
    ? l10n.t('AWS files of this computer: {files}', { files: listed })
    : l10n.t('AWS files of {machine}: {files}', { machine: remoteName, files: listed });
}

function checkedNode(state: AccessState, customer: CheckedCustomer): TreeNode {
  const { result, customerCode } = customer;
  const label = customer.customerName ?? customerCode;
  const status = result === undefined ? openStatus(state) : result.error === undefined ? 'ok' : 'failed';
  const description = describe(customer, status);
  const failure = result?.error === undefined ? undefined : failureOf(result.error);
  const contactList = contactListOf(result);
  return {
    ...plain(`${PREFIX}${state.uri}|customer|${customerCode}`, label, state.uri),
    kind: 'customer',
    description,
    icon: ICONS[status],
    contextValue: [
      'access customer',
      status,
      ...(failure === undefined ? [] : ['retryable', ...failureWords(failure)]),
      ...(contactList === undefined ? [] : ['hasContactList']),
    ].join(' '),
    spoken:
      status === 'failed'
        ? l10n.t('{customer}, cannot be asked, {details}', { customer: label, details: description })
        : l10n.t('{customer}, {details}', { customer: label, details: description }),
    tooltip: [
      label === customerCode ? label : `${label} (${customerCode})`,
      description,
      failure === undefined ? undefined : l10n.t('What to do: {remedy}', { remedy: failure.remedy }),
      failure?.requestId === undefined ? undefined : l10n.t('AWS request {id}', { id: failure.requestId }),
      placeOf(result),
      ...(result?.notes ?? []),
      ...(result?.warnings ?? []),
    ].filter((line) => line !== undefined),
    customerCode,
    ...(failure === undefined ? {} : { failure }),
    ...(contactList === undefined ? {} : { contactList }),
  };
}

type CheckStatus = 'ok' | 'failed' | 'running' | 'cancelled';

const openStatus = ({ phase }: AccessState): CheckStatus => (phase === 'checking' ? 'running' : 'cancelled');

const ICONS: Readonly<Record<CheckStatus, NodeIcon>> = {
  ok: { name: 'pass', color: 'testing.iconPassed' },
  failed: { name: 'error', color: 'list.errorForeground' },
  running: { name: 'loading~spin', color: 'charts.blue' },
  cancelled: { name: 'circle-slash', color: 'disabledForeground' },
};

function describe({ result }: CheckedCustomer, status: CheckStatus): string {
  if (result === undefined) return status === 'running' ? l10n.t('being checked') : l10n.t('not checked');
  const took = seconds(result.durationMs);
  if (result.error !== undefined) return `${result.error.message} · ${took}`;
  return l10n.t('can be asked · {place} · {took}', { place: placeOf(result) ?? '', took });
}

function plain(id: string, label: string, uri: string): TreeNode {
  return {
    id,
    kind: 'problem',
    label,
    description: '',
    icon: { name: 'info' },
    contextValue: '',
    spoken: label,
    tooltip: [label],
    collapsed: 'none',
    uri,
    addresses: [],
  };
}

function partition<T>(
  items: readonly T[],
  test: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
