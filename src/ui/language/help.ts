import * as vscode from 'vscode';
import { metadataSchema, type JsonSchema } from '../../metadata/index.ts';
import { helpWith } from './marked.ts';
import { describeField, fieldsToWrite, valuesToWrite } from './schema-help.ts';

let known: JsonSchema | undefined;
const schema = (): JsonSchema => (known ??= metadataSchema());

/** Whether the schema's help is for us to give: not where VS Code's own JSON support has the schema already. */
function isOurs(document: vscode.TextDocument, used: boolean): boolean {
  return helpWith(document.uri.fsPath, document.getText(), used) === 'ours';
}

/** What the field under the pointer is for. */
export function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
  used: boolean,
): vscode.Hover | undefined {
  if (!isOurs(document, used)) return undefined;
  const help = describeField(schema(), document.getText(), document.offsetAt(position));
  return help && new vscode.Hover(new vscode.MarkdownString(help.description));
}

/** Fields that the object at the cursor does not have yet, or values that its field usually has. */
export function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
  used: boolean,
): vscode.CompletionItem[] {
  if (!isOurs(document, used)) return [];
  const text = document.getText();
  const offset = document.offsetAt(position);
  const range = stringAt(document, position);
  const item = (label: string, kind: vscode.CompletionItemKind, detail?: string): vscode.CompletionItem => {
    const completion = new vscode.CompletionItem(label, kind);
    completion.insertText = JSON.stringify(label);
    completion.filterText = JSON.stringify(label);
    if (range !== undefined) completion.range = range;
    if (detail !== undefined) completion.documentation = new vscode.MarkdownString(detail);
    return completion;
  };
  return [
    ...fieldsToWrite(schema(), text, offset).map(({ key, description }) =>
      item(key, vscode.CompletionItemKind.Property, description),
    ),
    ...valuesToWrite(schema(), text, offset).map((value) => item(value, vscode.CompletionItemKind.Value)),
  ];
}

/** The quoted text the cursor stands in, quotes included, which a completion replaces. */
function stringAt(document: vscode.TextDocument, position: vscode.Position): vscode.Range | undefined {
  return document.getWordRangeAtPosition(position, /"[^"\\\n]*"?/);
}
