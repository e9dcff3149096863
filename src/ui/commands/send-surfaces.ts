import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flashDone, notify, notifyWithLink, showProgress } from '../messages.ts';
import type { SendEvent } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import { formatWhen } from '../../metadata/index.ts';
import { endingOf, type Ending } from '../send/ending.ts';
import { progressText } from '../send/progress-text.ts';
import { inSandbox } from '../send/sandbox-mark.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';

/**
 * Start and end for a person, in the meeting's zone; leaves out the end's date where it is the start's:
 * `Sunday, June 2, 2030, 8:00 PM EDT – 9:00 PM EDT`.
 */
export function whenOf({ start, end }: Pick<InvitePlan, 'start' | 'end'>): string {
  const [from, to] = [formatWhen(start), formatWhen(end)];
  const date = from.slice(0, from.lastIndexOf(', ') + 2);
  return `${from} – ${to.startsWith(date) ? to.slice(date.length) : to}`;
}

/**
 * Shows that something is under way and what it waits for, with a button that stops it before the next write.
 * @param title what is done, e.g. `Sending “Rotate keys”`
 */
export async function withStop<T>(
  title: string,
  sandbox: boolean,
  work: (signal: AbortSignal, onEvent: (event: SendEvent) => void) => Promise<T>,
): Promise<T> {
  return showProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: inSandbox(sandbox, title),
      cancellable: true,
    },
    (progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort(new Error('Cancelled by the person.')));
      return work(abort.signal, (event) => {
        const message = progressText(event);
        if (message !== undefined) progress.report({ message });
      });
    },
  );
}

/** One notification at the end, with what can be done next. */
export async function tellEnding(
  { ctx }: Pick<Workbench, 'ctx'>,
  session: Session,
  ending: Ending,
): Promise<void> {
  const open = l10n.t('Open in Outlook');
  const copy = l10n.t('Copy Join Link');
  const cancel = l10n.t('Cancel Meeting…');
  const showLog = l10n.t('Show Log');
  const { webLink, joinUrl } = ending;
  const buttons = [
    ...(webLink === undefined ? [] : [open]),
    ...(joinUrl === undefined ? [] : [copy]),
    ...(ending.canCancel === true ? [cancel] : []),
    ...(ending.severity === 'info' ? [] : [showLog]),
  ];
  // As a link: the addresses of online meetings are too long to be read.
  const pressed =
    joinUrl === undefined
      ? await notify(ending.severity, ending.message, ...buttons)
      : await notifyWithLink(
          ending.severity,
          ending.message,
          { label: l10n.t('Join link'), address: joinUrl },
          ...buttons,
        );
  if (pressed === open && webLink !== undefined) await openLink(webLink);
  if (pressed === copy && joinUrl !== undefined) await copyLink(joinUrl);
  if (pressed === cancel)
    await vscode.commands.executeCommand('customerMeetings.cancelMeeting', session.file);
  if (pressed === showLog) ctx.log.show(true);
}

/** Opens the sent meeting in Outlook on the web. */
export async function openWebLink(session: Session): Promise<void> {
  const { outcome, sandbox } = session.state();
  const link = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.webLink;
  if (link !== undefined) await openLink(link);
}

/** Puts the sent meeting's join link on the clipboard. */
export async function copyJoinLink(session: Session): Promise<void> {
  const { outcome, sandbox } = session.state();
  const link = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.joinUrl;
  if (link !== undefined) await copyLink(link);
}

async function openLink(link: string): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(link, true));
}

async function copyLink(link: string): Promise<void> {
  await vscode.env.clipboard.writeText(link);
  flashDone(l10n.t('Join link copied'));
}

/** @param what did not happen for want of a sign-in, e.g. `Nothing was sent.` */
export async function offerIdentitySettings(what = l10n.t('Nothing was sent.')): Promise<void> {
  const open = l10n.t('Open Settings');
  const check = l10n.t('Check Calendar Access');
  const pressed = await notify(
    'error',
    l10n.t(
      '{consequence} To sign in to Microsoft 365, name your organization’s own app registration (client ID and tenant ID) in the settings, or set GRAPH_ACCESS_TOKEN or the AZURE_* variables in the environment VS Code starts in.',
      { consequence: what },
    ),
    open,
    check,
  );
  if (pressed === open) await openIdentitySettings();
  if (pressed === check) await vscode.commands.executeCommand('customerMeetings.checkCalendarAccess');
}

/** Opens the settings that choose the app registration. */
export async function openIdentitySettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'customerMeetings.graph');
}
