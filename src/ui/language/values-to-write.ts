import { getLocation } from 'jsonc-parser';
import type { ConfigLoad } from '../../customers/index.ts';
import { isCustomerCodesPath, normalizeCustomerCode } from '../../metadata/index.ts';

/** A value that may be written, and what is known of it. */
export interface Suggestion {
  readonly value: string;
  readonly detail?: string;
  /** The more likely ones come first. */
  readonly rank: number;
}

/** What can be written at a place: the suggestions, and the stretch of text that they take the place of. */
export interface Suggestions {
  readonly kind: 'customer' | 'timeZone';
  readonly items: readonly Suggestion[];
  readonly offset: number;
  readonly length: number;
  /** Whether the stretch lies inside the quotes of a text. */
  readonly inText: boolean;
}

/** What suggestions are taken from. */
export interface SuggestionSources {
  readonly config: ConfigLoad | undefined;
  /** Codes that the file names already. */
  readonly named: readonly string[];
  /** IANA zones, the most likely first. */
  readonly timeZones: readonly string[];
}

/** Customer codes where codes stand (also one of several in a text with commas), zones where a zone stands. */
export function suggestionsAt(
  text: string,
  offset: number,
  sources: SuggestionSources,
): Suggestions | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (isAtPropertyKey || path.length === 0) return undefined;
  const key = path.findLast((segment) => typeof segment === 'string') ?? '';
  const isCustomer = isCustomerCodesPath(path);
  if (!isCustomer && !/^(meeting_?)?time_?zone$/i.test(key)) return undefined;
  const node =
    previousNode?.type === 'string' &&
    offset >= previousNode.offset &&
    offset <= previousNode.offset + previousNode.length
      ? previousNode
      : undefined;
  const whole = { offset: node?.offset ?? offset, length: node?.length ?? 0, inText: false };
  if (!isCustomer) return { kind: 'timeZone', items: zones(sources.timeZones), ...whole };
  const isPiece = node !== undefined && typeof path.at(-1) === 'string' && offset > node.offset;
  const items = codes(sources);
  return { kind: 'customer', items, ...(isPiece ? pieceAt(text, node, offset) : whole) };
}

/** The piece between commas that the cursor stands in, without the blanks before it. */
function pieceAt(
  text: string,
  node: { readonly offset: number; readonly length: number },
  offset: number,
): { readonly offset: number; readonly length: number; readonly inText: boolean } {
  const first = node.offset + 1;
  const last = Math.max(
    first,
    node.offset + node.length - (text[node.offset + node.length - 1] === '"' ? 1 : 0),
  );
  const comma = text.lastIndexOf(',', offset - 1);
  let start = Math.max(first, comma + 1);
  while (start < offset && text[start] === ' ') start += 1;
  const next = text.indexOf(',', offset);
  const end = Math.min(last, next < 0 ? last : next);
  return { offset: start, length: Math.max(0, end - start), inText: true };
}

function codes({ config, named }: SuggestionSources): readonly Suggestion[] {
  if (config?.kind !== 'loaded') return [];
  const there = new Set(named.map(normalizeCustomerCode));
  return [...config.config.customers.values()].map(({ customerCode, customerName }) => ({
    value: customerCode,
    ...(customerName === undefined ? {} : { detail: customerName }),
    rank: there.has(customerCode) ? 1 : 0,
  }));
}

const zones = (timeZones: readonly string[]): readonly Suggestion[] =>
  timeZones.map((value, rank) => ({ value, rank }));
