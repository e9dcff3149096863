import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';

const JSON_FILES: vscode.DocumentSelector = [
  { language: 'json', scheme: 'file' },
  { language: 'jsonc', scheme: 'file' },
];

/** From the last key press to the problems, in ms: long enough not to mark half a word. */
const SETTLED_MS = 300;

/**
 * Problems, hover and completion for metadata files among the open JSON documents. What reads them is loaded with the
 * first such document; documents that are no metadata are left alone.
 */
export function registerLanguage(ctx: UiContext): void {
  const shown = vscode.languages.createDiagnosticCollection('customerMeetings');
  const waiting = new Map<string, NodeJS.Timeout>();
  const used = (document: vscode.TextDocument): boolean =>
    ctx.sessions.find(document.uri.toString()) !== undefined;

  const forget = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    shown.delete(document.uri);
  };
  const diagnose = async (document: vscode.TextDocument): Promise<void> => {
    const { diagnose: read } = await import('./problems.ts');
    if (document.isClosed) return;
    shown.set(document.uri, read(document, used(document)));
  };
  const later = (document: vscode.TextDocument, delayMs: number): void => {
    if (vscode.languages.match(JSON_FILES, document) === 0) return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      diagnose(document).catch((error: unknown) => ctx.log.error(String(error)));
    }, delayMs);
    waiting.set(key, timer);
  };
  const all = (): void => {
    for (const document of vscode.workspace.textDocuments) later(document, 0);
  };

  // A file that a command is run on is metadata from then on, whatever else it may look like.
  const known = new Set<string>();
  const unsubscribe = ctx.sessions.onChange(({ current }) => {
    const uri = current?.file.uri;
    if (uri === undefined || known.has(uri)) return;
    known.add(uri);
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.toString() === uri) later(document, 0);
    }
  });

  ctx.extension.subscriptions.push(
    shown,
    { dispose: unsubscribe },
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
    vscode.workspace.onDidOpenTextDocument((document) => later(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => later(document, SETTLED_MS)),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerMeetings.defaultTimeZone')) all();
    }),
    vscode.languages.registerHoverProvider(JSON_FILES, {
      provideHover: async (document, position) =>
        (await import('./help.ts')).hover(document, position, used(document)),
    }),
    vscode.languages.registerCompletionItemProvider(
      JSON_FILES,
      {
        provideCompletionItems: async (document, position) =>
          (await import('./help.ts')).completions(document, position, used(document)),
      },
      '"',
    ),
  );
  all();
}
