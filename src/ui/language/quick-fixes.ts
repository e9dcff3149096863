import * as vscode from 'vscode';
import { fixesFor, FIXABLE, provenFixes, type Problem } from '../../metadata/index.ts';
import { metadataProblems, readDocument } from './document-reading.ts';
import { rangeOf } from './diagnostics.ts';
import { fixTitle } from './fix-title.ts';
import type { Readings } from './readings.ts';

/** A person looks at one place at a time; nobody wants to choose among more. */
const MOST_PROBLEMS = 10;

/**
 * What can be done about the problems at a place. Each fix is tried out on the text before it is offered: it removes its
 * problem, and the preferred one adds none.
 */
export async function quickFixes(
  readings: Readings,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction[]> {
  const reading = readings.of(document);
  if (reading.kind !== 'metadata') return [];
  const config = await readings.configOf(document);
  const { version } = document;
  const problems = metadataProblems(reading, config);
  const here = problems
    .filter(({ code }) => FIXABLE.has(code))
    .filter((problem) => rangeOf(problem, document).intersection(range) !== undefined)
    .slice(0, MOST_PROBLEMS);
  const { document: read, options } = reading.inspection;
  const again = (text: string): readonly Problem[] => {
    const after = readDocument(
      text,
      { path: document.uri.fsPath, used: true, named: true },
      options,
      undefined,
    );
    return after.kind === 'metadata' ? metadataProblems(after, config) : NO_METADATA;
  };
  const actions: vscode.CodeAction[] = [];
  for (const problem of here) {
    if (token.isCancellationRequested || document.version !== version) return [];
    const fixes = provenFixes(read.text, problem, problems, fixesFor(reading.inspection, problem), again);
    for (const fix of fixes) {
      const action = new vscode.CodeAction(fixTitle(fix), vscode.CodeActionKind.QuickFix);
      action.isPreferred = fix.preferred;
      action.diagnostics = diagnosticsAt(context, rangeOf(problem, document), problem.code);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(
        document.uri,
        fix.edits.map(({ offset, length, text }) =>
          vscode.TextEdit.replace(
            new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
            text,
          ),
        ),
      );
      actions.push(action);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return actions;
}

/** A text that is no metadata any more has more problems than before, whatever they are. */
const NO_METADATA: readonly Problem[] = [{ severity: 'error', code: 'NotMetadata', message: '', path: '' }];

/** Ours by its code; what the editor's own JSON support marks, by its place. */
function diagnosticsAt(
  { diagnostics }: vscode.CodeActionContext,
  range: vscode.Range,
  code: string,
): vscode.Diagnostic[] {
  const there = diagnostics.filter((diagnostic) => diagnostic.range.intersection(range) !== undefined);
  const ours = there.filter((diagnostic) => diagnostic.code === code);
  return ours.length > 0 ? ours : there.filter(({ source }) => source === 'json');
}
