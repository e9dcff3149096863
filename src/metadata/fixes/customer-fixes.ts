import { isCustomerCode } from '../customer-code.ts';
import { replaceNode } from '../json-edits.ts';
import type { Fix } from './fix.ts';
import type { ProblemPlace } from './place.ts';
import { removeEntry } from './field-fixes.ts';

/** `CustomerCodeInvalid`: several codes in one entry are split, an empty entry goes, a code is written as codes are. */
export function customerCodeInvalid(place: ProblemPlace): readonly Fix[] {
  const { document, problem, node } = place;
  if (node === undefined || problem.range === undefined) return [];
  const { offset, length } = problem.range;
  if (node.type === 'number')
    return [{ name: 'quote', edits: [replaceNode(node, raw(place))], likely: true }];
  if (node.type !== 'string') return removeEntry(place);
  const isPiece = length < node.length;
  const written = isPiece ? document.text.slice(offset, offset + length) : String(node.value);
  const pieces = written.split(',').map((piece) => piece.trim());
  if (!isPiece && pieces.length > 1 && node.parent?.type === 'array') {
    const codes = pieces.filter((piece) => piece !== '');
    const text = codes.map((code) => JSON.stringify(code)).join(', ');
    const edits = [{ offset: node.offset, length: node.length, text }];
    return [{ name: 'splitEntries', edits, likely: codes.length > 0 && codes.every(isCustomerCode) }];
  }
  const plain = written.trim().replace(/[\s_.]+/g, '-');
  const rewritten: readonly Fix[] = isCustomerCode(plain)
    ? [
        {
          name: 'write',
          text: plain,
          edits: [isPiece ? { offset, length, text: plain } : replaceNode(node, plain)],
          likely: false,
        },
      ]
    : [];
  const gone = isPiece ? removePiece(place) : removeEntry(place);
  return [...rewritten, ...gone.map((fix) => ({ ...fix, likely: written.trim() === '' }))];
}

/** A customer that is not configured: the one that was meant, or this one less. */
export function meantCustomer(place: ProblemPlace): readonly Fix[] {
  const { node, problem } = place;
  if (node?.type !== 'string' || problem.range === undefined) return [];
  const { meant, range } = problem;
  const isPiece = range.length < node.length;
  const edit = isPiece ? { ...range, text: meant ?? '' } : replaceNode(node, meant);
  return [
    ...(meant === undefined ? [] : [{ name: 'write' as const, text: meant, edits: [edit], likely: true }]),
    ...(isPiece ? removePiece(place) : removeEntry(place)),
  ];
}

/** `CustomerRepeated`: a customer is asked once however often it is named. */
export function customerRepeated(place: ProblemPlace): readonly Fix[] {
  const { node, problem } = place;
  const isPiece = node !== undefined && (problem.range?.length ?? 0) < node.length;
  return (isPiece ? removePiece(place) : removeEntry(place)).map((fix) => ({ ...fix, likely: true }));
}

/** Takes one of the codes out of a text that has commas between them. */
export function removePiece({ document, problem, node }: ProblemPlace): readonly Fix[] {
  if (node?.type !== 'string' || problem.range === undefined) return [];
  const { offset, length } = problem.range;
  const last = node.offset + node.length - 1;
  const before = document.text.slice(node.offset + 1, offset);
  const after = document.text.slice(offset + length, last);
  const next = /^\s*,\s*/.exec(after)?.[0];
  const previous = /\s*,\s*$/.exec(before)?.[0];
  const edit =
    next !== undefined
      ? { offset, length: length + next.length, text: '' }
      : { offset: offset - (previous?.length ?? 0), length: length + (previous?.length ?? 0), text: '' };
  const text = document.text.slice(offset, offset + length);
  return [{ name: 'removeText', text, edits: [edit], likely: false }];
}

const raw = ({ document, node }: ProblemPlace): string =>
  node === undefined ? '' : document.text.slice(node.offset, node.offset + node.length);
