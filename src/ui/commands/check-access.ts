import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ZONE_DATA_VERSION } from '../../metadata/index.ts';
import { notify, showProgress } from '../messages.ts';
import { checkConfiguredCustomers, realClock } from '../../recipients/index.ts';
import { checkAccess as check, type CheckRequest } from '../access/check.ts';
import { chooseConfigFile, loadConfigFile } from '../access/config-file.ts';
import { remoteName } from '../access/machine.ts';
import { countAccess, failedCodes, type AccessState } from '../access/state.ts';
import { limitsOf } from '../environment/run-request.ts';
import { readSettings } from '../environment/settings.ts';
import { readTextFile } from '../files/text.ts';
import { accessSummary, awsFilesText } from '../tree/access-nodes.ts';
import { achieve } from '../walkthrough.ts';
import type { Workbench } from '../workbench.ts';
import { revealResults } from './query.ts';

/** How a check shows itself, and whom it asks. */
interface CheckOptions {
  /** Only these customers again; the others keep what is known of them. */
  readonly only?: readonly string[];
  /** Somebody else tells the outcome. */
  readonly quiet?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * *Check Access*: whether every customer of config.json can be asked, all at once; reads no contact and writes nothing.
 * What it finds stands in the view *Customers*, a line per customer as it comes. A second press shows the one under way.
 * @param argument a config.json, or nothing
 */
export async function checkAccess(workbench: Workbench, argument: unknown): Promise<AccessState | undefined> {
  if (workbench.ctx.access.isBusy()) {
    await revealResults();
    return undefined;
  }
  const near = workbench.ctx.sessions.current()?.file.uri;
  const uri = await chooseConfigFile(argument, near === undefined ? undefined : vscode.Uri.parse(near));
  return uri === undefined ? undefined : checkFile(workbench, uri);
}

/** Checks those customers of the last check again that failed, or the given ones of them. */
export async function checkAgain(workbench: Workbench, only?: readonly string[]): Promise<void> {
  const before = workbench.ctx.access.state();
  if (before === undefined) return;
  const codes = only ?? failedCodes(before);
  await checkFile(workbench, vscode.Uri.parse(before.uri), { only: codes });
}

/** Checks the customers of one config.json; while a check is under way, that one is waited for. */
export function checkFile(
  workbench: Workbench,
  uri: vscode.Uri,
  options: CheckOptions = {},
): Promise<AccessState> {
  return workbench.ctx.access.once(() => run(workbench, uri, options));
}

async function run(workbench: Workbench, uri: vscode.Uri, options: CheckOptions): Promise<AccessState> {
  const { ctx } = workbench;
  const request = await requestFor(workbench, uri);
  const abort = new AbortController();
  options.signal?.addEventListener('abort', () => abort.abort(options.signal?.reason), { once: true });
  const before = ctx.access.state();
  const again =
    options.only === undefined || before?.uri !== request.uri ? undefined : { only: options.only, before };
  const work = async (onState: (state: AccessState) => void): Promise<AccessState> => {
    const pool = await workbench.aws.pool();
    return check(
      request,
      {
        aws: pool,
        askMfaCode: workbench.aws.askMfaCode,
        clock: realClock,
        signal: abort.signal,
        readTextFile,
        load: (read, { configFile }) => loadConfigFile(read, configFile),
        check: checkConfiguredCustomers,
        onState,
      },
      again,
    );
  };
  if (options.quiet !== true) void revealResults();
  const state = await showProgress(
    options.quiet === true
      ? { location: { viewId: 'customerMeetings.results' } }
      : {
          location: vscode.ProgressLocation.Notification,
          title: request.sandbox ? l10n.t('Sandbox: checking access') : l10n.t('Checking access'),
          cancellable: true,
        },
    (progress, token) => {
      token.onCancellationRequested(() => abort.abort(new Error('Cancelled by the person.')));
      return work((now) => {
        ctx.access.set(now);
        const total = now.customers.length;
        if (total > 0)
          progress.report({
            message: l10n.t('{done} of {total} customers', { done: total - countAccess(now).open, total }),
          });
      });
    },
  );
  log(workbench, state);
  if (state.phase === 'checked' && countAccess(state).ready > 0 && !state.sandbox)
    achieve(ctx, 'accessChecked');
  if (options.quiet !== true) void tell(state);
  return state;
}

async function requestFor(workbench: Workbench, uri: vscode.Uri): Promise<CheckRequest> {
  const { env, homeDirectory, sandbox } = await workbench.surroundings();
  const settings = readSettings(uri);
  const remote = remoteName();
  return {
    configFile: uri.fsPath,
    uri: uri.toString(),
    sandbox,
    topicName: settings.topicName,
    limits: limitsOf(settings),
    env,
    homeDirectory,
    ...(settings.baseProfile === '' ? {} : { baseProfile: settings.baseProfile }),
    ...(remote === undefined ? {} : { remoteName: remote }),
  };
}

/** The log is English and has the command line's words. */
function log({ ctx }: Workbench, state: AccessState): void {
  const { ready, failed } = countAccess(state);
  for (const { severity, message } of state.problems)
    ctx.log[severity === 'error' ? 'error' : 'warn'](message);
  if (state.phase === 'failed') return;
  ctx.log.info(`🔎 Check Access: ${ready} ready, ${failed} failed (${state.phase})`);
  ctx.log.info(`🕒 Time zone data: ${ZONE_DATA_VERSION ?? 'unknown'}`);
  for (const { result } of state.customers)
    if (result?.error !== undefined)
      ctx.log.warn(`❌ ${result.customerCode}: ${result.error.message} → ${result.error.remedy}`);
}

async function tell(state: AccessState): Promise<void> {
  if (state.phase === 'cancelled') return; // the person knows
  const show = l10n.t('Show Failures');
  if (state.phase === 'failed') {
    const open = l10n.t('Open File');
    const [problem] = state.problems;
    const pressed = await notify('error', problem?.message ?? '', open);
    if (pressed === open) await vscode.window.showTextDocument(vscode.Uri.parse(state.uri));
    return;
  }
  const { failed } = countAccess(state);
  const files = state.awsFiles.length === 0 ? '' : ` ${awsFilesText(state.awsFiles, state.remoteName)}`;
  const found = `${accessSummary(state)}.${files}`;
  const text = state.sandbox ? l10n.t('Sandbox: {message}', { message: found }) : found;
  const pressed = failed === 0 ? await notify('info', text) : await notify('warning', text, show);
  if (pressed === show) await revealResults();
}
