import type { AccessStep } from '../../calendar/index.ts';
import type { Confirmation } from './asker.ts';
import type { Identity } from './identity-text.ts';

/** What can be done about a report. */
export const ACCESS_CHOICES = { settings: 'Open Settings', guide: 'Setup Guide' } as const;

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
  const where = sandbox ? 'Sandbox: ' : '';
  const verdict = ok
    ? `meetings can be sent from ${organizer}.`
    : problem?.status === 'unknown'
      ? `nothing is missing that shows, for ${organizer}.`
      : `meetings cannot be sent from ${organizer} yet.`;
  return {
    message: `${where}Calendar access: ${verdict}`,
    detail: `${lines.join('\n\n')}\n\nNothing was written.`,
    choices: ok ? [] : [ACCESS_CHOICES.settings, ACCESS_CHOICES.guide],
  };
}

const MARKS = { ok: '✓', missing: '✗', unknown: '?' } as const;

const NAMES = {
  'sign-in': 'Sign-in and consent',
  mailbox: 'Mailbox',
  permission: 'Permission',
} as const;

function line({ step, status, message, remedy }: AccessStep): string {
  return `${MARKS[status]} ${NAMES[step]}: ${message}${remedy === undefined ? '' : `\n→ ${remedy}`}`;
}

function appStep(identity: Identity): string {
  switch (identity.kind) {
    case 'ready':
      return `✓ App: ${identity.token.description}`;
    case 'not configured':
      return '✗ App: no app registration is named.\n→ Register one (see the guide) and set customerMeetings.graph.clientId and customerMeetings.graph.tenantId, or set GRAPH_ACCESS_TOKEN or the AZURE_* variables.';
    case 'declined':
      return '✗ Sign-in: nobody has signed in.\n→ Check again and finish the sign-in in the browser.';
    case 'invalid':
      return `✗ Sign-in: ${identity.message}`;
  }
}
