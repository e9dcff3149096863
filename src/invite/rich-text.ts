import { html, plainText, type Html } from './html.ts';
import { isWebAddress } from './web-address.ts';

/** Candidates only; each is parsed as a URL before it becomes a link. */
const LINK = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"'`{}|\\^]+/giu;

/**
 * A text of the metadata file as markup: blank lines separate paragraphs, line ends become `<br>`, http and https
 * addresses become links, and nothing else is anything but text. Gives `[]` for a text without content.
 */
export function paragraphs(text: string): readonly Html[] {
  return plainText(text)
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => html`<p style="margin:0 0 8pt 0">${lines(paragraph)}</p>`);
}

/** A text on one line, with links; runs of white space become one space. */
export function inline(text: string): readonly Html[] {
  return linked(oneLine(text));
}

/** A text without line ends, tabs and control characters: for subjects, titles and places. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

function lines(paragraph: string): readonly Html[] {
  return paragraph
    .split('\n')
    .flatMap((line, index) => (index === 0 ? linked(line.trim()) : [html`<br />`, ...linked(line.trim())]));
}

function linked(text: string): readonly Html[] {
  const parts: Html[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutTrailingPunctuation(match[0]);
    if (!isWebAddress(address)) continue;
    parts.push(html`${text.slice(done, match.index)}<a href="${address}">${address}</a>`);
    done = match.index + address.length;
  }
  return [...parts, html`${text.slice(done)}`];
}

/** A full stop or a closing bracket after an address belongs to the sentence, unless the bracket was opened in it. */
function withoutTrailingPunctuation(candidate: string): string {
  let address = candidate;
  for (;;) {
    const last = address.at(-1) ?? '';
    const closesOwn =
      (last === ')' && count(address, '(') >= count(address, ')')) ||
      (last === ']' && count(address, '[') >= count(address, ']'));
    if (!/[.,;:!?)\]*_~]/.test(last) || closesOwn) return address;
    address = address.slice(0, -1);
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
