import { defaultTreeAdapter as tree, parse, serialize, type DefaultTreeAdapterTypes } from 'parse5';
import type { Switches } from './switches.ts';

type Document = DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;
type ChildNode = DefaultTreeAdapterTypes.ChildNode;

const RULE = '_'.repeat(80);

/** The part that Exchange puts under an invitation's text for a Teams meeting: a rule, the join link, a rule. */
export function onlineMeetingBlob(joinUrl: string): string {
  return (
    `<div style="width:100%; height:20px"><span style="white-space:nowrap; color:#5F5F5F; opacity:.36">${RULE}</span></div>` +
    '<div class="me-email-text" lang="en-US" style="color:#252424; font-family:\'Segoe UI\',\'Helvetica Neue\',Helvetica,Arial,sans-serif">' +
    '<div style="margin-top:24px; margin-bottom:20px"><span style="font-size:24px; color:#252424">Microsoft Teams meeting</span></div>' +
    '<div style="margin-bottom:20px"><div style="font-weight:bold">Join on your computer or mobile app</div>' +
    `<a class="me-email-headline" href="${joinUrl}" target="_blank" rel="noreferrer noopener" style="font-size:14px; color:#6264a7">Click here to join the meeting</a></div>` +
    '</div>' +
    `<div style="width:100%; height:20px"><span style="white-space:nowrap; color:#5F5F5F; opacity:.36">${RULE}</span></div>`
  );
}

/** Appends the online meeting's part at the end of a body, inside its `</body>` when it is a whole document. */
export function withBlob(content: string, joinUrl: string): string {
  const blob = onlineMeetingBlob(joinUrl);
  const end = content.search(/<\/body\s*>/i);
  return end < 0
    ? `${content}<br>\r\n${blob}`
    : `${content.slice(0, end)}<br>\r\n${blob}${content.slice(end)}`;
}

/** Whether a body still holds its online meeting's part: the join link between two rules. */
export function hasBlob(content: string, joinUrl: string): boolean {
  const unescaped = content.replaceAll('&amp;', '&');
  const link = unescaped.indexOf(joinUrl);
  return link >= 0 && unescaped.lastIndexOf('____', link) >= 0 && unescaped.includes('____', link);
}

/**
 * A body as Graph answers it: a whole document with a `<meta>`, line breaks added; unless `unsafe`, what can run or load
 * is removed, and with it comments and `data-` attributes. So a body never comes back as it was sent. `marks` says what
 * becomes of ids and classes, those of the online meeting's part left alone.
 */
export function htmlAsRead(content: string, unsafe: boolean, marks: Switches['bodyMarks'] = 'kept'): string {
  const document: Document = parse(content);
  if (!unsafe) clean(document);
  if (marks !== 'kept') rename(document, marks === 'x_' ? (name) => `x_${name}` : undefined);
  const html = document.childNodes.find(isElement);
  const part = (name: string) =>
    html?.childNodes.find((node): node is Element => isElement(node) && node.tagName === name);
  const head = part('head');
  const body = part('body');
  if (head) head.childNodes = head.childNodes.filter((node) => isElement(node) && node.tagName === 'style');
  return (
    '<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' +
    `${head ? serialize(head) : ''}\r\n</head>\r\n<body>\r\n${body ? serialize(body).trim() : ''}\r\n</body>\r\n</html>\r\n`
  );
}

/** Plain text as the HTML that Exchange makes of it. */
export function htmlFromText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div class="PlainText">${escaped.replace(/\r?\n/g, '<br>\r\n')}</div>`;
}

/** The text of a body, as in bodyPreview and for `outlook.body-content-type="text"`. */
export function textOf(content: string): string {
  const lines: string[] = [];
  const walk = (node: ParentNode): void => {
    for (const child of node.childNodes) {
      if (tree.isTextNode(child)) lines.push(child.value);
      else if (isElement(child) && !DROPPED.has(child.tagName) && child.tagName !== 'style') {
        if (/^(br|p|div|tr|li|ul|ol|table|h[1-6])$/.test(child.tagName)) lines.push('\r\n');
        walk(child);
      }
    }
  };
  walk(parse(content));
  return lines
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\r\n\s*/g, '\r\n')
    .trim();
}

const DROPPED = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'applet',
  'form',
  'link',
  'base',
  'meta',
  'title',
  'svg',
  'math',
  'template',
  'noscript',
]);
const SAFE_LINK = /^(https?:|mailto:|tel:|cid:|#|$)/i;

function clean(parent: ParentNode): void {
  parent.childNodes = parent.childNodes.filter(
    (node) => !tree.isCommentNode(node) && !(isElement(node) && DROPPED.has(node.tagName)),
  );
  for (const child of parent.childNodes.filter(isElement)) {
    child.attrs = child.attrs.filter(
      ({ name, value }) =>
        !name.startsWith('on') &&
        !name.startsWith('data-') &&
        !(['href', 'src', 'action', 'background'].includes(name) && !SAFE_LINK.test(value.trim())),
    );
    clean(child);
  }
}

function rename(parent: ParentNode, renamed: ((name: string) => string) | undefined): void {
  for (const child of parent.childNodes.filter(isElement)) {
    const named = (name: string) => name === 'id' || name === 'class';
    const theirs = child.attrs.some(({ name, value }) => named(name) && value.startsWith('me-email'));
    if (!theirs)
      child.attrs = child.attrs.flatMap((attribute) => {
        if (!named(attribute.name)) return [attribute];
        if (renamed === undefined) return [];
        return [{ ...attribute, value: attribute.value.split(/\s+/).map(renamed).join(' ') }];
      });
    rename(child, renamed);
  }
}

function isElement(node: ChildNode): node is Element {
  return tree.isElementNode(node);
}
