import { shownLine } from '../../common/index.ts';

/**
 * One line of text that a terminal shows and does not obey. Texts of files, of AWS and of Microsoft 365 end up in the
 * lines printed here; an escape sequence, a direction mark or a line break in them would forge other lines.
 * Line breaks and tabs become one space, anything else that shows as nothing its code point, as `[U+202E]`.
 */
export function printable(text: string): string {
  return shownLine(text.replaceAll(/\r?\n|\t/g, ' '));
}
