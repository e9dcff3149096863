import type { Meeting } from '../metadata/index.ts';
import {
  inviteContent,
  type Block,
  type InviteContent,
  type NamedCustomer,
  type Section,
} from './content.ts';
import { html, renderHtml, type Html } from './html.ts';
import { markdown } from './markdown.ts';
import { FONT } from './mail-font.ts';
import { inline, paragraphs } from './rich-text.ts';

/** The element that holds everything we write into an event's body, so that an update can find it again. */
export const BODY_CONTAINER_ID = 'customer-meetings-invite';

/**
 * The event's body as HTML. Every text is escaped. Inline styles on plain blocks and tables only, and no `<style>`:
 * Outlook lays mail out with Word, and others drop style sheets.
 * @param customers the customers to name; empty names none (attendees who are hidden must not learn of each other here)
 */
export function inviteBody(meeting: Meeting, customers: readonly NamedCustomer[]): string {
  return contentHtml(inviteContent(meeting, customers));
}

/** The same for a content that is there already. */
export function contentHtml({ heading, title, sections }: InviteContent): string {
  const content = [
    html`<h2 style="margin:0 0 8pt 0;font-size:16pt">${heading}</h2>`,
    ...(title === '' ? [] : [html`<p style="margin:0 0 10pt 0;font-size:13pt">${strong(title)}</p>`]),
    ...sections.map(section),
  ];
  const body = renderHtml(html`<div id="${BODY_CONTAINER_ID}" style="${CONTAINER_STYLE}">${content}</div>`);
  // Line ends come from the layout of the templates below alone, as those of texts are <br />. Without them, how this
  // file is formatted cannot change the body: a changed body means an update that is mailed to everybody.
  return body.replace(/[ \t]*\n[ \t\n]*/g, '');
}

const CONTAINER_STYLE = `${FONT};line-height:1.4`;
const TABLE_STYLE = 'border-collapse:collapse';
const CELL_STYLE = `${FONT};padding:2pt 14pt 2pt 0;text-align:left;vertical-align:top`;

const strong = (text: string): Html => html`<strong>${text}</strong>`;
const headCell = (text: string): Html => html`<th style="${CELL_STYLE}">${text}</th>`;
const cell = (text: string): Html => html`<td style="${CELL_STYLE}">${text}</td>`;
const row = (cells: readonly Html[]): Html =>
  html`<tr>
    ${cells}
  </tr>`;

function section({ heading, blocks }: Section): Html {
  return html`<h3 style="margin:14pt 0 4pt 0;font-size:12pt">${heading}</h3>
    ${blocks.flatMap(rendered)}`;
}

function rendered(block: Block): readonly Html[] {
  switch (block.kind) {
    case 'text':
      return [
        ...(block.label === undefined ? [] : [html`<p style="margin:0 0 2pt 0">${strong(block.label)}</p>`]),
        ...paragraphs(block.text),
      ];
    case 'markdown':
      return markdown(block.text);
    case 'line': {
      const label = block.label === undefined ? undefined : html`${strong(`${block.label}:`)} `;
      return [html`<p style="margin:0 0 4pt 0">${label}${inline(block.text)}</p>`];
    }
    case 'times': {
      const head = row([headCell(''), ...block.zones.map(headCell)]);
      const rows = block.rows.map(({ label, written }) => row([headCell(label), ...written.map(cell)]));
      return [
        html`<table style="${TABLE_STYLE}">
          <tbody>
            ${head}${rows}
          </tbody>
        </table>`,
      ];
    }
  }
}
