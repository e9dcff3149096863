import type { DefaultTreeAdapterTypes } from 'parse5';

/** The element that holds everything of ours in an event's body. Mail programs put `x_` before ids, once per forward or reply. */
export const OUR_PART_ID = 'customer-meetings-invite';

/**
 * The body of a plan as one element that can be found again, with the online meeting's link for the events that have no
 * online meeting of their own.
 * @param bodyHtml the plan's body
 * @param joinUrl an http(s) address; anything else is left out
 */
export async function ourPart(bodyHtml: string, joinUrl?: string): Promise<string> {
  const own = await findOurPart(bodyHtml);
  const container =
    own === undefined ? `<div id="${OUR_PART_ID}">${bodyHtml}</div>` : bodyHtml.slice(own.from, own.to);
  if (joinUrl === undefined || !isWebAddress(joinUrl)) return container;
  const link = `<p><strong>Join the online meeting:</strong> <a href="${escaped(joinUrl)}">${escaped(joinUrl)}</a></p>`;
  return container.replace(/<\/div>\s*$/i, () => `${link}\n</div>`);
}

/**
 * Puts a new part of ours in the place of the old one and leaves every other character as it is: the rest holds the
 * online meeting, which ends when its markup goes (Microsoft Graph docs: update event).
 * @param body the event's whole body as Graph gives it
 * @param part from `ourPart`
 * @param meetingUrl the event's own online meeting, which must not be lost
 * @returns `undefined` when our part is not there exactly once, or the online meeting is inside it
 */
export async function replaceOurPart(
  body: string,
  part: string,
  meetingUrl?: string,
): Promise<string | undefined> {
  const place = await findOurPart(body);
  if (place === undefined) return undefined;
  const replaced = body.slice(0, place.from) + part + body.slice(place.to);
  const lost = meetingUrl !== undefined && mentions(body, meetingUrl) && !mentions(replaced, meetingUrl);
  return lost ? undefined : replaced;
}

function mentions(html: string, url: string): boolean {
  return html.includes(url) || html.includes(escaped(url));
}

async function findOurPart(
  html: string,
): Promise<{ readonly from: number; readonly to: number } | undefined> {
  const { parse } = await import('parse5');
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node && isOurPart(node)) {
      found.push(node);
      return; // a copy inside our own part goes with it
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }));
  const [only, ...more] = found;
  const place = only?.sourceCodeLocation;
  // Without an end tag its extent is a guess.
  if (place?.endTag === undefined || more.length > 0) return undefined;
  return { from: place.startOffset, to: place.endTag.endOffset };
}

/** Whether this is the element that holds everything of ours. */
export function isOurPart(element: DefaultTreeAdapterTypes.Element): boolean {
  const id = element.attrs.find(({ name }) => name === 'id')?.value ?? '';
  return id.replace(/^(x_)+/, '') === OUR_PART_ID;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
