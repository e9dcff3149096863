import type { Node } from 'jsonc-parser';
import type { JsonDocument } from './json-document.ts';
import { kindOf, locate } from './json-tree.ts';
import type { NamedInFile } from './meeting.ts';
import type { Problem } from './problem.ts';
import { textPieces, type TextPiece } from './text-pieces.ts';

/** The customers a document names by their friendly names, and the entries that are no names. */
export interface CustomerNamesReading {
  /** Trimmed, each once whatever its case, in the file's order. */
  readonly names: readonly NamedInFile[];
  readonly problems: readonly Problem[];
}

const ONE_NAME = ['customerName', 'customer_name', 'customer'];
const KEYS = ['customerNames', 'customerName', 'customer_names', 'customer_name'];

/** Where names stand, first to last: the first place that has any is the one that counts, as with codes. */
const PLACES: readonly (readonly string[])[] = [
  ...['changeMetadata', 'change_metadata'].flatMap((container) => KEYS.map((key) => [container, key])),
  ...KEYS.map((key) => [key]),
  ...[...KEYS, 'customer'].map((key) => ['emailNotification', key]),
];

/**
 * The friendly customer names a document gives, with their places: a list, one name, or a text with commas between several
 * (a name that holds a comma itself has to stand in a list). Names do not say whom to ask: whoever knows the configuration
 * looks their codes up. An entry that is no text is the error `CustomerNameInvalid` at its place.
 */
export function readCustomerNames(document: JsonDocument): CustomerNamesReading {
  const { root } = document;
  for (const path of root === undefined ? [] : PLACES) {
    const place = root === undefined ? undefined : locate(root, path);
    if (place?.complete !== true || place.node.type === 'null') continue;
    const reading = readPlace(document, place.node, path);
    if (reading.names.length > 0 || reading.problems.length > 0) return reading;
  }
  return { names: [], problems: [] };
}

function readPlace(document: JsonDocument, node: Node, path: readonly string[]): CustomerNamesReading {
  const names = new Map<string, NamedInFile>();
  const problems: Problem[] = [];
  const add = (entry: Node, at: readonly (string | number)[], pieces: readonly TextPiece[]): void => {
    if (entry.type !== 'string') {
      const message = `A customer's name is a text in double quotes, but this is ${kindOf(entry)}.`;
      problems.push(document.problemAt(at, 'error', 'CustomerNameInvalid', message));
    }
    for (const piece of pieces) {
      const name = piece.text.trim().replace(/\s+/g, ' ');
      if (name !== '' && !names.has(name.toLowerCase()))
        names.set(name.toLowerCase(), namedAt(document, name, at, piece));
    }
  };
  if (node.type === 'array') {
    for (const [index, entry] of (node.children ?? []).entries())
      add(entry, [...path, index], entry.type === 'string' ? [{ text: String(entry.value) }] : []);
  } else {
    const one = ONE_NAME.includes(path.at(-1) ?? '');
    if (node.type !== 'string') add(node, path, []);
    else add(node, path, one ? [{ text: String(node.value) }] : textPieces(document, node));
  }
  return { names: [...names.values()], problems };
}

function namedAt(
  document: JsonDocument,
  name: string,
  at: readonly (string | number)[],
  piece: TextPiece,
): NamedInFile {
  const { path, file, range, line, column } = document.problemAt(at, 'error', '', '', piece.range);
  return {
    name,
    path,
    ...(file === undefined ? {} : { file }),
    ...(range === undefined ? {} : { range }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}
