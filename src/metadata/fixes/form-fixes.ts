import { createScanner } from 'jsonc-parser';
import type { TextEdit } from '../json-edits.ts';
import type { Fix } from './fix.ts';
import type { ProblemPlace } from './place.ts';

/** jsonc-parser's token kinds (its `SyntaxKind` is a const enum, which isolated modules cannot read). */
const TOKEN = {
  closeBrace: 2,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  trivia: 14,
  blank: 15,
  end: 17,
};

/** `TrailingComma`: all of them, as the reader names only the first. */
export function trailingComma({ document }: ProblemPlace): readonly Fix[] {
  const edits: TextEdit[] = [];
  let comma: TextEdit | undefined;
  for (const { kind, offset, length } of tokens(document.text)) {
    if ([TOKEN.trivia, TOKEN.blank, TOKEN.lineComment, TOKEN.blockComment].includes(kind)) continue;
    if (comma !== undefined && (kind === TOKEN.closeBrace || kind === TOKEN.closeBracket)) edits.push(comma);
    comma = kind === TOKEN.comma ? { offset, length, text: '' } : undefined;
  }
  return edits.length === 0 ? [] : [{ name: 'removeTrailingCommas', edits, likely: true }];
}

/** `JsonComment`: all of them. What they say is lost, so it is only offered. */
export function jsonComment({ document }: ProblemPlace): readonly Fix[] {
  const edits = tokens(document.text)
    .filter(({ kind }) => kind === TOKEN.lineComment || kind === TOKEN.blockComment)
    .map(({ offset, length }) => ({ offset, length, text: '' }));
  return edits.length === 0 ? [] : [{ name: 'removeComments', edits, likely: false }];
}

/** `ByteOrderMark`: not seen in an editor, which keeps it out of its text. */
export function byteOrderMark({ document }: ProblemPlace): readonly Fix[] {
  return document.text.startsWith('\uFEFF')
    ? [{ name: 'removeByteOrderMark', edits: [{ offset: 0, length: 1, text: '' }], likely: true }]
    : [];
}

function tokens(text: string): readonly { kind: number; offset: number; length: number }[] {
  const scanner = createScanner(text.replace(/^\uFEFF/, ' '), false);
  const found: { kind: number; offset: number; length: number }[] = [];
  for (;;) {
    const kind: number = scanner.scan();
    if (kind === TOKEN.end) return found;
    found.push({ kind, offset: scanner.getTokenOffset(), length: scanner.getTokenLength() });
  }
}
