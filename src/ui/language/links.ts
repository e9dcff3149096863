import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Mention } from '../../metadata/index.ts';
import { mentionAt } from './hovers.ts';
import { linksIn } from './link-places.ts';
import type { Readings } from './readings.ts';

/** The web addresses that a metadata file gives its meeting, its tickets and its attachments, with what they lead to. */
export function documentLinks(readings: Readings, document: vscode.TextDocument): vscode.DocumentLink[] {
  const reading = readings.of(document);
  const root = reading.kind === 'metadata' ? reading.inspection.document.root : undefined;
  if (root === undefined) return [];
  return linksIn(root).map(({ url, kind, offset, length }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const link = new vscode.DocumentLink(range, vscode.Uri.parse(url, true));
    link.tooltip = TOOLTIPS[kind]();
    return link;
  });
}

const TOOLTIPS = {
  meeting: () => l10n.t('Join the online meeting'),
  ticket: () => l10n.t('Open the ticket'),
  attachment: () => l10n.t('Open the attachment'),
} as const;

/** From a customer's code to its entry in config.json. */
export async function customerDefinition(
  readings: Readings,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location | undefined> {
  const reading = readings.of(document);
  if (reading.kind !== 'metadata') return undefined;
  const mention: Mention | undefined = mentionAt(reading.mentions(), document.offsetAt(position));
  const config = mention?.kind === 'customer' ? await readings.configOf(document) : undefined;
  if (mention?.kind !== 'customer' || config?.kind !== 'loaded') return undefined;
  const place = config.entries?.places.get(mention.customerCode);
  if (place === undefined) return undefined;
  const { line, column, length } = place;
  const range = new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);
  return new vscode.Location(vscode.Uri.file(config.file), range);
}
