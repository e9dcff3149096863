import * as l10n from '@vscode/l10n';
import { addressKey, shownAddress, type Subscriber } from '../../recipients/index.ts';
import type { Exclusion, InvitePlan } from '../../invite/index.ts';
import type { SessionState } from '../session/state.ts';
import { peopleText } from './counts.ts';
import type { TreeNode } from './node.ts';

function reasonText(reason: Exclusion['reason']): string {
  switch (reason) {
    case 'restricted':
      return l10n.t('left out: not on this customer’s restricted list');
    case 'unsubscribed':
      return l10n.t('left out: unsubscribed');
    case 'invalid':
      return l10n.t('left out: not a valid address');
    case 'by hand':
      return l10n.t('left out by hand');
  }
}

/**
 * The addresses below a customer or below "Named in the file". Who will not be invited says why.
 * @param parent a node of kind `customer` or `manual`
 */
export function addressNodes(state: SessionState, parent: TreeNode): readonly TreeNode[] {
  const plan = planOf(state);
  if (parent.kind === 'manual') return parent.addresses.map((email) => addressNode(parent, email, '', false));
  const result = state.customers.find(({ customerCode }) => customerCode === parent.customerCode)?.result;
  if (result === undefined) return [];
  const excluded = new Map(
    plan?.excluded.map((exclusion) => [addressKey(exclusion.email), exclusion.reason]),
  );
  const attendees = new Map(plan?.attendees.map((attendee) => [addressKey(attendee.email), attendee]));
  const subscribers = result.recipients.map((subscriber) => {
    const key = addressKey(subscriber.email);
    const reason = excluded.get(key);
    const others = attendees.get(key)?.customerCodes.filter((code) => code !== result.customerCode) ?? [];
    const notes = [
      reason === undefined ? undefined : reasonText(reason),
      preferenceText(subscriber.preference),
      others.length === 0 ? undefined : l10n.t('also at {customers}', { customers: others.join(', ') }),
    ].filter((note) => note !== undefined);
    return addressNode(parent, subscriber.email.trim(), notes.join(' · '), reason !== undefined);
  });
  const unsubscribed = result.unsubscribed.map((email) =>
    addressNode(parent, email.trim(), reasonText('unsubscribed'), true),
  );
  return [...subscribers, ...unsubscribed];
}

function preferenceText(preference: Subscriber['preference']): string | undefined {
  return preference === 'default' ? l10n.t('subscribed by the topic’s default') : undefined;
}

/** @returns the node over the people whom the file itself names, `undefined` when there are none */
export function manualNode(state: SessionState): TreeNode | undefined {
  const addresses =
    planOf(state)
      ?.attendees.filter((attendee) => attendee.customerCodes.length === 0)
      .map((attendee) => attendee.email) ?? [];
  if (addresses.length === 0) return undefined;
  const description = peopleText(addresses.length);
  const label = l10n.t('Named in the file');
  return {
    id: `${state.file.uri}|manual`,
    kind: 'manual',
    label,
    description,
    icon: { name: 'json' },
    contextValue: 'manual hasRecipients',
    spoken: `${label}, ${description}`,
    tooltip: [label, l10n.t('Invited besides the subscribers.')],
    collapsed: 'collapsed',
    uri: state.file.uri,
    addresses,
  };
}

function addressNode(parent: TreeNode, email: string, note: string, leftOut: boolean): TreeNode {
  const shown = shownAddress(email);
  return {
    id: `${parent.id}|${leftOut ? 'out' : 'in'}|${email}`,
    kind: 'address',
    label: shown,
    description: note,
    icon: leftOut ? { name: 'circle-slash', color: 'disabledForeground' } : { name: 'account' },
    contextValue: leftOut ? 'address leftOut' : 'address invited',
    spoken: note === '' ? shown : `${shown}, ${note}`,
    tooltip: note === '' ? [shown] : [shown, note],
    collapsed: 'none',
    uri: parent.uri,
    addresses: [email],
  };
}

function planOf(state: SessionState): InvitePlan | undefined {
  return state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
}
