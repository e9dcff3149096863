import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Proof } from '../../calendar/index.ts';
import { ACCESS_CHOICES, accessReport } from '../send/access-report.ts';
import { describeIdentity, type Identity } from '../send/identity-text.ts';
import { proofConfirmation, proofEnding } from '../send/proof-texts.ts';
import { inSandbox } from '../send/sandbox-mark.ts';
import { notify, showProgress } from '../messages.ts';
import type { Workbench } from '../workbench.ts';
import { openGuide, organizerToCheck } from './check-calendar-access.ts';
import { showReadOnly } from './read-only-document.ts';
import { openIdentitySettings } from './send-surfaces.ts';

/**
 * *Prove Calendar…*: after a yes, tries everything about a calendar that sending rests on, on events without attendees,
 * and shows the report.
 * @param argument a file or node, for its meeting's organizer
 */
export async function proveCalendarCommand(workbench: Workbench, argument: unknown): Promise<void> {
  const { ctx, signIn, sandbox } = workbench;
  const mailbox = await organizerToCheck(workbench, argument, l10n.t('Prove Calendar'));
  if (mailbox === undefined) return;
  const identity = await signIn.identity({ organizer: mailbox, interactive: true, scope: undefined });
  if (identity.kind !== 'ready') {
    const pressed = await ctx.asker.current(accessReport(identity, mailbox, [], sandbox.isOn()));
    if (pressed === ACCESS_CHOICES.settings) await openIdentitySettings();
    if (pressed === ACCESS_CHOICES.guide) await openGuide(ctx.extension.extensionUri);
    return;
  }
  const isSandbox = sandbox.isOn();
  const confirmation = proofConfirmation(mailbox, describeIdentity(identity, isSandbox), isSandbox);
  if ((await ctx.asker.current(confirmation)) !== confirmation.choices[0]) return;
  const proof = await withProgress(workbench, identity, mailbox);
  const { proofReport } = await import('../../calendar/index.ts');
  if (proof.checks.length > 0) await showReadOnly('Calendar Proof', proofReport(proof));
  void tell(proof, isSandbox);
}

function withProgress(
  { ctx, sandbox }: Workbench,
  identity: Extract<Identity, { kind: 'ready' }>,
  mailbox: string,
): Thenable<Proof> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: inSandbox(sandbox.isOn(), l10n.t('Proving the calendar of {mailbox}', { mailbox })),
    cancellable: true,
  };
  return showProgress(options, async (progress, cancellation) => {
    const abort = new AbortController();
    cancellation.onCancellationRequested(() => abort.abort(new Error('Cancelled by the person.')));
    const { checkLines, proveCalendar } = await import('../../calendar/index.ts');
    const { realClock } = await import('../../recipients/index.ts');
    const { baseUrl, token } = identity;
    const work = proveCalendar(
      { baseUrl, token, fetch, clock: realClock },
      {
        mailbox,
        signal: abort.signal,
        onCheck: ({ code }, number, total) => {
          const message = l10n.t('{number} of {total}: {code}', { number, total, code });
          progress.report({ message, increment: 100 / total });
        },
        onResult: (check) => {
          for (const line of checkLines(check)) ctx.log.info(line);
        },
        onClearing: () => progress.report({ message: l10n.t('deleting what was made') }),
      },
    );
    // A window that closes stops it, and waits until what was made is deleted.
    const end = async (): Promise<void> => {
      abort.abort(new Error('The window closes.'));
      await work;
    };
    ctx.endings.add(end);
    return work.finally(() => ctx.endings.delete(end));
  });
}

async function tell(proof: Proof, sandbox: boolean): Promise<void> {
  const { severity, message, webLink } = proofEnding(proof, sandbox);
  const open = l10n.t('Open in Outlook');
  const buttons = webLink === undefined ? [] : [open];
  const pressed = await notify(severity, message, ...buttons);
  if (pressed !== open || webLink === undefined) return;
  // What Graph calls a link is one only if it leads to the web.
  const uri = vscode.Uri.parse(webLink, true);
  if (uri.scheme === 'https') await vscode.env.openExternal(uri);
}
