import type { Node } from 'jsonc-parser';
import type { JsonDocument, TextRange } from './json-document.ts';

/** One of the pieces of a text that commas separate. */
export interface TextPiece {
  /** As written, blanks included. */
  readonly text: string;
  /** Where it stands without the blanks around it; absent where escapes in the text shift the offsets. */
  readonly range?: TextRange;
}

/** The pieces between the commas of a text node, each with its own place where that is known. */
export function textPieces(document: JsonDocument, node: Node): readonly TextPiece[] {
  const text = String(node.value);
  const plain = document.text.slice(node.offset + 1, node.offset + node.length - 1) === text;
  let start = node.offset + 1;
  return text.split(',').map((piece) => {
    const blank = piece.length - piece.trimStart().length;
    const range = { offset: start + blank, length: piece.trim().length };
    start += piece.length + 1;
    return { text: piece, ...(plain ? { range } : {}) };
  });
}
