import * as vscode from 'vscode';
import { readSettings } from '../environment/settings.ts';
import { schemaFor } from './hovers.ts';
import type { Readings } from './readings.ts';
import { fieldsToWrite, valuesToWrite } from './schema-help.ts';
import { suggestionsAt } from './values-to-write.ts';

/**
 * What can be written at the cursor: customer codes and zones in any metadata; fields and their usual values where the
 * editor's own JSON support does not offer them already.
 */
export async function completions(
  readings: Readings,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const reading = readings.of(document);
  if (reading.kind === 'other') return [];
  const text = document.getText();
  const offset = document.offsetAt(position);
  const suggestions =
    reading.kind === 'metadata'
      ? suggestionsAt(text, offset, {
          config: await readings.configOf(document),
          named: reading.inspection.reading.customerCodes,
          timeZones: timeZonesFor(document),
        })
      : undefined;
  if (suggestions !== undefined) {
    const { items, offset: start, length, inText, kind } = suggestions;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
    return items.map(({ value, detail, rank }) => {
      const label = detail === undefined ? value : { label: value, description: detail };
      const item = new vscode.CompletionItem(
        label,
        kind === 'customer' ? vscode.CompletionItemKind.Reference : vscode.CompletionItemKind.EnumMember,
      );
      item.insertText = inText ? value : JSON.stringify(value);
      // A customer is also found by its name.
      const found = `${value} ${detail ?? ''}`.trim();
      item.filterText = inText ? found : `"${found}"`;
      item.sortText = `${String(rank).padStart(4, '0')} ${value}`;
      item.range = range;
      return item;
    });
  }
  if (reading.help !== 'ours') return [];
  const range = document.getWordRangeAtPosition(position, /"[^"\\\n]*"?/);
  const item = (label: string, kind: vscode.CompletionItemKind, detail?: string): vscode.CompletionItem => {
    const completion = new vscode.CompletionItem(label, kind);
    completion.insertText = JSON.stringify(label);
    completion.filterText = JSON.stringify(label);
    if (range !== undefined) completion.range = range;
    if (detail !== undefined) completion.documentation = new vscode.MarkdownString(detail);
    return completion;
  };
  const schema = schemaFor(reading);
  return [
    ...fieldsToWrite(schema, text, offset).map(({ key, description }) =>
      item(key, vscode.CompletionItemKind.Property, description),
    ),
    ...valuesToWrite(schema, text, offset).map((value) => item(value, vscode.CompletionItemKind.Value)),
  ];
}

/** Every IANA zone, those first that are most likely meant: the default one, the person's own, UTC. */
export function timeZonesFor(document: vscode.TextDocument): readonly string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    ...new Set([
      readSettings(document.uri).defaultTimeZone,
      own,
      'UTC',
      ...Intl.supportedValuesOf('timeZone'),
    ]),
  ];
}
