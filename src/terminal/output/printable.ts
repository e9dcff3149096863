// C0, DEL, C1; line and paragraph separators; the bidirectional controls of Unicode's UAX #9. A terminal would act on them.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * One line of text that a terminal shows and does not obey. Texts of files, of AWS and of Microsoft 365 end up in the
 * lines printed here; an escape sequence or a line break in them would forge other lines.
 * Line breaks and tabs become one space, anything else `\u{…}`.
 */
export function printable(text: string): string {
  return text.replaceAll(/\r?\n|\t/g, ' ').replaceAll(UNPRINTABLE, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
