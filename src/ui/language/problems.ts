import * as vscode from 'vscode';
import { readMetadata, type Problem } from '../../metadata/index.ts';
import { readSettings } from '../environment/settings.ts';
import { helpWith } from './marked.ts';

/**
 * A document's problems as the editor shows them; empty for one that is no metadata. Broken JSON is left to the editor's
 * own JSON support, which marks it while it is typed.
 * @param used whether a command was run on the file
 */
export function diagnose(document: vscode.TextDocument, used: boolean): readonly vscode.Diagnostic[] {
  const text = document.getText();
  const help = helpWith(document.uri.fsPath, text, used);
  if (help === 'none') return [];
  const reading = readMetadata(text, {
    file: document.uri.fsPath,
    defaultTimeZone: readSettings(document.uri).defaultTimeZone,
    nowEpochMs: Date.now(),
  });
  return reading.problems
    .filter(({ code }) => !isEditors(code, help))
    .map((problem) => toDiagnostic(document, problem));
}

/** What the editor's own JSON support says already, so that nothing is marked twice. */
function isEditors(code: string, help: string): boolean {
  if (['JsonSyntax', 'EmptyFile', 'JsonComment', 'TrailingComma'].includes(code)) return true;
  return help !== 'ours' && code === 'WrongType';
}

function toDiagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const { offset, length } = problem.range ?? { offset: 0, length: 0 };
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const severity =
    problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, problem.message, severity);
  diagnostic.source = 'Customer Meetings';
  diagnostic.code = problem.code;
  return diagnostic;
}
