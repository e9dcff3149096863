import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { createAnswersReader } from './answers-reader.ts';
import { completions } from './completions.ts';
import { hover } from './hovers.ts';
import { lenses } from './lenses.ts';
import { customerDefinition, documentLinks } from './links.ts';
import { createProblemMarks } from './problem-marks.ts';
import { quickFixes } from './quick-fixes.ts';
import { createReadings } from './readings.ts';

/** Everything that helps with an open document of ours; loaded with the first one. */
export interface LanguageDesk {
  /** Reads a document and shows its problems. @returns what it is, `undefined` when it is none of ours */
  readonly update: (document: vscode.TextDocument) => Promise<'metadata' | 'config' | undefined>;
  readonly forget: (document: vscode.TextDocument) => void;
  readonly isConfigInUse: (path: string) => boolean;
  readonly quickFixes: (
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ) => Promise<vscode.CodeAction[]>;
  readonly hover: (
    document: vscode.TextDocument,
    position: vscode.Position,
  ) => Promise<vscode.Hover | undefined>;
  readonly completions: (
    document: vscode.TextDocument,
    position: vscode.Position,
  ) => Promise<vscode.CompletionItem[]>;
  readonly links: (document: vscode.TextDocument) => vscode.DocumentLink[];
  readonly definition: (
    document: vscode.TextDocument,
    position: vscode.Position,
  ) => Promise<vscode.Location | undefined>;
  readonly lenses: (document: vscode.TextDocument) => Promise<vscode.CodeLens[]>;
}

/**
 * @param shown where problems go
 * @param onConfigChange told when a configuration that an open document goes with has changed on the disk
 */
export function createLanguageDesk(
  ctx: UiContext,
  shown: vscode.DiagnosticCollection,
  onConfigChange: () => void,
): LanguageDesk {
  const readings = createReadings(ctx);
  const marks = createProblemMarks(shown, readings);
  const answersFor = createAnswersReader(ctx);
  const watched = new Map<string, vscode.Disposable>();

  /** One watcher for each file that a configuration was looked for in, whether or not it is there yet. */
  const watchConfigs = (): void => {
    for (const path of readings.config.paths()) {
      if (watched.has(path)) continue;
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(dirname(path)), basename(path)),
      );
      const all = vscode.Disposable.from(
        watcher,
        watcher.onDidChange(onConfigChange),
        watcher.onDidCreate(onConfigChange),
        watcher.onDidDelete(onConfigChange),
      );
      watched.set(path, all);
      ctx.extension.subscriptions.push(all);
    }
  };

  return {
    update: async (document) => {
      const isOurs = await marks.update(document);
      watchConfigs();
      const { kind } = readings.of(document);
      return isOurs && kind !== 'other' ? kind : undefined;
    },
    forget: marks.forget,
    isConfigInUse: readings.config.isUsed,
    quickFixes: (document, range, context, token) => quickFixes(readings, document, range, context, token),
    hover: (document, position) => hover(readings, document, position, answersFor),
    completions: (document, position) => completions(readings, document, position),
    links: (document) => documentLinks(readings, document),
    definition: (document, position) => customerDefinition(readings, document, position),
    lenses: (document) => lenses(ctx, document, answersFor),
  };
}
