import * as vscode from 'vscode';
import { configSchema } from '../../customers/index.ts';
import { metadataSchema, type JsonSchema, type Mention } from '../../metadata/index.ts';
import { whenIn } from '../files/when.ts';
import type { DocumentReading } from './document-reading.ts';
import { customerHover, timeHover, zoneHover, type HoverSurroundings, type HoverText } from './hover-text.ts';
import type { LastAnswers } from './last-answers.ts';
import type { Readings } from './readings.ts';
import { describeField } from './schema-help.ts';

let metadata: JsonSchema | undefined;
let config: JsonSchema | undefined;

/** The schema that says what a document's fields are for. */
export function schemaFor({ kind }: Exclude<DocumentReading, { kind: 'other' }>): JsonSchema {
  return kind === 'metadata' ? (metadata ??= metadataSchema()) : (config ??= configSchema());
}

/**
 * What stands under the pointer: a customer, a moment, a zone, and what the field is for (unless the editor's own JSON
 * support says that already). Asks nobody.
 * @param answersFor the last answers that a file's customers gave
 */
export async function hover(
  readings: Readings,
  document: vscode.TextDocument,
  position: vscode.Position,
  answersFor: (uri: string) => Promise<LastAnswers | undefined>,
): Promise<vscode.Hover | undefined> {
  const reading = readings.of(document);
  if (reading.kind === 'other') return undefined;
  const offset = document.offsetAt(position);
  const mention = reading.kind === 'metadata' ? mentionAt(reading.mentions(), offset) : undefined;
  const parts: vscode.MarkdownString[] = [];
  if (mention !== undefined && reading.kind === 'metadata') {
    const [load, answers] = await Promise.all([
      readings.configOf(document),
      answersFor(document.uri.toString()),
    ]);
    const text = textFor(mention, reading.inspection.reading.meeting?.start.epochMs, {
      config: load,
      answers,
      when: whenIn(vscode.env.language),
      ownZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      nowEpochMs: Date.now(),
    });
    parts.push(markdown(text));
  }
  if (reading.help === 'ours') {
    const field = describeField(schemaFor(reading), document.getText(), offset);
    if (field !== undefined) parts.push(new vscode.MarkdownString(field.description));
  }
  if (parts.length === 0) return undefined;
  if (mention === undefined) return new vscode.Hover(parts);
  const { offset: start, length } = mention.range;
  return new vscode.Hover(
    parts,
    new vscode.Range(document.positionAt(start), document.positionAt(start + length)),
  );
}

function textFor(
  mention: Mention,
  meetingEpochMs: number | undefined,
  surroundings: HoverSurroundings,
): HoverText {
  switch (mention.kind) {
    case 'customer':
      return customerHover(mention.customerCode, surroundings);
    case 'time':
      return timeHover(mention, surroundings);
    case 'timeZone':
      return zoneHover(mention, meetingEpochMs, surroundings);
  }
}

/** What is named at an offset. */
export function mentionAt(mentions: readonly Mention[], offset: number): Mention | undefined {
  return mentions.find(({ range }) => offset >= range.offset && offset <= range.offset + range.length);
}

/** Plain texts, with the heading in bold; whatever a file or an answer says stays text. */
function markdown([heading, ...lines]: HoverText): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(heading).appendMarkdown('**');
  for (const line of lines) text.appendMarkdown('\n\n').appendText(line);
  return text;
}
