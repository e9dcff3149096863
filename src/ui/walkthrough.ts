import * as vscode from 'vscode';
import type { UiContext } from './context.ts';
import { isSampleWindow } from './environment/sample-window.ts';

/** What completes a step of the walkthrough: something that really went well, not a press. */
const ACHIEVEMENTS = ['sampleQueried', 'accessChecked', 'calendarChecked', 'meetingOpened'] as const;

export type Achievement = (typeof ACHIEVEMENTS)[number];

const keyOf = (achievement: Achievement): string => `customerMeetings.achieved.${achievement}`;

/**
 * Marks a step of the walkthrough as done, for good: what was achieved once stays achieved in every window.
 * The context keys are named in package.json (`completionEvents`).
 */
export function achieve(
  { extension, log }: Pick<UiContext, 'extension' | 'log'>,
  achievement: Achievement,
): void {
  const key = keyOf(achievement);
  void vscode.commands.executeCommand('setContext', key, true);
  if (extension.globalState.get(key) === true) return;
  extension.globalState.update(key, true).then(undefined, (error: unknown) => log.warn(String(error)));
}

/** Sets the context keys of what earlier windows achieved, and follows what the sessions achieve in this one. */
export function followAchievements(ctx: UiContext): void {
  for (const achievement of ACHIEVEMENTS)
    if (ctx.extension.globalState.get(keyOf(achievement)) === true) achieve(ctx, achievement);
  const stop = ctx.sessions.onChange(({ state }) => {
    if (state?.phase !== 'planned' && state?.phase !== 'sent') return;
    if (state.sandbox) achieve(ctx, 'sampleQueried');
    else achieve(ctx, 'meetingOpened');
    if (state.phase === 'sent' && !state.sandbox) achieve(ctx, 'calendarChecked');
  });
  ctx.extension.subscriptions.push({ dispose: stop });
  if (ctx.extension.globalState.get(keyOf('meetingOpened')) !== true) watchEditors(ctx);
}

/** Until the person has opened a metadata file of their own; then nothing is looked at any more. */
function watchEditors(ctx: UiContext): void {
  const look = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    const document = editor?.document;
    if (document?.languageId !== 'json' || document.uri.scheme !== 'file') return;
    if (!vscode.workspace.isTrusted || isSampleWindow(ctx.extension)) return;
    const { looksLikeMetadata } = await import('../metadata/index.ts');
    if (!looksLikeMetadata(document.getText()).yes) return;
    watching.dispose();
    achieve(ctx, 'meetingOpened');
  };
  const watching = vscode.window.onDidChangeActiveTextEditor((editor) => {
    look(editor).catch((error: unknown) => ctx.log.warn(String(error)));
  });
  ctx.extension.subscriptions.push(watching);
}
