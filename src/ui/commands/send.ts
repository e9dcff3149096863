import * as vscode from 'vscode';
import type { SendOutcome } from '../../calendar/index.ts';
import { planBlocks } from '../../invite/index.ts';
import { formatWhen } from '../../metadata/index.ts';
import { resolveIdentity } from '../environment/identity.ts';
import { readSettings } from '../environment/settings.ts';
import { endingOf } from '../send/ending.ts';
import { sendMeeting, type DeliverRequest } from '../send/send-meeting.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import { query } from './query.ts';

/**
 * *Send Invite…*: makes sure there is a current plan, asks, sends, tells. Nothing is written before the person's yes.
 * @returns the outcome, `undefined` when nothing was tried
 */
export async function send(workbench: Workbench, session: Session): Promise<SendOutcome | undefined> {
  const { ctx } = workbench;
  const { phase } = session.state();
  if (phase === 'asking' || phase === 'sending') {
    void vscode.window.showInformationMessage(
      phase === 'asking'
        ? 'Answers are still coming in. Send when they are all there.'
        : 'It is being sent right now.',
    );
    return undefined;
  }
  const outcome = await sendMeeting(session, {
    ask: (confirmation) => ctx.asker.current(confirmation),
    showPreview: () => workbench.panels.show(session),
    query: () => query(workbench, session, { quiet: true }),
    identity: async (organizer) =>
      resolveIdentity({
        env: (await workbench.surroundings()).env,
        settings: readSettings(vscode.Uri.parse(session.file.uri)).graph,
        organizer,
        interactive: true,
      }),
    refuse: (message) => void refuse(workbench, message),
    offerIdentitySettings: () => void offerIdentitySettings(),
    formatWhen: ({ start, end }) => fromTo(formatWhen(start), formatWhen(end)),
    blocks: (plan) =>
      plan.attendees.length === 0
        ? 'Nobody would be invited, so there is nothing to send. A meeting that is already on the calendar stays as it is.'
        : planBlocks(plan).find(({ code }) => code !== 'PartialNotAccepted')?.message,
    deliver: (request) => deliver(workbench, session, request),
  });
  if (outcome === undefined) return undefined;
  void tell(workbench, session, outcome);
  await recordOutcome(workbench, session, outcome);
  return outcome;
}

/** The person's setting decides whether the file is told what the calendar has confirmed. */
async function recordOutcome({ ctx }: Workbench, session: Session, outcome: SendOutcome): Promise<void> {
  const { preparation } = session.state();
  if (preparation?.kind !== 'planned' || !readSettings(vscode.Uri.parse(session.file.uri)).updateMetadata)
    return;
  const { writeBack } = await import('../write-back/write-back.ts');
  await writeBack(ctx, session, preparation.plan, outcome);
}

/** Leaves out the end's date where it is the start's: `Sunday, June 2, 2030, 8:00 PM EDT – 9:00 PM EDT`. */
function fromTo(start: string, end: string): string {
  const date = start.slice(0, start.lastIndexOf(', ') + 2);
  return `${start} – ${end.startsWith(date) ? end.slice(date.length) : end}`;
}

async function deliver(
  { ctx }: Workbench,
  session: Session,
  { plan, token, baseUrl, answer }: DeliverRequest,
): Promise<SendOutcome> {
  const { createCalendar, sendLines, sendPlan } = await import('../../calendar/index.ts');
  const { realClock } = await import('../../recipients/index.ts');
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `${session.state().sandbox ? 'Sandbox: sending' : 'Sending'} “${plan.subject}”`,
      cancellable: true,
    },
    (_, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort(new Error('Cancelled by the person.')));
      const calendar = createCalendar({
        baseUrl,
        token,
        fetch,
        clock: realClock,
        onEvent: (event) => sendLines(event).forEach((line) => ctx.log.info(line)),
      });
      return sendPlan(plan, calendar, { forceUpdate: false, answer, signal: abort.signal });
    },
  );
}

async function tell({ ctx }: Workbench, session: Session, outcome: SendOutcome): Promise<void> {
  const ending = endingOf(outcome, session.state().sandbox);
  if (ending === undefined) {
    if (outcome.kind === 'question' && !outcome.question.canProceed)
      void vscode.window.showWarningMessage(outcome.question.message);
    return;
  }
  const open = 'Open in Outlook';
  const copy = 'Copy Join Link';
  const showLog = 'Show Log';
  const buttons = [
    ...(ending.webLink === undefined ? [] : [open]),
    ...(ending.joinUrl === undefined ? [] : [copy]),
    ...(ending.severity === 'info' ? [] : [showLog]),
  ];
  // Notifications show [text](address) as a link; the addresses of online meetings are too long to be read.
  const join = ending.joinUrl === undefined ? '' : ` [Join link](${ending.joinUrl.replaceAll(')', '%29')})`;
  const text = ending.message + join;
  const pressed =
    ending.severity === 'info'
      ? await vscode.window.showInformationMessage(text, ...buttons)
      : ending.severity === 'warning'
        ? await vscode.window.showWarningMessage(text, ...buttons)
        : await vscode.window.showErrorMessage(text, ...buttons);
  if (pressed === open) await openWebLink(session);
  if (pressed === copy) await copyJoinLink(session);
  if (pressed === showLog) ctx.log.show(true);
}

/** Opens the sent meeting in Outlook on the web. */
export async function openWebLink(session: Session): Promise<void> {
  const { outcome, sandbox } = session.state();
  const link = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.webLink;
  if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link, true));
}

/** Puts the sent meeting's join link on the clipboard. */
export async function copyJoinLink(session: Session): Promise<void> {
  const { outcome, sandbox } = session.state();
  const link = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.joinUrl;
  if (link === undefined) return;
  await vscode.env.clipboard.writeText(link);
  vscode.window.setStatusBarMessage('$(check) Join link copied', 3000);
}

async function refuse({ ctx }: Workbench, message: string): Promise<void> {
  const showLog = 'Show Log';
  const pressed = await vscode.window.showErrorMessage(`Nothing was sent. ${message}`, showLog);
  if (pressed === showLog) ctx.log.show(true);
}

async function offerIdentitySettings(): Promise<void> {
  const open = 'Open Settings';
  const pressed = await vscode.window.showErrorMessage(
    'Nothing was sent. To sign in to Microsoft 365, name your organization’s own app registration ' +
      '(client ID and tenant ID) in the settings, or set GRAPH_ACCESS_TOKEN or the AZURE_* variables ' +
      'in the environment VS Code starts in.',
    open,
  );
  if (pressed === open) await openIdentitySettings();
}

/** Opens the settings that choose the app registration. */
export async function openIdentitySettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'customerMeetings.graph');
}
