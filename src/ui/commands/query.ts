import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';
import { count, countCustomers, firstError, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { Workbench } from '../workbench.ts';

/** How a query shows itself. */
export interface QueryOptions {
  /** Only these customers again. */
  readonly retry?: readonly string[];
  /** The preview is what the person asked for: it tells the outcome, a notification would only repeat it. */
  readonly quiet?: boolean;
}

/**
 * Asks the customers with progress in the view and in a notification that can cancel. A second press while a run is
 * under way only brings the results to the front.
 * @returns the session's state when the run has ended
 */
export async function query(
  { ctx }: Workbench,
  session: Session,
  options: QueryOptions = {},
): Promise<SessionState> {
  if (session.state().phase === 'asking') {
    await revealResults();
    return session.ask();
  }
  const run = session.ask(options.retry);
  if (options.quiet !== true) void revealResults();
  void vscode.window.withProgress({ location: { viewId: 'customerMeetings.results' } }, () => run);
  const state = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `${session.state().sandbox ? 'Sandbox: asking' : 'Asking'} the customers of ${session.file.name}`,
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(session.cancel);
      const stop = session.onChange(reporter(progress));
      return run.finally(stop);
    },
  );
  if (options.quiet !== true) void tell(session, state, ctx.log);
  return state;
}

/** Brings the results to the front; the focus stays where the person works. */
export function revealResults(): Thenable<unknown> {
  return vscode.commands.executeCommand('customerMeetings.results.focus', { preserveFocus: true });
}

function reporter(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
): (state: SessionState) => void {
  let told = 0;
  return (state) => {
    const counts = countCustomers(state.customers);
    if (counts.customers === 0) return;
    const done = counts.customers - counts.open;
    const failed = counts.failed === 0 ? '' : ` · ${counts.failed} failed`;
    const percent = (done / counts.customers) * 100;
    progress.report({
      message: `${done} of ${counts.customers} answered${failed}`,
      increment: Math.max(0, percent - told),
    });
    told = Math.max(told, percent);
  };
}

/** One notification per run, with what to do next. */
async function tell(session: Session, state: SessionState, log: vscode.LogOutputChannel): Promise<void> {
  const preview = 'Preview Invite';
  const retry = 'Retry Failed Customers';
  const showLog = 'Show Log';
  const sandbox = state.sandbox ? 'Sandbox: ' : '';
  let pressed: string | undefined;
  if (state.phase === 'planned') {
    const { failed } = countCustomers(state.customers);
    const text = `${sandbox}${summaryLine(state)}`;
    pressed =
      failed === 0
        ? await vscode.window.showInformationMessage(text, preview)
        : await vscode.window.showWarningMessage(text, preview, retry);
  } else if (state.phase === 'failed') {
    const errors = state.preparation?.kind === 'failed' ? state.preparation.problems : [];
    const more = errors.filter(({ severity }) => severity === 'error').length - 1;
    const text = `${sandbox}${firstError(state) ?? 'The query failed.'}${more > 0 ? ` (and ${count(more, 'more error')})` : ''}`;
    pressed = await vscode.window.showErrorMessage(
      text,
      ...(state.customers.length > 0 ? [retry] : []),
      showLog,
    );
  }
  if (pressed === showLog) log.show(true);
  if (pressed === preview)
    await vscode.commands.executeCommand('customerMeetings.previewInvite', session.file);
  if (pressed === retry)
    await vscode.commands.executeCommand('customerMeetings.retryFailedCustomers', session.file);
}
