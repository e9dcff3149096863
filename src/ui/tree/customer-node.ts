import * as l10n from '@vscode/l10n';
import type { CustomerRecipientResult } from '../../recipients/index.ts';
import type { ExcludedCustomer } from '../session/excluded.ts';
import type { CustomerProgress } from '../session/state.ts';
import { ago, seconds } from '../session/summary.ts';
import { recipientsText } from './counts.ts';
import { failureOf, failureWords } from './failure-words.ts';
import type { NodeContactList, NodeIcon, TreeNode } from './node.ts';

/** Whether asking this customer again can help. @returns true for failed and for cancelled customers */
export function isRetryable(customer: Pick<CustomerProgress, 'status'>): boolean {
  return customer.status === 'failed' || customer.status === 'cancelled';
}

/** Nodes by what they were made of: of a thousand customers only those that changed are described again. */
const made = new WeakMap<CustomerProgress, TreeNode>();

/** @param uri the meeting's file */
export function customerNode(uri: string, customer: CustomerProgress): TreeNode {
  const known = made.get(customer);
  if (known?.uri === uri) return known;
  const node = describeCustomer(uri, customer);
  made.set(customer, node);
  return node;
}

function describeCustomer(uri: string, customer: CustomerProgress): TreeNode {
  const { result } = customer;
  const label = customer.customerName ?? customer.customerCode;
  const description = describe(customer);
  const addresses = result?.recipients.map((recipient) => recipient.email.trim()) ?? [];
  const error = customer.status === 'failed' ? result?.error : undefined;
  const failure = error === undefined ? undefined : failureOf(error);
  const contactList = contactListOf(result);
  return {
    id: customerNodeId(uri, customer.customerCode),
    kind: 'customer',
    label,
    description,
    icon: icon(customer),
    contextValue: [
      'meeting customer',
      customer.status,
      ...(isRetryable(customer) ? ['retryable'] : []),
      ...(customer.ageMs === undefined ? [] : ['stale']),
      ...(addresses.length > 0 ? ['hasRecipients'] : []),
      ...(contactList === undefined ? [] : ['hasContactList']),
      ...(failure === undefined ? [] : failureWords(failure)),
    ].join(' '),
    spoken: l10n.t('{customer}, {status}, {details}', {
      customer: label,
      status: spokenStatus(customer.status),
      details: description,
    }),
    tooltip: tooltip(customer, label, description),
    collapsed: addresses.length + (result?.unsubscribed.length ?? 0) > 0 ? 'collapsed' : 'none',
    uri,
    customerCode: customer.customerCode,
    addresses,
    ...(failure === undefined ? {} : { failure }),
    ...(contactList === undefined ? {} : { contactList }),
  };
}

/** By code, never by name: a name may come with the answer. */
export const customerNodeId = (uri: string, customerCode: string): string =>
  `${uri}|customer|${customerCode}`;

/** A customer that the person took out: still there to be put back. */
export function excludedNode(uri: string, { customerCode, customerName }: ExcludedCustomer): TreeNode {
  const label = customerName ?? customerCode;
  const description = l10n.t('excluded: not asked, not invited');
  return {
    id: customerNodeId(uri, customerCode),
    kind: 'customer',
    label,
    description,
    icon: { name: 'circle-large-outline', color: 'disabledForeground' },
    contextValue: 'meeting customer excluded',
    spoken: l10n.t(
      '{customer}, excluded from this meeting: it is not asked, and none of its people are invited',
      {
        customer: label,
      },
    ),
    tooltip: [
      label === customerCode ? label : `${label} (${customerCode})`,
      description,
      l10n.t('People of this customer who are already on the meeting stay on it.'),
      l10n.t('“Include Again” asks it and puts its people back.'),
    ],
    collapsed: 'none',
    uri,
    customerCode,
    addresses: [],
  };
}

/** @returns the state in words, where others see an icon */
export function spokenStatus(status: CustomerProgress['status']): string {
  switch (status) {
    case 'waiting':
      return l10n.t('waiting');
    case 'asking':
      return l10n.t('being asked');
    case 'answered':
      return l10n.t('answered');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
  }
}

function describe(customer: CustomerProgress): string {
  switch (customer.status) {
    case 'waiting':
      return l10n.t('waiting');
    case 'asking':
      return [
        customer.note ?? l10n.t('asking'),
        ...(customer.recipients > 0 ? [recipientsText(customer.recipients)] : []),
      ].join(' · ');
    case 'answered':
      return `${recipientsText(customer.recipients)} · ${when(customer)}`;
    case 'failed':
      return `${customer.result?.error?.message ?? l10n.t('failed')} · ${when(customer)}`;
    case 'cancelled':
      return l10n.t('cancelled before it answered');
  }
}

/** How long an answer took, or how old it is, which then matters more. */
const when = ({ ageMs, result }: CustomerProgress): string =>
  ageMs === undefined ? seconds(result?.durationMs ?? 0) : ago(ageMs);

function icon(customer: CustomerProgress): NodeIcon {
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

function tooltip(customer: CustomerProgress, label: string, description: string): readonly string[] {
  const { result, older } = customer;
  const error = result?.error;
  const restricted = result?.restrictedRecipients.length ?? 0;
  return [
    label === customer.customerCode ? label : `${label} (${customer.customerCode})`,
    description,
    error === undefined ? undefined : l10n.t('What to do: {remedy}', { remedy: error.remedy }),
    older === undefined
      ? undefined
      : l10n.t('Its last good answer: {recipients}, {age}. It is not used.', {
          recipients: recipientsText(older.recipients),
          age: ago(older.ageMs),
        }),
    error?.requestId === undefined ? undefined : l10n.t('AWS request {id}', { id: error.requestId }),
    placeOf(result),
    restricted === 0
      ? undefined
      : restricted === 1
        ? l10n.t('Restricted to 1 address by config.json')
        : l10n.t('Restricted to {count} addresses by config.json', { count: restricted }),
    ...(result?.warnings ?? []),
  ].filter((line) => line !== undefined);
}

/** Which account, region and contact list an answer is of; `undefined` while none of them is known. */
export function placeOf(
  result: Pick<CustomerRecipientResult, 'accountId' | 'region' | 'contactList'> | undefined,
): string | undefined {
  const { accountId, region, contactList } = result ?? {};
  const parts = [
    accountId === undefined ? undefined : l10n.t('AWS account {id}', { id: accountId }),
    region,
    contactList === undefined ? undefined : l10n.t('contact list {name}', { name: contactList }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** Where the console shows an answer's contact list; `undefined` while list or region is not known. */
export function contactListOf(
  result: Pick<CustomerRecipientResult, 'accountId' | 'region' | 'contactList'> | undefined,
): NodeContactList | undefined {
  const { accountId, region, contactList: name } = result ?? {};
  if (name === undefined || region === undefined) return undefined;
  return { name, region, ...(accountId === undefined ? {} : { accountId }) };
}
