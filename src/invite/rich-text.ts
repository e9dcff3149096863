import { html, plainText, type Html } from './html.ts';
import { CELL_STYLE, codeBlock, markdown } from './markdown.ts';
import { textBlocks } from './text-blocks.ts';
import { isWebAddress } from './web-address.ts';

/** Candidates only; each is parsed as a URL before it becomes a link. */
const LINK = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"'`{}|\\^]+/giu;

/**
 * A text of the metadata file as markup: blank lines separate paragraphs, line ends become `<br>`, blanks in front of a
 * line stay (Outlook lays mail out with Word, which knows no `pre-wrap`), what is laid out in columns or marked as code is
 * shown so, http and https addresses become links, and nothing else is anything but text. Gives `[]` for a text without
 * content.
 */
export function paragraphs(text: string): readonly Html[] {
  return textBlocks(plainText(text)).flatMap(({ kind, lines }) => {
    switch (kind) {
      case 'code':
        return [codeBlock(lines)];
      case 'table':
        return markdown(lines.join('\n'));
      case 'cells':
        return [cells(lines.map((line) => line.split('\t')))];
      case 'text':
        return [html`<p style="margin:0 0 8pt 0">${broken(lines)}</p>`];
    }
  });
}

/** Cells that tabs separate, as they come from a spreadsheet. */
function cells(rows: readonly (readonly string[])[]): Html {
  const shown = rows.map(
    (row) =>
      html`<tr>
        ${row.map((cell) => html`<td style="${CELL_STYLE}">${linked(cell.trim())}</td>`)}
      </tr>`,
  );
  return html`<table style="border-collapse:collapse;margin:0 0 8pt 0">
    <tbody>
      ${shown}
    </tbody>
  </table>`;
}

/** A text on one line, with links; runs of white space become one space. */
export function inline(text: string): readonly Html[] {
  return linked(oneLine(text));
}

/** A text without line ends, tabs and control characters: for subjects, titles and places. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

function broken(lines: readonly string[]): readonly Html[] {
  return lines.flatMap((line, index) => (index === 0 ? spaced(line) : [html`<br />`, ...spaced(line)]));
}

const NO_BREAK = '\u00A0';

/** A line with the blanks in front of it, and those of several between words, as no-break spaces; a tab is four. */
function spaced(line: string): readonly Html[] {
  const [, before = '', rest = ''] = /^(\s*)(.*)$/s.exec(line.trimEnd()) ?? [];
  const kept = (blanks: string): string =>
    Array.from(blanks, (blank) => (blank === '\t' ? NO_BREAK.repeat(4) : NO_BREAK)).join('');
  // The last of several stays one at which a line may break.
  const inside = rest.replace(/[ \t]{2,}|\t/g, (blanks) => `${kept(blanks).slice(0, -1)} `);
  return [html`${kept(before)}`, ...linked(inside)];
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
