import * as l10n from '@vscode/l10n';
import type { AccessStep } from '../../calendar/index.ts';
import type { Confirmation } from './asker.ts';
import type { Identity } from './identity-text.ts';
import { inSandbox } from './sandbox-mark.ts';

/** What can be done about a report. */
export const ACCESS_CHOICES = {
  get settings() {
    return l10n.t('Open Settings');
  },
  get guide() {
    return l10n.t('Setup Guide');
  },
};

/**
 * The checks' report: every step with ✓, ✗ or ?, and what to do about the first that is missing.
 * @param identity who would sign in
 * @param steps of `checkCalendarAccess`; none where nobody can sign in
 */
export function accessReport(
  identity: Identity,
  organizer: string,
  steps: readonly AccessStep[],
  sandbox: boolean,
): Confirmation {
  const app = appStep(identity);
  const lines = [app, ...steps.map(line)];
  const problem = identity.kind === 'ready' ? steps.find(({ status }) => status !== 'ok') : undefined;
  const ok = identity.kind === 'ready' && problem === undefined;
  const verdict = ok
    ? l10n.t('Calendar access: meetings can be sent from {organizer}.', { organizer })
    : problem?.status === 'unknown'
      ? l10n.t('Calendar access: nothing is missing that shows, for {organizer}.', { organizer })
      : l10n.t('Calendar access: meetings cannot be sent from {organizer} yet.', { organizer });
  return {
    message: inSandbox(sandbox, verdict),
    detail: `${lines.join('\n\n')}\n\n${l10n.t('Nothing was written.')}`,
    choices: ok ? [] : [ACCESS_CHOICES.settings, ACCESS_CHOICES.guide],
  };
}

const MARKS = { ok: '✓', missing: '✗', unknown: '?' } as const;

function nameOf(step: AccessStep['step']): string {
  switch (step) {
    case 'sign-in':
      return l10n.t('Sign-in and consent');
    case 'mailbox':
      return l10n.t('Mailbox');
    case 'permission':
      return l10n.t('Permission');
  }
}

function line({ step, status, message, remedy }: AccessStep): string {
  return `${MARKS[status]} ${nameOf(step)}: ${message}${remedy === undefined ? '' : `\n→ ${remedy}`}`;
}

function appStep(identity: Identity): string {
  switch (identity.kind) {
    case 'ready':
      return l10n.t('✓ App: {app}', { app: identity.token.description });
    case 'not configured':
      return l10n.t(
        '✗ App: no app registration is named.\n→ Register one (see the guide) and set customerMeetings.graph.clientId and customerMeetings.graph.tenantId, or set GRAPH_ACCESS_TOKEN or the AZURE_* variables.',
      );
    case 'declined':
      return l10n.t('✗ Sign-in: nobody has signed in.\n→ Check again and finish the sign-in in the browser.');
    case 'invalid':
      return l10n.t('✗ Sign-in: {why}', { why: identity.message });
  }
}
