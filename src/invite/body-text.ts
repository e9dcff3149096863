import type { Block, InviteContent } from './content.ts';
import { plainText } from './html.ts';

/**
 * What the body says, as plain text: for calendar files and whoever reads mail without HTML. Sections are separated
 * by blank lines, lines by LF; Markdown stays as it was written, which is how it reads best without markup.
 */
export function contentText({ heading, title, sections }: InviteContent): string {
  return [
    heading,
    title,
    ...sections.map((section) => [section.heading, ...section.blocks.map(rendered)].join('\n')),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function rendered(block: Block): string {
  switch (block.kind) {
    case 'text':
      return [...(block.label === undefined ? [] : [`${block.label}:`]), lines(block.text)].join('\n');
    case 'markdown':
      return lines(block.text);
    case 'line':
      return block.label === undefined ? block.text : `${block.label}: ${block.text}`;
    case 'times':
      return block.rows.map(({ label, written }) => `${label}: ${written.join(' / ')}`).join('\n');
  }
}

/** Without blanks at line ends and with at most one blank line in a row, so that a text's layout survives and no more. */
function lines(text: string): string {
  return plainText(text)
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
