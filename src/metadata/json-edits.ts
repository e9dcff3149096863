import { modify, type Node } from 'jsonc-parser';
import type { JsonDocument } from './json-document.ts';
import { findProperty, locate } from './json-tree.ts';

/** One replacement in a text: offset and length in UTF-16 units of the text before all edits. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after edits that do not overlap, in whatever order they are given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, edit) => result.slice(0, edit.offset) + edit.text + result.slice(edit.offset + edit.length),
      text,
    );
}

/** Puts another value in a node's place. */
export function replaceNode(node: Node, value: unknown): TextEdit {
  return { offset: node.offset, length: node.length, text: JSON.stringify(value) };
}

/**
 * Takes a property out of its object or an entry out of its list, with the comma that it leaves over and, where it had a
 * line to itself, the line.
 * @param child a child node of an object (a property) or of an array
 */
export function removeChild(text: string, child: Node): TextEdit | undefined {
  const siblings = child.parent?.children ?? [];
  const index = siblings.indexOf(child);
  if (index < 0) return undefined;
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  const end = child.offset + child.length;
  // Up to the next one's beginning, or back to the end of the one before: what lies between is the comma and blanks.
  if (after !== undefined && isComma(text.slice(end, after.offset))) {
    return { offset: child.offset, length: after.offset - child.offset, text: '' };
  }
  const beforeEnd = before === undefined ? undefined : before.offset + before.length;
  if (beforeEnd !== undefined && isComma(text.slice(beforeEnd, child.offset))) {
    return { offset: beforeEnd, length: end - beforeEnd, text: '' };
  }
  if (before !== undefined || after !== undefined) return undefined; // a comment stands there: a person's to place
  const trailing = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  return { offset: child.offset, length: child.length + trailing, text: '' };
}

const isComma = (between: string): boolean => between.trim() === ',';

/**
 * Writes a text at a path: in the place of the value there, else as a new property, formatted as the file is. Keys match
 * without regard to case. `undefined` where something on the way is neither an object nor missing.
 */
export function setText(
  document: JsonDocument,
  path: readonly string[],
  value: string,
): readonly TextEdit[] | undefined {
  if (document.root === undefined) return undefined;
  const place = locate(document.root, path);
  if (place.complete) {
    return ['string', 'null'].includes(place.node.type) ? [replaceNode(place.node, value)] : undefined;
  }
  const exact: string[] = [];
  let node: Node | undefined = document.root;
  for (const key of path.slice(0, -1)) {
    const property = findProperty(node, key);
    if (node !== undefined && node.type !== 'object') return undefined;
    exact.push(property?.key ?? key);
    node = property?.valueNode;
  }
  if (node !== undefined && node.type !== 'object') return undefined;
  exact.push(path.at(-1) ?? '');
  const edits = modify(document.text.replace(/^\uFEFF/, ' '), exact, value, {
    formattingOptions: formattingOf(document.text),
  });
  return edits.map(({ offset, length, content }) => ({ offset, length, text: content }));
}

/** Indentation and line ends as the text has them. */
function formattingOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /^(?:[^\n]*\n)*?([ \t]+)\S/.exec(text.slice(0, 2000))?.[1] ?? '  ';
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
