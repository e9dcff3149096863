import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { atMostEvery } from '../session/listeners.ts';
import type { LanguageDesk } from './desk.ts';
import { registerSettingsHelp } from './settings-help.ts';
import { mayBeMetadata, mayBeOurs } from './sniff.ts';

const JSON_FILES: vscode.DocumentSelector = [
  { language: 'json', scheme: 'file' },
  { language: 'jsonc', scheme: 'file' },
];

/** From the last key press to the problems, in ms: long enough not to mark half a word. */
const SETTLED_MS = 300;
const LENS_MS = 500;

/** Files of these names say what they are; see `jsonValidation` in package.json. */
const OWN_NAME = /\.(meeting|meetings-config)\.json$/i;

/**
 * Problems with fixes, lenses, hover, completion and links for metadata and its configuration among the open JSON
 * documents. What reads them is loaded with the first document that may be one; all others are left alone after a look
 * for a word. In a workspace that is not trusted there are problems and their fixes only.
 */
export function registerLanguage(ctx: UiContext): void {
  const shown = vscode.languages.createDiagnosticCollection('customerMeetings');
  const lensChange = new vscode.EventEmitter<void>();
  const lensesChanged = atMostEvery(LENS_MS, () => lensChange.fire());
  const waiting = new Map<string, NodeJS.Timeout>();
  /** Open documents that were read and are ours, by URI. */
  const ours = new Map<string, 'metadata' | 'config'>();
  let desk: Promise<LanguageDesk> | undefined;
  const open = (): Promise<LanguageDesk> =>
    (desk ??= import('./desk.ts').then(({ createLanguageDesk }) =>
      createLanguageDesk(ctx, shown, updateMetadata),
    ));

  const mayBe = (document: vscode.TextDocument): boolean => {
    if (vscode.languages.match(JSON_FILES, document) === 0) return false;
    const key = document.uri.toString();
    if (ours.has(key) || OWN_NAME.test(document.uri.path)) return true;
    const text = document.getText();
    return mayBeOurs(text) || (ctx.sessions.find(key) !== undefined && mayBeMetadata(text));
  };
  const update = async (document: vscode.TextDocument): Promise<void> => {
    if (document.isClosed || !mayBe(document)) return;
    const loaded = await open();
    const kind = await loaded.update(document);
    const key = document.uri.toString();
    if (!vscode.workspace.textDocuments.includes(document)) return; // closed meanwhile
    if (kind !== ours.get(key)) lensesChanged.call();
    if (kind === undefined) ours.delete(key);
    else ours.set(key, kind);
    if (loaded.isConfigInUse(document.uri.fsPath)) updateMetadata();
  };
  const later = (document: vscode.TextDocument, delayMs: number): void => {
    if (vscode.languages.match(JSON_FILES, document) === 0) return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    const timer = setTimeout(() => {
      waiting.delete(key);
      update(document).catch((error: unknown) => ctx.log.error(String(error)));
    }, delayMs);
    waiting.set(key, timer);
  };
  function updateMetadata(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (ours.get(document.uri.toString()) === 'metadata') later(document, SETTLED_MS);
    }
  }
  const all = (): void => {
    for (const document of vscode.workspace.textDocuments) later(document, 0);
  };
  const forget = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    ours.delete(key);
    shown.delete(document.uri);
    void desk?.then((loaded) => loaded.forget(document));
  };

  // A file that a command is run on is metadata from then on, whatever else it may look like.
  const used = new Set<string>();
  const unsubscribe = ctx.sessions.onChange(({ current }) => {
    lensesChanged.call();
    const uri = current?.file.uri;
    if (uri === undefined || used.has(uri)) return;
    used.add(uri);
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.toString() === uri) later(document, 0);
    }
  });

  /** Asks the desk about a document of ours in a trusted workspace; anything else costs nothing. */
  const ifOurs = async <T>(
    document: vscode.TextDocument,
    ask: (desk: LanguageDesk) => T | Promise<T>,
  ): Promise<T | undefined> =>
    vscode.workspace.isTrusted && mayBe(document) ? ask(await open()) : undefined;

  registerSettingsHelp(ctx);
  ctx.extension.subscriptions.push(
    shown,
    lensChange,
    { dispose: unsubscribe },
    { dispose: lensesChanged.dispose },
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
    vscode.workspace.onDidOpenTextDocument((document) => later(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) later(document, SETTLED_MS);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidGrantWorkspaceTrust(lensesChanged.call),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const reads = ['defaultTimeZone', 'configFile', 'files'];
      if (reads.some((key) => change.affectsConfiguration(`customerMeetings.${key}`))) all();
      if (change.affectsConfiguration('customerMeetings.codeLens')) lensesChanged.call();
    }),
    vscode.languages.registerCodeActionsProvider(
      JSON_FILES,
      {
        provideCodeActions: async (document, range, context, token) =>
          mayBe(document) ? (await open()).quickFixes(document, range, context, token) : [],
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerCodeLensProvider(JSON_FILES, {
      onDidChangeCodeLenses: lensChange.event,
      provideCodeLenses: async (document) => {
        if (ours.get(document.uri.toString()) !== 'metadata' || !isLensOn(document)) return [];
        return ifOurs(document, (loaded) => loaded.lenses(document));
      },
    }),
    vscode.languages.registerHoverProvider(JSON_FILES, {
      provideHover: (document, position) => ifOurs(document, (loaded) => loaded.hover(document, position)),
    }),
    vscode.languages.registerDefinitionProvider(JSON_FILES, {
      provideDefinition: (document, position) =>
        ifOurs(document, (loaded) => loaded.definition(document, position)),
    }),
    vscode.languages.registerDocumentLinkProvider(JSON_FILES, {
      provideDocumentLinks: (document) => ifOurs(document, (loaded) => loaded.links(document)),
    }),
    vscode.languages.registerCompletionItemProvider(
      JSON_FILES,
      {
        provideCompletionItems: (document, position) =>
          ifOurs(document, (loaded) => loaded.completions(document, position)),
      },
      '"',
      ',',
      ' ',
    ),
  );
  all();
}

function isLensOn({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('customerMeetings', uri).get<boolean>('codeLens') !== false;
}
