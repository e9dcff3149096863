import type { DefaultTreeAdapterTypes } from 'parse5';
import { isOurPart } from './body.ts';

/** Elements that begin a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
);
const UNREAD: ReadonlySet<string> = new Set(['head', 'style', 'script', 'title']);

/**
 * What a body says, as lines of text: our part of it where it has one, else all of it. White space is run together.
 * @param html a plan's body, or an event's as Graph gives it
 */
export async function bodyLines(html: string): Promise<readonly string[]> {
  const { parse } = await import('parse5');
  const document = parse(html);
  const lines: string[] = [''];
  const read = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === '#text') {
      lines.push((lines.pop() ?? '') + (node as DefaultTreeAdapterTypes.TextNode).value);
      return;
    }
    if (UNREAD.has(node.nodeName) || !('childNodes' in node)) return;
    const isBlock = BLOCKS.has(node.nodeName);
    if (isBlock) lines.push('');
    node.childNodes.forEach(read);
    if (isBlock) lines.push('');
  };
  read(ourPartOf(document) ?? document);
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
}

function ourPartOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element | undefined {
  if ('tagName' in node && isOurPart(node)) return node;
  if (!('childNodes' in node)) return undefined;
  for (const child of node.childNodes) {
    const found = ourPartOf(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Which lines go and which come. A line that is on both sides the same number of times is neither.
 * @returns each in its own order
 */
export function lineChanges(
  before: readonly string[],
  after: readonly string[],
): { readonly removed: readonly string[]; readonly added: readonly string[] } {
  return { removed: beyond(before, after), added: beyond(after, before) };
}

function beyond(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
