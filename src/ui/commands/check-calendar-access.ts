import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { showProgress } from '../messages.ts';
import { isValidAddress } from '../../recipients/index.ts';
import { loadConfigFile, onlyConfigFile } from '../access/config-file.ts';
import { describeRun } from '../environment/run-request.ts';
import { readSettings } from '../environment/settings.ts';
import { uriOf, meetingFile } from '../files/meeting-file.ts';
import { readMeetingOnFile } from '../files/meeting-on-file.ts';
import { readTextFile } from '../files/text.ts';
import { ACCESS_CHOICES, accessReport } from '../send/access-report.ts';
import { achieve } from '../walkthrough.ts';
import type { Workbench } from '../workbench.ts';
import { openIdentitySettings } from './send-surfaces.ts';

/**
 * *Check Calendar Access*: whether a meeting could be sent, step by step: app, sign-in and consent, mailbox,
 * permission. Signs in if need be; reads only.
 * @param argument a file or node, to check for its meeting's organizer
 */
export async function checkCalendarAccess(workbench: Workbench, argument: unknown): Promise<void> {
  const { ctx, signIn, sandbox } = workbench;
  const organizer = await organizerToCheck(workbench, argument, l10n.t('Check Calendar Access'));
  if (organizer === undefined) return;
  const identity = await signIn.identity({ organizer, interactive: true, scope: undefined });
  const steps =
    identity.kind !== 'ready'
      ? []
      : await showProgress(
          {
            location: vscode.ProgressLocation.Notification,
            title: l10n.t('Checking the calendar of {organizer}', { organizer }),
            cancellable: true,
          },
          async (_, cancellation) => {
            const abort = new AbortController();
            cancellation.onCancellationRequested(() => abort.abort());
            const calendar = await import('../../calendar/index.ts');
            const found = await calendar.checkCalendarAccess({
              ...identity,
              organizer,
              fetch,
              signal: abort.signal,
            });
            return abort.signal.aborted ? undefined : found;
          },
        );
  if (steps === undefined) return;
  for (const { step, status } of steps) ctx.log.info(`🔎 Calendar access: ${step} ${status}`);
  if (identity.kind === 'ready' && steps.every(({ status }) => status === 'ok') && !sandbox.isOn())
    achieve(ctx, 'calendarChecked');
  const pressed = await ctx.asker.current(accessReport(identity, organizer, steps, sandbox.isOn()));
  if (pressed === ACCESS_CHOICES.settings) await openIdentitySettings();
  if (pressed === ACCESS_CHOICES.guide) await openGuide(ctx.extension.extensionUri);
}

/**
 * Whose calendar: the clicked file's, the shown meeting's, the settings', else the person says; what config.json names is
 * suggested.
 * @param title of the box that asks
 */
export async function organizerToCheck(
  workbench: Workbench,
  argument: unknown,
  title: string,
): Promise<string | undefined> {
  const { ctx } = workbench;
  const clicked = uriOf(argument);
  const session = ctx.sessions.current();
  const file = clicked === undefined ? session?.file : meetingFile(clicked);
  if (file !== undefined) {
    const found = await readMeetingOnFile(await describeRun(file), readTextFile, Date.now());
    if (found.kind === 'meeting') return found.meeting.organizer;
  }
  const { senderEmail } = readSettings(clicked);
  if (isValidAddress(senderEmail)) return senderEmail;
  const typed = await ctx.prompter.current({
    title,
    prompt: l10n.t('The mailbox that invites.'),
    value: (await configuredOrganizer(file?.uri)) ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      isValidAddress(text) ? undefined : l10n.t('One mail address, such as name@example.com.'),
  });
  return typed?.trim();
}

/** The mailbox that config.json names, to begin with: who checks may mean another. */
async function configuredOrganizer(near: string | undefined): Promise<string | undefined> {
  const configFile = (await onlyConfigFile(near === undefined ? undefined : vscode.Uri.parse(near)))?.fsPath;
  if (configFile === undefined) return undefined;
  const load = await loadConfigFile(readTextFile, configFile);
  return load.kind === 'loaded' ? load.config.meetingOrganizer : undefined;
}

/** The guide as it ships, in VS Code's Markdown preview. */
export async function openGuide(extension: vscode.Uri): Promise<void> {
  const guide = vscode.Uri.joinPath(extension, 'docs', 'microsoft-graph.md');
  await vscode.commands.executeCommand('markdown.showPreview', guide);
}
