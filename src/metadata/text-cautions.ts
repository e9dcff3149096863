import type { Node } from 'jsonc-parser';
import { firstProblems } from './first-problems.ts';
import { shorten, type JsonDocument, type TextRange } from './json-document.ts';
import { pointerStep, propertiesOf } from './json-tree.ts';
import type { Problem } from './problem.ts';

/** What templates leave in a text that nobody has filled in. */
const PLACEHOLDERS =
  /\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|<%[^<>%\n]{0,80}%>|[$#]\{[^{}\n]{0,80}\}|<<[^<>\n]{1,80}>>|[<[]\s*(?:insert|enter|your|fill|please)\b[^<>[\]\n]{0,80}[>\]](?!\()|<\s*(?:add|describe|replace|name of)\b[^<>[\]\n]{0,80}>|\[object Object\]|\blorem ipsum\b|\bto be (?:announced|confirmed|decided|defined|determined)\b|(?<![\p{L}\p{N}_-])(?:TB[ACD]|t\.b\.[acd]\.)(?![\p{L}\p{N}_-])/giu;

/** Tags and entities of HTML, as exports of ServiceNow and of wikis have them. */
const HTML =
  /<\/?(?:p|br|div|span|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|b|i|u|s|em|strong|small|sub|sup|a|h[1-6]|font|center|blockquote|pre|code|img|hr|html|head|body|style|script|section|article|iframe|label|input|button)(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*\s*\/?>|<!--|<!(?:DOCTYPE|\[CDATA)|&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|bull|middot|copy|reg|euro|[aou]uml|szlig|[aeiou](?:acute|grave|circ)|#\d{1,7}|#x[0-9a-f]{1,6});/iu;

/**
 * Warnings about what a text says that hardly anybody means to send: a placeholder that nobody has filled in
 * (`PlaceholderLeft`, each at its place), and HTML, which goes out as the signs that it is written with (`HtmlAsText`, at
 * its first place in a text).
 * @param texts that go out, as the file has them
 */
export function textCautions(document: JsonDocument, texts: readonly string[]): readonly Problem[] {
  const told = new Set(texts.filter((text) => text.trim() !== ''));
  const found = nodesOf(document.root, told);
  const placeholders = found.flatMap(({ node, path }) =>
    [...String(node.value).matchAll(PLACEHOLDERS)].map((match) => ({ node, path, match })),
  );
  return [
    ...firstProblems(
      placeholders,
      ({ node, path, match }) => {
        const message = `“${shorten(match[0], 40)}” looks like a placeholder that nobody has filled in. It would go out as it stands.`;
        return document.problemAt(
          path,
          'warning',
          'PlaceholderLeft',
          message,
          rangeIn(document, node, match),
        );
      },
      (count) =>
        document.problemAt('', 'warning', 'PlaceholderLeft', `${count} more placeholders are not filled in.`),
    ),
    ...found.flatMap(({ node, path }) => {
      const match = HTML.exec(String(node.value));
      if (match === null) return [];
      const message = `This text has HTML in it (“${shorten(match[0], 30)}”). It goes out as text: people read the tags. Write it without, or with Markdown where Markdown is taken.`;
      return [document.problemAt(path, 'warning', 'HtmlAsText', message, rangeIn(document, node, match))];
    }),
  ];
}

interface TextNode {
  readonly node: Node;
  readonly path: string;
}

/** The first place of each of the texts. */
function nodesOf(root: Node | undefined, texts: ReadonlySet<string>): readonly TextNode[] {
  const found: TextNode[] = [];
  const left = new Set(texts);
  const visit = (node: Node, path: string): void => {
    if (node.type === 'string' && left.delete(String(node.value))) found.push({ node, path });
    for (const { key, valueNode } of propertiesOf(node)) visit(valueNode, path + pointerStep(key));
    if (node.type === 'array')
      for (const [index, child] of (node.children ?? []).entries()) visit(child, path + pointerStep(index));
  };
  if (root !== undefined && texts.size > 0) visit(root, '');
  return found;
}

/** Where a part of a text's value stands in the document, whatever of it is escaped. */
function rangeIn(document: JsonDocument, node: Node, match: RegExpExecArray): TextRange {
  const raw = document.text.slice(node.offset + 1, node.offset + node.length - 1);
  const starts = [...raw.matchAll(/\\u[0-9a-f]{4}|\\.|[^]/gi)].map(({ index }) => index);
  const from = starts[match.index] ?? 0;
  const to = starts[match.index + match[0].length] ?? raw.length;
  return { offset: node.offset + 1 + from, length: to - from };
}
