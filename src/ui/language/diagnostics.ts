import * as vscode from 'vscode';
import type { Problem } from '../../metadata/index.ts';

/** Who says it, in the Problems panel. */
export const SOURCE = 'Customer Meetings';

/** Guesses at what was meant: said, but not counted among the warnings. */
const GUESSES = new Set(['KeyMisspelt', 'ValueMisspelt']);

/** Text that does nothing: faded, not underlined, where nothing is wrong with it otherwise. */
const UNNECESSARY = new Set(['CustomerRepeated', 'DuplicateKey']);

/** A problem as the editor shows it. */
export function toDiagnostic(problem: Problem, document: vscode.TextDocument | undefined): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(problem, document), problem.message, severityOf(problem));
  diagnostic.source = SOURCE;
  diagnostic.code = problem.code;
  if (UNNECESSARY.has(problem.code)) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  if (problem.related !== undefined) {
    diagnostic.relatedInformation = problem.related.map(({ file, message, line, column, length }) => {
      const range = new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.file(file), range),
        message,
      );
    });
  }
  return diagnostic;
}

/** Where a problem is; in a file that is not open, and of bytes that are no text, its place is on one line, as JSON's keys and texts are. */
export function rangeOf(problem: Problem, document: vscode.TextDocument | undefined): vscode.Range {
  const { offset, length } = problem.range ?? { offset: 0, length: 0 };
  if (document !== undefined && (problem.range !== undefined || problem.line === undefined)) {
    return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  }
  const start = new vscode.Position((problem.line ?? 1) - 1, (problem.column ?? 1) - 1);
  const range = new vscode.Range(
    start,
    start.translate(0, Math.max(length, problem.range === undefined ? 1 : 0)),
  );
  return document?.validateRange(range) ?? range;
}

function severityOf({ code, severity }: Problem): vscode.DiagnosticSeverity {
  if (GUESSES.has(code)) return vscode.DiagnosticSeverity.Information;
  if (code === 'CustomerRepeated') return vscode.DiagnosticSeverity.Hint;
  return severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
}
