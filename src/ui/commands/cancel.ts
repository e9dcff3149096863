import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { CancelOptions, CancelOutcome, SoughtMeeting } from '../../calendar/index.ts';
import { describeRun } from '../environment/run-request.ts';
import { readMeetingOnFile } from '../files/meeting-on-file.ts';
import { readTextFile } from '../files/text.ts';
import { cancelEndingOf } from '../send/ending.ts';
import { cancelMeetingOfFile, type CancelRequest } from '../send/cancel-meeting.ts';
import { openCalendar, type OpenCalendar } from '../send/open-calendar.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import { offerIdentitySettings, tellEnding, whenOf, withStop } from './send-surfaces.ts';

/**
 * *Cancel Meeting…*: finds the file's meeting on the calendar, says who will be told, cancels it after a modal yes.
 * @returns the outcome, `undefined` when nothing was tried
 */
export async function cancelMeeting(
  workbench: Workbench,
  session: Session,
): Promise<CancelOutcome | undefined> {
  const { ctx, sandbox } = workbench;
  if (session.state().phase === 'sending') {
    void notify('info', l10n.t('It is being sent right now.'));
    return undefined;
  }
  const isSandbox = sandbox.isOn();
  const request = await describeRun(session.file);
  const found = await readMeetingOnFile(request, readTextFile, Date.now());

  const options = (
    { answer }: CancelRequest,
    { journal }: OpenCalendar,
    signal: AbortSignal,
  ): CancelOptions => ({ forceUpdate: false, answer, signal, journal });

  const outcome = await cancelMeetingOfFile({
    sandbox: isSandbox,
    ask: (confirmation) => ctx.asker.current(confirmation),
    askComment: (subject) => ctx.prompter.current(commentPrompt(subject)),
    meeting: () => Promise.resolve(found),
    identity: (organizer) =>
      workbench.signIn.identity({ organizer, interactive: true, scope: vscode.Uri.parse(session.file.uri) }),
    refuse: (message) => void notify('error', l10n.t('Nothing was cancelled. {error}', { error: message })),
    offerIdentitySettings: () => void offerIdentitySettings(l10n.t('Nothing was cancelled.')),
    formatWhen: whenOf,
    look: (asked) =>
      withStop(
        l10n.t('Looking for “{subject}” on the calendar', { subject: asked.meeting.subject }),
        isSandbox,
        async (signal, onEvent) => {
          const { CalendarFailure, lookToCancel } = await import('../../calendar/index.ts');
          const opened = await openCalendar(ctx, asked, isSandbox, onEvent);
          try {
            return await lookToCancel(asked.meeting, opened.calendar, options(asked, opened, signal));
          } catch (error) {
            if (signal.aborted) return { kind: 'aborted', events: [] };
            if (!(error instanceof CalendarFailure)) throw error;
            return { kind: 'refused', error: error.error, events: [] };
          }
        },
      ),
    cancel: async ({ comment, ...asked }) => {
      const ended = await session.cancelling(() =>
        withStop(
          l10n.t('Cancelling “{subject}”', { subject: asked.meeting.subject }),
          isSandbox,
          async (signal, onEvent) => {
            const calendars = await import('../../calendar/index.ts');
            const opened = await openCalendar(ctx, asked, isSandbox, onEvent);
            return calendars.cancelMeeting(asked.meeting, opened.calendar, {
              ...options(asked, opened, signal),
              ...(comment !== '' && { comment }),
            });
          },
        ),
      );
      return ended ?? { kind: 'aborted', events: [] };
    },
  });
  if (outcome === undefined) return undefined;
  const ending = cancelEndingOf(outcome, isSandbox);
  if (ending !== undefined) void tellEnding(workbench, session, ending);
  else if (outcome.kind === 'question' && !outcome.question.canProceed)
    void notify('warning', l10n.t('Nothing was cancelled. {error}', { error: outcome.question.message }));
  if (found.kind === 'meeting') await recordCancel(workbench, session, found.meeting, outcome);
  return outcome;
}

async function recordCancel(
  { ctx }: Workbench,
  session: Session,
  meeting: SoughtMeeting,
  outcome: CancelOutcome,
): Promise<void> {
  const { confirmedCancel } = await import('../../calendar/index.ts');
  const { writeBack } = await import('../write-back/write-back.ts');
  await writeBack(ctx, session, meeting, confirmedCancel(outcome, meeting));
}

function commentPrompt(subject: string): vscode.InputBoxOptions {
  return {
    title: l10n.t('Cancel “{subject}”', { subject }),
    prompt: l10n.t(
      'A message to everybody on the meeting (may be empty). You are asked once more before anything happens.',
    ),
    placeHolder: l10n.t('The change was called off.'),
    ignoreFocusOut: true,
  };
}
