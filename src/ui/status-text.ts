import * as l10n from '@vscode/l10n';
import { countCustomers } from './session/summary.ts';
import type { SessionState } from './session/state.ts';
import { peopleText } from './tree/counts.ts';

/** The status bar's words for a session, e.g. `27 of 30`, `43 people, 3 failed`, `Sent to 43 people`; short, as there. */
export function statusText(state: SessionState): string {
  const text = phaseText(state);
  return state.sandbox ? l10n.t('Sandbox: {message}', { message: text }) : text;
}

function phaseText(state: SessionState): string {
  const { customers, open, failed } = countCustomers(state.customers);
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const people = plan === undefined ? '' : peopleText(plan.attendees.length);
  switch (state.phase) {
    case 'idle':
      return '';
    case 'asking':
      return l10n.t('{done} of {customers} customers', { done: customers - open, customers });
    case 'planned':
      return failed === 0 ? people : l10n.t('{people}, {failed} failed', { people, failed });
    case 'failed':
      return l10n.t('Query failed');
    case 'cancelled':
      return l10n.t('Query cancelled');
    case 'sending':
      return state.cancelling === true ? l10n.t('Cancelling…') : l10n.t('Sending…');
    case 'sent':
      return l10n.t('Sent to {people}', { people });
  }
}

/** A codicon, spinning while something is under way. */
export function statusIcon(state: Pick<SessionState, 'phase' | 'sandbox'>): string {
  if (state.phase === 'asking' || state.phase === 'sending') return '$(sync~spin)';
  return state.sandbox ? '$(beaker)' : '$(organization)';
}
