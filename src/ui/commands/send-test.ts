import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { SendOutcome } from '../../calendar/index.ts';
import { planBlocks } from '../../invite/index.ts';
import { isValidAddress } from '../../recipients/index.ts';
import { endingOf } from '../send/ending.ts';
import { sendTest } from '../send/send-test.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import { query } from './query.ts';
import { deliver, refuse } from './send.ts';
import { offerIdentitySettings, tellEnding } from './send-surfaces.ts';

/**
 * *Send Test to Myself…*: the invite as it would go out, to one address, as an event of its own marked `[TEST]`.
 * @returns the outcome, `undefined` when nothing was tried
 */
export async function sendTestToMyself(
  workbench: Workbench,
  session: Session,
): Promise<SendOutcome | undefined> {
  const { ctx } = workbench;
  if (session.state().phase === 'asking') {
    void notify('info', l10n.t('Answers are still coming in. Send a test when they are all there.'));
    return undefined;
  }
  const outcome = await sendTest(session, {
    ask: (confirmation) => ctx.asker.current(confirmation),
    askAddress: (suggestion) => ctx.prompter.current(addressPrompt(suggestion)),
    showPreview: () => workbench.panels.show(session),
    query: () => query(workbench, session, { quiet: true }),
    identity: (organizer) =>
      workbench.signIn.identity({ organizer, interactive: true, scope: vscode.Uri.parse(session.file.uri) }),
    refuse: (message) => void refuse(workbench, message),
    offerIdentitySettings: () => void offerIdentitySettings(),
    blocks: (plan) => planBlocks(plan).find(({ code }) => code !== 'PartialNotAccepted')?.message,
    testPlan: async (plan, address) => (await import('../../calendar/index.ts')).testPlan(plan, address),
    deliver: (request) => deliver(workbench, session, request),
  });
  if (outcome === undefined) return undefined;
  const ending = endingOf(outcome, session.state().sandbox);
  // *Cancel Meeting…* is about the meeting itself: a test is deleted in Outlook.
  if (ending !== undefined) void tellEnding(workbench, session, { ...ending, canCancel: false });
  return outcome;
}

function addressPrompt(suggestion: string): vscode.InputBoxOptions {
  return {
    title: l10n.t('Send Test to Myself'),
    prompt: l10n.t('The one address that the test goes to. No customer is invited.'),
    value: suggestion,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isValidAddress(text) ? undefined : l10n.t('One mail address, such as name@example.com.'),
  };
}
