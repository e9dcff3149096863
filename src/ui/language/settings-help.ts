import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';

const SETTINGS: vscode.DocumentSelector = [
  { language: 'jsonc', pattern: '**/settings.json' },
  { language: 'jsonc', pattern: '**/*.code-workspace' },
];

/** Completes values of our own settings in the editor's settings files: topics that were asked for, and time zones. */
export function registerSettingsHelp(ctx: UiContext): void {
  ctx.extension.subscriptions.push(
    vscode.languages.registerCompletionItemProvider(
      SETTINGS,
      {
        provideCompletionItems: async (document, position) =>
          vscode.workspace.isTrusted && document.getText().includes('customerMeetings.')
            ? (await import('./settings-values.ts')).settingsValues(ctx, document, position)
            : [],
      },
      '"',
    ),
  );
}
