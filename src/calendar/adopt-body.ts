import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What Exchange draws above and below an online meeting in a body (Microsoft Graph docs: online meetings, example of 2019). */
const RULE = /_{10,}/;

/**
 * Puts our part in the place of a text that something else wrote, and leaves the online meeting below it as it is.
 * @param body the event's whole body as Graph gives it
 * @param part from `ourPart`
 * @param meetingUrl the event's own online meeting; without one the whole text is replaced
 * @returns `undefined` when it cannot be told for sure where the text ends and the online meeting begins
 */
export async function replaceForeignText(
  body: string,
  part: string,
  meetingUrl: string | undefined,
): Promise<string | undefined> {
  if (meetingUrl === undefined) return part;
  const { parse } = await import('parse5');
  const linkAt = [meetingUrl, meetingUrl.replaceAll('&', '&amp;')]
    .map((link) => body.indexOf(link))
    .find((at) => at >= 0);
  if (linkAt === undefined) return undefined;
  // The last one above the link: the text may hold such lines of its own.
  const rule = rulesOf(parse(body, { sourceCodeLocationInfo: true }))
    .filter(
      ({ sourceCodeLocation: place }) => place !== null && place !== undefined && place.startOffset < linkAt,
    )
    .at(-1);
  const block = rule === undefined ? undefined : blockOf(rule);
  const to = block?.sourceCodeLocation?.startOffset;
  const from = block === undefined ? undefined : contentStart(block.parentNode);
  if (from === undefined || to === undefined || from > to || to > linkAt) return undefined;
  const textOutside = textOf(parse(body.slice(0, from)));
  return textOutside === '' ? body.slice(0, from) + part + body.slice(to) : undefined;
}

/**
 * Puts our part in the place of a text of ours that was rewritten, because a person says so.
 * @returns `undefined` when the online meeting in it cannot be told from the text
 */
export async function writeOver(
  body: string,
  part: string,
  meetingUrl: string | undefined,
): Promise<string | undefined> {
  const lost =
    meetingUrl === undefined ||
    ![meetingUrl, meetingUrl.replaceAll('&', '&amp;')].some((link) => body.includes(link));
  // A text without the online meeting in it has nothing more to lose.
  return lost ? part : replaceForeignText(body, part, meetingUrl);
}

function rulesOf(node: Node): readonly DefaultTreeAdapterTypes.TextNode[] {
  if (isText(node)) return RULE.test(node.value) ? [node] : [];
  return 'childNodes' in node ? node.childNodes.flatMap(rulesOf) : [];
}

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

/** Where the content of an element begins; a body without a tag of its own begins with the text. */
function contentStart(parent: DefaultTreeAdapterTypes.ParentNode | null): number | undefined {
  if (parent === null || !('tagName' in parent)) return undefined;
  return parent.sourceCodeLocation?.startTag?.endOffset ?? (parent.tagName === 'body' ? 0 : undefined);
}

/** The largest element that begins with the rule: what is before it is the text. */
function blockOf(rule: DefaultTreeAdapterTypes.TextNode): Element | undefined {
  let block: Element | undefined;
  for (let node: DefaultTreeAdapterTypes.ChildNode = rule; node.parentNode !== null; node = block) {
    const parent: DefaultTreeAdapterTypes.ParentNode = node.parentNode;
    if (!('tagName' in parent) || parent.tagName === 'body' || parent.tagName === 'html') break;
    const before = parent.childNodes.slice(0, parent.childNodes.indexOf(node));
    if (before.some((child) => textOf(child) !== '')) break;
    block = parent;
  }
  return block;
}

function textOf(node: Node): string {
  if (isText(node)) return node.value.trim();
  if (node.nodeName === 'head' || !('childNodes' in node)) return '';
  return node.childNodes.map(textOf).join('').trim();
}
