import { createScanner, type Edit, type Node } from 'jsonc-parser';

// jsonc-parser's own `modify` is not used: it re-indents by fixed options, moves comments and doubles trailing commas.

/** `SyntaxKind` of jsonc-parser, which cannot be imported as a value where each file is compiled by itself. */
const COMMA = 5;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;

/** Something to put at the end of an object (then with a key) or of a list. `value` is plain JSON. */
export interface Item {
  readonly key?: string;
  readonly value: unknown;
}

/**
 * Insertions that put an item at the end of an object or list, written the way its last neighbour is: on lines of its
 * own or not, with the document's indentation, line ends and trailing commas. Nothing is moved or removed; a comment
 * at the end of the last neighbour's line stays with it.
 * @param text the whole document
 * @param container an object's or list's node in it
 */
export function appendItem(text: string, container: Node, item: Item): readonly Edit[] {
  const last = container.children?.at(-1);
  const tail = readTail(text, container, last);
  if (last === undefined)
    return [{ offset: tail.place, length: 0, content: first(text, container, item, tail) }];

  const before = text.slice(lineStart(text, last.offset), last.offset);
  const ownLine = isBlank(before);
  const closesLater = text.slice(tail.place, end(container) - 1).includes('\n');
  const onNewLine = ownLine || closesLater || tail.afterLineComment;
  const indent = ownLine ? before : indentAt(text, end(last));
  const neighbour = last.type === 'property' ? container : last;
  const written = write(text, item, indent, !text.slice(neighbour.offset, end(neighbour)).includes('\n'));
  const gap = onNewLine ? lineEnd(text, last.offset) + indent : gapBefore(text, container, last);
  const content = gap + written + (tail.hasComma ? ',' : '');
  if (tail.hasComma) return [{ offset: tail.place, length: 0, content }];
  if (tail.place === end(last)) return [{ offset: tail.place, length: 0, content: `,${content}` }];
  return [
    { offset: end(last), length: 0, content: ',' },
    { offset: tail.place, length: 0, content },
  ];
}

/** A value as the document would write it in the place of another, e.g. of a `null`. */
export function writeAt(text: string, node: Node, value: unknown): string {
  return write(text, { value }, indentAt(text, node.offset), isMinified(text));
}

interface Tail {
  /** Behind the last item, its comma and the comments on its line. */
  readonly place: number;
  readonly hasComma: boolean;
  readonly afterLineComment: boolean;
}

/** What stands between the last item (or the opening bracket) and the closing bracket. */
function readTail(text: string, container: Node, last: Node | undefined): Tail {
  const close = end(container) - 1;
  const scanner = createScanner(text);
  let place = last === undefined ? container.offset + 1 : end(last);
  let hasComma = false;
  let afterLineComment = false;
  let sameLine = true;
  scanner.setPosition(place);
  for (;;) {
    const token: number = scanner.scan();
    if (scanner.getTokenOffset() >= close || scanner.getTokenLength() === 0) break;
    const tokenEnd = scanner.getTokenOffset() + scanner.getTokenLength();
    if (token === LINE_BREAK) sameLine = last === undefined;
    else if (token === COMMA) {
      [hasComma, sameLine, place, afterLineComment] = [true, true, tokenEnd, false];
    } else if ((token === LINE_COMMENT || token === BLOCK_COMMENT) && sameLine) {
      [place, afterLineComment] = [tokenEnd, token === LINE_COMMENT];
    }
  }
  return { place, hasComma, afterLineComment };
}

/** The only item of a container that has none. */
function first(text: string, container: Node, item: Item, tail: Tail): string {
  if (isMinified(text) && !tail.afterLineComment) return write(text, item, '', true);
  const outer = indentAt(text, container.offset);
  const inner = outer + indentUnit(text);
  const newLine = lineEnd(text, container.offset);
  const closes = text.slice(tail.place, end(container) - 1).includes('\n') ? '' : newLine + outer;
  return newLine + inner + write(text, item, inner, false) + closes;
}

/** @param indent of the line that the item begins on @param short all on that line */
function write(text: string, { key, value }: Item, indent: string, short: boolean): string {
  const minified = isMinified(text);
  const lines = JSON.stringify(value, null, indentUnit(text)).split('\n');
  const written = minified
    ? JSON.stringify(value)
    : short
      ? onOneLine(value)
      : lines.join(lineEnd(text, text.length) + indent);
  return key === undefined ? written : `${JSON.stringify(key)}:${minified ? '' : ' '}${written}`;
}

/** `{ "a": 1, "b": [2] }` */
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${onOneLine(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** All of it on one line: what is added stays on it. */
function isMinified(text: string): boolean {
  return !text.trim().includes('\n');
}

/** What stands before the last item on its line, for another item on that line. */
function gapBefore(text: string, { children = [] }: Node, last: Node): string {
  const previous = children.at(-2);
  const gap =
    previous === undefined ? undefined : /,([^\S\n]*)$/.exec(text.slice(end(previous), last.offset))?.[1];
  return gap ?? (isMinified(text) ? '' : ' ');
}

/** The document's own step of indentation: that of its first indented line; two spaces where there is none. */
function indentUnit(text: string): string {
  return /\n([\t ]+)["[{]/.exec(text)?.[1] ?? '  ';
}

function indentAt(text: string, offset: number): string {
  return /^[\t ]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** How the line before `offset` ends; the document's first line end where there is none before. */
function lineEnd(text: string, offset: number): string {
  const before = text.lastIndexOf('\n', offset - 1);
  const at = before < 0 ? text.indexOf('\n') : before;
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

const end = ({ offset, length }: Node): number => offset + length;
const isBlank = (text: string): boolean => /^\s*$/.test(text);
