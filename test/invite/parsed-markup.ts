import { parseFragment, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['childNode'];

export type ParsedElement = DefaultTreeAdapterMap['element'];

/** What a browser makes of a piece of markup (parse5, the HTML standard's parser). */
export interface ParsedMarkup {
  /** Codes of the standard's parse errors. */
  readonly errors: readonly string[];
  /** All elements, in document order. */
  readonly elements: readonly ParsedElement[];
  /** All text, with a line end for each `br`. */
  readonly text: string;
  readonly roots: readonly Node[];
}

export function parseMarkup(markup: string): ParsedMarkup {
  const errors: string[] = [];
  const tree = parseFragment(markup, { onParseError: (error) => errors.push(error.code) });
  const elements: ParsedElement[] = [];
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeName === '#text') texts.push((node as DefaultTreeAdapterMap['textNode']).value);
    if ('tagName' in node) elements.push(node);
    if ('tagName' in node && node.tagName === 'br') texts.push('\n');
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  tree.childNodes.forEach(walk);
  return { errors, elements, text: texts.join(''), roots: tree.childNodes };
}
