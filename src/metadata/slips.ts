import type { Node } from 'jsonc-parser';
import * as z from 'zod';
import { customerKeysAt } from './customer-codes.ts';
import type { JsonDocument } from './json-document.ts';
import { propertiesOf, spellingsOf } from './json-tree.ts';
import { customerMentions } from './mentions.ts';
import { editDistance } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { MetadataInspection } from './read-metadata.ts';
import { RecordDocument } from './record-document.ts';
import { SHAPES } from './shapes/table.ts';

/** An object with more unknown keys than this is another program's. */
const MOST_UNKNOWN_KEYS = 100;

/**
 * What is allowed in a metadata text but probably a slip of the pen: a key or a usual value misspelt, a customer named
 * twice. For whoever is writing it; a reader has no use for guesses.
 */
export function slipsIn(inspection: MetadataInspection): readonly Problem[] {
  const { document, found } = inspection;
  if (document.root === undefined || found === undefined) return [];
  return [
    ...slipsAt(document, document.root, [], { ...RecordDocument.shape, ...found.shape.document.shape }),
    ...repeatedCustomers(document),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

function slipsAt(document: JsonDocument, node: Node, path: readonly string[], fields: Fields): Problem[] {
  const keys = [...Object.keys(fields), ...customerKeysAt(path)];
  const known = new Set([...keys, ...(path.length === 0 ? keysOfAnyShape() : [])].map(lower));
  const properties = propertiesOf(node);
  const unknown = properties.filter(({ key }) => !known.has(lower(key)));
  const misspelt = unknown.length > MOST_UNKNOWN_KEYS ? [] : unknown;
  const missing = keys.filter((key) => spellingsOf(node, key).length === 0);
  return [
    ...misspelt.flatMap(({ key, keyNode }) => {
      const meant = nearly(key, missing);
      if (meant === undefined) return [];
      const message = `“${key}” is not used. Did you mean “${meant}”?`;
      return [{ ...document.problemAt([...path, key], 'warning', 'KeyMisspelt', message, keyNode), meant }];
    }),
    ...properties.flatMap(({ key, valueNode }) => {
      const field = fields[Object.keys(fields).find((each) => lower(each) === lower(key)) ?? ''];
      const inner = fieldsOf(field);
      if (inner !== undefined && valueNode.type === 'object')
        return slipsAt(document, valueNode, [...path, key], inner);
      const value = valueNode.type === 'string' ? String(valueNode.value) : '';
      const meant = nearly(value.trim(), usualValues(field));
      if (meant === undefined) return [];
      const message = `“${value}” is not one of the usual values. Did you mean “${meant}”?`;
      return [{ ...document.problemAt([...path, key], 'warning', 'ValueMisspelt', message), meant }];
    }),
  ];
}

function repeatedCustomers(document: JsonDocument): readonly Problem[] {
  const seen = new Set<string>();
  return customerMentions(document).flatMap(({ customerCode, path, range, counts }) => {
    if (!counts) return [];
    if (!seen.has(customerCode)) {
      seen.add(customerCode);
      return [];
    }
    const message = `${customerCode} is named more than once. It is asked once.`;
    return [document.problemAt(path, 'warning', 'CustomerRepeated', message, range)];
  });
}

/** The one of the names that a text is but for one or two letters; longer ones may have two wrong. */
function nearly(written: string, names: readonly string[]): string | undefined {
  const plain = fold(written);
  if (plain.length < 4 || plain.length > 50) return undefined;
  const slips = plain.length < 8 ? 1 : 2;
  const near = names
    .map((name) => ({ name, distance: editDistance(plain, fold(name)) }))
    .filter(({ name, distance }) => distance <= slips && lower(name) !== lower(written))
    .sort((a, b) => a.distance - b.distance);
  return names.some((name) => lower(name) === lower(written)) ? undefined : near[0]?.name;
}

const lower = (text: string): string => text.toLowerCase();
const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');

let anyShape: readonly string[] | undefined;
const keysOfAnyShape = (): readonly string[] =>
  (anyShape ??= SHAPES.flatMap(({ document }) => Object.keys(document.shape)));

function fieldsOf(field: unknown): Fields | undefined {
  let inner = field;
  while (inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner instanceof z.ZodObject ? inner.shape : undefined;
}

/** Values that a field is documented with where it knows a few words only; zones have a check of their own. */
function usualValues(field: unknown): readonly string[] {
  if (!(field instanceof z.ZodType)) return [];
  const { examples } = field.meta() ?? {};
  return Array.isArray(examples) && !examples.includes('UTC')
    ? examples.filter((each): each is string => typeof each === 'string')
    : [];
}
