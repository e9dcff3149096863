import type { Node } from 'jsonc-parser';
import { isCustomerCode, normalizeCustomerCode } from './customer-code.ts';
import { firstProblems, listed } from './first-problems.ts';
import { shorten, type JsonDocument, type TextRange } from './json-document.ts';
import { kindOf, locate } from './json-tree.ts';
import type { Problem } from './problem.ts';
import { textPieces } from './text-pieces.ts';

/** The customers a document names, and everything odd about how it names them. */
export interface CustomerCodesReading {
  /** Trimmed, lower-cased, unique, in the file's order. */
  readonly codes: readonly string[];
  readonly problems: readonly Problem[];
}

/** The keys that the Go tool looks for at the top and in `changeMetadata`, in its order. */
const KEYS = ['customers', 'customerCodes', 'customer_codes', 'affectedCustomers'];
/** The keys of files that it does not understand. */
const ADDED = ['affected_customers', 'customerCode', 'customer_code'];

/** Where codes stand, first to last: the order that the Go tool has for a document without a flaw, then the added ones. */
const PLACES: readonly (readonly string[])[] = [
  ['customers'],
  ['changeMetadata', 'customerCodes'],
  ...KEYS.filter((key) => key !== 'customers').map((key) => [key]),
  ...KEYS.filter((key) => key !== 'customerCodes').map((key) => ['changeMetadata', key]),
  ...ADDED.map((key) => [key]),
  ...ADDED.map((key) => ['changeMetadata', key]),
  ...['customer_codes', 'customers', 'affected_customers', 'customer_code'].map((key) => [
    'change_metadata',
    key,
  ]),
  ['emailNotification', 'customerCodes'],
  ['emailNotification', 'customer_codes'],
  ['emailNotification', 'customers'],
];

/** One entry of a codes field: the code, or the place and reason why it is none. */
interface Entry {
  readonly code?: string;
  readonly written: string;
  readonly path: readonly (string | number)[];
  readonly range?: TextRange;
  readonly why?: string;
}

interface CodesField {
  readonly path: readonly string[];
  readonly pointer: string;
  readonly entries: readonly Entry[];
  /** Set when the field is neither a list nor a text. */
  readonly wrongKind?: string;
}

/**
 * Finds the customer codes of any shape's document. The first field that holds anything wins, whatever else in the
 * document is wrong. An entry of it that is no code is the error `CustomerCodeInvalid` at its place; other fields that
 * name other customers give the warning `CustomersDisagree` that names the difference.
 */
export function readCustomerCodes(document: JsonDocument): CustomerCodesReading {
  const [winner, ...others] = PLACES.flatMap((path) => readField(document, path));
  if (winner === undefined) return { codes: [], problems: [] };
  const codes = uniqueCodes(winner);
  const problems =
    winner.wrongKind === undefined
      ? invalidEntries(document, winner)
      : [
          document.problemAt(
            winner.path,
            'error',
            'CustomersInvalid',
            `“${winner.path.at(-1) ?? ''}” must be a list of customer codes or a text with commas between them, but it is ${winner.wrongKind}.`,
          ),
        ];
  return {
    codes,
    problems: [...problems, ...others.flatMap((other) => disagreement(document, winner, other))],
  };
}

/** An entry of any of the fields that name customers; `counts` in the one that is used. */
export interface CustomerEntry extends Entry {
  readonly counts: boolean;
}

/** Every entry of every field that names customers, codes or not, the field that counts first. */
export function customerEntries(document: JsonDocument): readonly CustomerEntry[] {
  return PLACES.flatMap((path) => readField(document, path)).flatMap(({ entries }, index) =>
    entries.map((each) => ({ ...each, counts: index === 0 })),
  );
}

/** Whether a value at this path names customers by code: a list of codes, an entry of one, or a text of them. */
export function isCustomerCodesPath(path: readonly (string | number)[]): boolean {
  const keys = typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
  const wanted = keys.join('\n').toLowerCase();
  return PLACES.some((place) => place.join('\n').toLowerCase() === wanted);
}

/** The keys that name customers in an object at this path, for telling a misspelt one. */
export function customerKeysAt(path: readonly string[]): readonly string[] {
  return PLACES.filter(
    (place) => place.length === path.length + 1 && path.every((key, index) => place[index] === key),
  ).map((place) => place[path.length] ?? '');
}

const uniqueCodes = (codesField: CodesField): string[] => [
  ...new Set(codesField.entries.flatMap((entry) => (entry.code === undefined ? [] : [entry.code]))),
];

/** The field at a path, unless it is missing or holds nothing (`null`, an empty list, a blank text). */
function readField(document: JsonDocument, path: readonly string[]): CodesField[] {
  if (document.root === undefined) return [];
  const place = locate(document.root, path);
  if (!place.complete || place.node.type === 'null') return [];
  const found = { path, pointer: place.pointer };
  if (place.node.type === 'array') {
    const entries = (place.node.children ?? []).map((node, index) => listEntry(node, [...path, index]));
    return entries.length === 0 ? [] : [{ ...found, entries }];
  }
  if (place.node.type === 'string') {
    const text = String(place.node.value);
    if (text.trim() === '') return [];
    const pieces = textPieces(document, place.node);
    const entries = pieces.map(({ text: piece, range }) => ({
      ...entry(piece, path),
      ...(range === undefined ? {} : { range }),
    }));
    return [{ ...found, entries }];
  }
  return [{ ...found, entries: [], wrongKind: kindOf(place.node) }];
}

function listEntry(node: Node, path: readonly (string | number)[]): Entry {
  if (node.type !== 'string') return { path, written: kindOf(node), why: `is ${kindOf(node)}, not a text` };
  return entry(String(node.value), path);
}

function entry(written: string, path: readonly (string | number)[]): Entry {
  if (isCustomerCode(written)) return { code: normalizeCustomerCode(written), written, path };
  if (written.trim() === '') return { written, path, why: 'is empty' };
  const hint = written.includes(',') ? '; give each customer an entry of its own' : '';
  return { written, path, why: `may hold only letters, digits and hyphens${hint}` };
}

function invalidEntries(document: JsonDocument, { entries, path }: CodesField): Problem[] {
  return firstProblems(
    entries.filter((each) => each.code === undefined),
    (each) => invalidEntry(document, each),
    (count) => {
      const message = `${count} more entries of “${path.at(-1) ?? ''}” are no customer codes.`;
      return document.problemAt(path, 'error', 'CustomerCodeInvalid', message);
    },
  );
}

function invalidEntry(document: JsonDocument, { written, path, range, why = '' }: Entry): Problem {
  const name =
    typeof path.at(-1) === 'number' && why.startsWith('is ') ? 'This entry' : `“${shorten(written)}”`;
  const message =
    why === 'is empty'
      ? 'A customer code is missing here: the entry is empty. Write the code or take the entry out.'
      : `${name} is no customer code: it ${why}. Write the code or take the entry out.`;
  return document.problemAt(path, 'error', 'CustomerCodeInvalid', message, range);
}

function disagreement(document: JsonDocument, winner: CodesField, other: CodesField): Problem[] {
  const used = new Set(uniqueCodes(winner));
  const theirs = new Set(
    other.entries.map((each) => each.code ?? (shorten(each.written, 30) || 'an empty entry')),
  );
  const more = [...theirs].filter((code) => !used.has(code));
  const missing = [...used].filter((code) => !theirs.has(code));
  if (more.length === 0 && missing.length === 0) return [];
  const also = more.length > 0 ? ` It names ${listed(more)}, which is not used.` : '';
  const lacks = missing.length > 0 ? ` It does not name ${listed(missing)}.` : '';
  return [
    document.problemAt(
      other.path,
      'warning',
      'CustomersDisagree',
      `${other.pointer} does not name the same customers as ${winner.pointer}, which is used.${also}${lacks}`,
    ),
  ];
}
