import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { AnswersReader } from './answers-reader.ts';
import { resultText, runText, shortTime } from './lens-text.ts';

/** What stands above a meeting's metadata: *Preview*, *Query*, and what is under way or came of it last. */
export async function lenses(
  ctx: UiContext,
  document: vscode.TextDocument,
  answersFor: AnswersReader,
): Promise<vscode.CodeLens[]> {
  const uri = document.uri.toString();
  const state = ctx.sessions.find(uri)?.state();
  const answers = await answersFor(uri);
  const now = Date.now();
  const time =
    answers?.answeredAt === undefined ? '' : shortTime(answers.answeredAt, now, vscode.env.language);
  const result =
    (state === undefined ? undefined : runText(state)) ??
    (answers === undefined ? undefined : resultText(answers, time));
  const range = new vscode.Range(firstLine(document), 0, firstLine(document), 0);
  const lens = (title: string, command: string, tooltip: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, tooltip, arguments: [document.uri] });
  return [
    lens(
      l10n.t('Preview'),
      'customerMeetings.previewInvite',
      l10n.t('Shows the invite exactly as it would go out'),
    ),
    lens(l10n.t('Query'), 'customerMeetings.queryRecipients', l10n.t('Asks all customers; sends nothing')),
    ...(result === undefined
      ? []
      : [lens(result, 'customerMeetings.results.focus', l10n.t('Shows the customers and their answers'))]),
  ];
}

/** The line on which the text begins. The text itself need not be read for it. */
function firstLine(document: vscode.TextDocument): number {
  for (let line = 0; line < document.lineCount; line += 1) {
    if (!document.lineAt(line).isEmptyOrWhitespace) return line;
  }
  return 0;
}
