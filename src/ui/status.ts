import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { UiContext } from './context.ts';
import { atMostEvery } from './session/listeners.ts';
import { countCustomers, summaryLine } from './session/summary.ts';
import type { SessionState } from './session/state.ts';
import { statusIcon, statusText } from './status-text.ts';

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
  item.name = l10n.t('Customer Meetings');
  item.command = 'customerMeetings.results.focus';
  const contextKeys = new Map<string, boolean>();
  const update = atMostEvery(UPDATE_MS, () => {
    const state = ctx.sessions.current()?.state();
    const anyAsking = ctx.sessions.all().some((session) => session.state().phase === 'asking');
    const checking = ctx.access.state()?.phase === 'checking';
    setContextKeys({ ...keysOf(state), anyAsking, checking }, contextKeys);
    if (state === undefined || state.phase === 'idle') {
      item.hide();
      return;
    }
    const text = statusText(state);
    item.text = `${statusIcon(state)} ${text}`;
    item.tooltip = `${state.reading?.meeting?.subject ?? state.file.name}\n${summaryLine(state)}`;
    item.accessibilityInformation = {
      label: l10n.t('Customer Meetings: {status}. Shows the customers.', { status: text }),
      role: 'button',
    };
    item.show();
  });
  ctx.extension.subscriptions.push(
    item,
    { dispose: ctx.sessions.onChange(update.call) },
    { dispose: ctx.access.onChange(update.call) },
    { dispose: update.dispose },
  );
}

/** Names are part of package.json's `when` clauses. */
function keysOf(state: SessionState | undefined): Readonly<Record<string, boolean>> {
  const counts = countCustomers(state?.customers ?? []);
  return {
    hasSession: state !== undefined,
    asking: state?.phase === 'asking',
    sending: state?.phase === 'sending',
    hasPlan: state?.preparation?.kind === 'planned' && state.phase !== 'sending',
    hasFailed: state !== undefined && state.phase !== 'asking' && counts.failed + counts.cancelled > 0,
    sandbox: state?.sandbox ?? false,
  };
}

/** Each change makes VS Code look at its menus, so only changes are set. */
function setContextKeys(keys: Readonly<Record<string, boolean>>, known: Map<string, boolean>): void {
  for (const [key, value] of Object.entries(keys)) {
    if (known.get(key) === value) continue;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `customerMeetings.${key}`, value);
  }
}
