import * as l10n from '@vscode/l10n';
import { planBlocks, type InvitePlan } from '../../invite/index.ts';
import { missingOf } from '../send/confirmation.ts';
import type { SessionState } from '../session/state.ts';
import type { PreviewState } from './protocol.ts';

/**
 * The button says what it would do; disabled, it says why.
 * @param trusted whether anything may be sent from this workspace
 */
export function sendButton(
  state: SessionState,
  plan: InvitePlan | undefined,
  trusted: boolean,
): PreviewState['send'] {
  const reason = whyNotSend(state, plan, trusted);
  return { label: label(state, plan), enabled: reason === '', reason };
}

function label({ phase }: SessionState, plan: InvitePlan | undefined): string {
  const n = plan === undefined ? 0 : missingOf(plan).failed.length;
  if (phase === 'sent') {
    if (n === 0) return l10n.t('Send Again…');
    return n === 1
      ? l10n.t('Send Again Without 1 Customer…')
      : l10n.t('Send Again Without {count} Customers…', { count: n });
  }
  if (n === 0) return l10n.t('Send…');
  return n === 1
    ? l10n.t('Send Without 1 Customer…')
    : l10n.t('Send Without {count} Customers…', { count: n });
}

function whyNotSend(state: SessionState, plan: InvitePlan | undefined, trusted: boolean): string {
  if (!trusted) return l10n.t('Nothing is sent from a workspace that is not trusted.');
  if (state.phase === 'asking') return l10n.t('Answers are still coming in.');
  if (state.phase === 'sending')
    return state.cancelling === true ? l10n.t('It is being cancelled.') : l10n.t('It is being sent.');
  if (plan === undefined) return l10n.t('There is no plan yet: ask the customers first.');
  if (state.outdated !== undefined) return state.outdated;
  const block = planBlocks(plan).find((problem) => problem.code !== 'PartialNotAccepted');
  if (block !== undefined) return block.message;
  return plan.attendees.length === 0 ? l10n.t('Nobody would be invited.') : '';
}
