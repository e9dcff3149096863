import MarkdownIt, { type Token } from 'markdown-it';
import { html, plainText, type Html } from './html.ts';
import { FONT } from './mail-font.ts';
import { isWebAddress } from './web-address.ts';

/**
 * CommonMark with tables, HTML off: `<b>` in a text stays four characters. No pictures, which mail programs would
 * fetch from wherever the file says; bare addresses become links only with their http(s) in front.
 */
const PARSER = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image');
PARSER.validateLink = isWebAddress;
PARSER.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
for (const scheme of ['ftp:', 'mailto:', '//']) PARSER.linkify.add(scheme, null);

/**
 * A Markdown text as markup for mail. The parser only finds the structure: every element is one of the few below, made
 * and escaped by our own template, so that nothing of the text can become anything else. Gives `[]` for a text without content.
 */
export function markdown(text: string): readonly Html[] {
  return blocks({ tokens: PARSER.parse(plainText(text), {}), next: 0 });
}

interface Cursor {
  readonly tokens: readonly Token[];
  next: number;
}

/** What stands up to the end of the element that the cursor is in. */
function blocks(cursor: Cursor): readonly Html[] {
  const found: Html[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.next];
    cursor.next += 1;
    if (token === undefined || token.nesting < 0) return found;
    found.push(...(token.nesting > 0 ? element(token, blocks(cursor)) : leaf(token)));
  }
}

function element(token: Token, content: readonly Html[]): readonly Html[] {
  switch (token.type) {
    case 'paragraph_open':
      // A list whose items are one line each has its paragraphs hidden.
      return token.hidden ? content : [html`<p style="margin:0 0 8pt 0">${content}</p>`];
    case 'heading_open':
      // Smaller than the section's own heading, whatever its level: it is a part of one section.
      return [html`<h4 style="margin:8pt 0 4pt 0;font-size:11pt">${content}</h4>`];
    case 'bullet_list_open':
      return [
        html`<ul style="margin:0 0 8pt 0">
          ${content}
        </ul>`,
      ];
    case 'ordered_list_open': {
      const start = Number(token.attrGet('start') ?? 1);
      return [
        html`<ol start="${start}" style="margin:0 0 8pt 0">
          ${content}
        </ol>`,
      ];
    }
    case 'list_item_open':
      return [html`<li style="margin:0 0 2pt 0">${content}</li>`];
    case 'blockquote_open':
      return [
        html`<blockquote style="margin:0 0 8pt 12pt;border-left:2pt solid #c8c8c8;padding-left:8pt">
          ${content}
        </blockquote>`,
      ];
    case 'table_open':
      return [
        html`<table style="border-collapse:collapse;margin:0 0 8pt 0">
          ${content}
        </table>`,
      ];
    case 'thead_open':
      return [
        html`<thead>
          ${content}
        </thead>`,
      ];
    case 'tbody_open':
      return [
        html`<tbody>
          ${content}
        </tbody>`,
      ];
    case 'tr_open':
      return [
        html`<tr>
          ${content}
        </tr>`,
      ];
    case 'th_open':
      return [html`<th style="${CELL_STYLE}">${content}</th>`];
    case 'td_open':
      return [html`<td style="${CELL_STYLE}">${content}</td>`];
    case 'strong_open':
      return [html`<strong>${content}</strong>`];
    case 'em_open':
      return [html`<em>${content}</em>`];
    case 's_open':
      return [html`<s>${content}</s>`];
    case 'link_open': {
      const address = String(token.attrGet('href') ?? '');
      return isWebAddress(address) ? [html`<a href="${address}">${content}</a>`] : content;
    }
    default:
      return content;
  }
}

export const CELL_STYLE = `${FONT};border:1pt solid #c8c8c8;padding:2pt 6pt;text-align:left;vertical-align:top`;
const CODE_FONT = 'font-family:Consolas,Courier New,monospace;font-size:10pt';

function leaf(token: Token): readonly Html[] {
  switch (token.type) {
    case 'inline':
      return blocks({ tokens: token.children ?? [], next: 0 });
    case 'softbreak':
    case 'hardbreak':
      return [html`<br />`];
    case 'hr':
      return [html`<hr />`];
    case 'code_inline':
      return [html`<code style="${CODE_FONT}">${token.content}</code>`];
    case 'fence':
    case 'code_block': {
      return [codeBlock(token.content.replace(/\n$/, '').split('\n'))];
    }
    default:
      return [html`${token.content}`];
  }
}

/** Lines to be shown as they stand, letter below letter; a tab is four blanks. */
export function codeBlock(lines: readonly string[]): Html {
  const shown = lines
    .map((line) => line.trimEnd().replaceAll('\t', '    '))
    .flatMap((line, index) => (index === 0 ? [html`${line}`] : [html`<br />`, html`${line}`]));
  return html`<pre style="margin:0 0 8pt 0;${CODE_FONT}">${shown}</pre>`;
}
