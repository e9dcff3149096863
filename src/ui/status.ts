import * as vscode from 'vscode';
import type { UiContext } from './context.ts';
import { atMostEvery } from './session/listeners.ts';
import { count, countCustomers, summaryLine } from './session/summary.ts';
import type { SessionState } from './session/state.ts';

const UPDATE_MS = 100;

/**
 * The status bar's one item and the context keys that menus and welcome texts look at.
 * Both follow the shown session; neither exists before there is one.
 */
export function followSessions(ctx: UiContext): void {
  const item = vscode.window.createStatusBarItem(
    'customerMeetings.status',
    vscode.StatusBarAlignment.Left,
    10,
  );
  item.name = 'Customer Meetings';
  item.command = 'customerMeetings.results.focus';
  const contextKeys = new Map<string, boolean>();
  const update = atMostEvery(UPDATE_MS, () => {
    const state = ctx.sessions.current()?.state();
    const anyAsking = ctx.sessions.all().some((session) => session.state().phase === 'asking');
    setContextKeys(state, anyAsking, contextKeys);
    if (state === undefined || state.phase === 'idle') {
      item.hide();
      return;
    }
    const text = statusText(state);
    item.text = `${icon(state)} ${text}`;
    item.tooltip = `${state.reading?.meeting?.subject ?? state.file.name}\n${summaryLine(state)}`;
    item.accessibilityInformation = { label: `Customer Meetings: ${text}` };
    item.show();
  });
  const stop = ctx.sessions.onChange(update.call);
  ctx.extension.subscriptions.push(item, { dispose: stop }, { dispose: update.dispose });
}

function statusText(state: SessionState): string {
  const counts = countCustomers(state.customers);
  const text = {
    idle: '',
    asking: `${counts.customers - counts.open} of ${count(counts.customers, 'customer')}`,
    planned: people(state) + (counts.failed === 0 ? '' : `, ${counts.failed} failed`),
    failed: 'Query failed',
    cancelled: 'Query cancelled',
    sending: state.cancelling === true ? 'Cancelling…' : 'Sending…',
    sent: `Sent to ${people(state)}`,
  }[state.phase];
  return state.sandbox ? `Sandbox: ${text}` : text;
}

function people(state: SessionState): string {
  return state.preparation?.kind === 'planned'
    ? count(state.preparation.plan.attendees.length, 'person')
    : '';
}

function icon(state: SessionState): string {
  if (state.phase === 'asking' || state.phase === 'sending') return '$(sync~spin)';
  return state.sandbox ? '$(beaker)' : '$(organization)';
}

/** Names are part of package.json's `when` clauses. Each change makes VS Code look at its menus, so only changes are set. */
function setContextKeys(
  state: SessionState | undefined,
  anyAsking: boolean,
  known: Map<string, boolean>,
): void {
  const keys = {
    hasSession: state !== undefined,
    asking: state?.phase === 'asking',
    anyAsking,
    sending: state?.phase === 'sending',
    hasPlan: state?.preparation?.kind === 'planned' && state.phase !== 'sending',
    hasFailed:
      state !== undefined &&
      state.phase !== 'asking' &&
      state.customers.some(({ status }) => status === 'failed' || status === 'cancelled'),
    sandbox: state?.sandbox ?? false,
  };
  for (const [key, value] of Object.entries(keys)) {
    if (known.get(key) === value) continue;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `customerMeetings.${key}`, value);
  }
}
