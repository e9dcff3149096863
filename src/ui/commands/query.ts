import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify, showProgress } from '../messages.ts';
import type { UiContext } from '../context.ts';
import type { Session } from '../session/session.ts';
import { countCustomers } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { Workbench } from '../workbench.ts';
import { runOutcome, type OutcomeAction } from './run-outcome.ts';

/** How a query shows itself. */
export interface QueryOptions {
  /** Only these customers again. */
  readonly retry?: readonly string[];
  /** The preview is what the person asked for: it tells the outcome, a notification would only repeat it. */
  readonly quiet?: boolean;
  /** No person started it (an agent did): its progress stands in the view alone, and nothing is brought to the front. */
  readonly background?: boolean;
}

/**
 * Asks the customers with progress in the view, and for a person in a notification that can cancel. A second press while a
 * run is under way only brings the results to the front.
 * @returns the session's state when the run has ended
 */
export async function query(
  { ctx }: Pick<Workbench, 'ctx'>,
  session: Session,
  options: QueryOptions = {},
): Promise<SessionState> {
  const { retry, background = false } = options;
  const quiet = options.quiet === true || background;
  if (session.state().phase === 'asking') {
    if (!background) await revealResults();
    return session.ask();
  }
  const run = session.ask(retry);
  if (!quiet) void revealResults();
  void showProgress({ location: { viewId: 'customerMeetings.results' } }, () => run);
  if (background) return run;
  const { file } = session;
  const state = await showProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: session.state().sandbox
        ? l10n.t('Sandbox: asking the customers of {file}', { file: file.name })
        : l10n.t('Asking the customers of {file}', { file: file.name }),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(session.cancel);
      const stop = session.onChange(reporter(progress));
      return run.finally(stop);
    },
  );
  if (!quiet) void tell(ctx, session, state);
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
    const { customers, open, failed } = countCustomers(state.customers);
    if (customers === 0) return;
    const done = customers - open;
    const percent = (done / customers) * 100;
    progress.report({
      message:
        failed === 0
          ? l10n.t('{done} of {customers} answered', { done, customers })
          : l10n.t('{done} of {customers} answered · {failed} failed', { done, customers, failed }),
      increment: Math.max(0, percent - told),
    });
    told = Math.max(told, percent);
  };
}

/** One notification per run, with what to do next. */
async function tell(ctx: UiContext, session: Session, state: SessionState): Promise<void> {
  const outcome = runOutcome(state, ctx.toldCauses);
  if (outcome === undefined) return;
  const titles: Readonly<Record<OutcomeAction, string>> = {
    preview: l10n.t('Preview Invite'),
    signIn:
      outcome.signIn?.kind === 'login' ? l10n.t('Sign In with AWS Login…') : l10n.t('Sign In with SSO…'),
    showFailures: l10n.t('Show Failures'),
    retryFailed: l10n.t('Retry Failed'),
    showLog: l10n.t('Show Log'),
  };
  const buttons = outcome.actions.map((action) => titles[action]);
  const pressed = await notify(outcome.severity, outcome.message, ...buttons);
  const action = outcome.actions.find((candidate) => titles[candidate] === pressed);
  if (action !== undefined) await perform(action, ctx, session, outcome.signIn?.kind);
}

async function perform(
  action: OutcomeAction,
  ctx: UiContext,
  session: Session,
  kind: 'sso' | 'login' | undefined,
): Promise<void> {
  switch (action) {
    case 'preview':
      await vscode.commands.executeCommand('customerMeetings.previewInvite', session.file);
      return;
    case 'signIn':
      await vscode.commands.executeCommand(
        kind === 'login' ? 'customerMeetings.signInWithAwsLogin' : 'customerMeetings.signInWithSso',
        await signInNode(session, kind),
      );
      return;
    case 'showFailures':
      ctx.sessions.show(session);
      await revealResults();
      return;
    case 'retryFailed':
      await vscode.commands.executeCommand('customerMeetings.retryFailedCustomers', session.file);
      return;
    case 'showLog':
      ctx.log.show(true);
  }
}

/** The node whose sign-in was offered, so that pressing it asks no further question. */
async function signInNode(session: Session, kind: 'sso' | 'login' | undefined): Promise<unknown> {
  const { actionableNodes } = await import('../tree/find-node.ts');
  return actionableNodes(session.state(), undefined).find(({ failure }) => failure?.signIn?.kind === kind);
}
