import { getNodePath, type Node } from 'jsonc-parser';
import * as z from 'zod';
import { firstProblems } from './first-problems.ts';
import type { JsonDocument } from './json-document.ts';
import { findProperty, kindOf, locate, spellingsOf, type Property } from './json-tree.ts';
import type { Problem } from './problem.ts';

/** A document's fields as its schema types them, and a problem for each field that is not what it should be. */
export interface TypedDocument<T> {
  /** Fields that failed the schema are absent, so one bad field never hides another. */
  readonly data: T;
  readonly problems: readonly Problem[];
}

/**
 * Reads the object at `path` by a zod schema. Keys the schema knows match without regard to case (exact spelling wins);
 * `null` counts as absent, as in Go; unknown keys are left alone. A field of the wrong type gives the error
 * `WrongType` at its own place (the schema's message says what it must be) and is left out of `data` (a list as a whole);
 * everything else is read. Every field of the schema must be optional.
 * @param unread keys of objects that somebody else reads: they count as empty ones, however much is in them
 */
export function readTyped<S extends z.ZodObject>(
  document: JsonDocument,
  path: readonly (string | number)[],
  schema: S,
  unread: readonly string[] = [],
): TypedDocument<z.output<S>> {
  const problems: Problem[] = [];
  const place = document.root === undefined ? undefined : locate(document.root, path);
  const overruled: Overruled[] = [];
  let value: unknown = place?.complete === true ? toValue(place.node, schema, overruled, unread) : {};
  problems.push(
    ...firstProblems(
      overruled,
      (pair) => ignored(document, pair),
      (count) =>
        document.problemAt(
          path,
          'warning',
          'DuplicateKey',
          `${count} more keys are ignored for the same reason.`,
        ),
    ),
  );
  for (;;) {
    const result = schema.safeParse(value);
    if (result.success) return { data: result.data, problems };
    let removed = false;
    for (const issue of result.error.issues) {
      const at = issue.path.filter((segment) => typeof segment !== 'symbol');
      problems.push(wrongType(document, [...path, ...at], issue.message));
      removed = remove(value, at) || removed;
    }
    // Nothing to take out: the value as a whole is wrong.
    if (!removed) value = {};
  }
}

/** A property that another one, differing in upper and lower case only, overrules. */
interface Overruled {
  readonly property: Property;
  readonly by: Property;
}

function ignored(document: JsonDocument, { property, by }: Overruled): Problem {
  const path = getNodePath(property.valueNode);
  const message = `“${property.key}” is ignored, as “${by.key}” is there too: the two differ in upper and lower case only.`;
  return document.problemAt(path, 'warning', 'DuplicateKey', message, property.keyNode);
}

function wrongType(document: JsonDocument, path: readonly (string | number)[], rule: string): Problem {
  const last = path.at(-1) ?? 'the document';
  const name = typeof last === 'number' ? `Entry ${last + 1} of “${path.at(-2) ?? 'the list'}”` : `“${last}”`;
  const found = document.root === undefined ? undefined : locate(document.root, path);
  const kind = found?.complete === true ? `, but it is ${kindOf(found.node)}` : '';
  return document.problemAt(path, 'error', 'WrongType', `${name} ${rule}${kind}.`);
}

/** Takes the property at the path out of a plain value; for a list's entry the whole list. False when there is none. */
function remove(value: unknown, path: readonly (string | number)[]): boolean {
  const entry = path.findIndex((segment) => typeof segment === 'number');
  const keys = entry < 0 ? path : path.slice(0, entry);
  let container: unknown = value;
  for (const key of keys.slice(0, -1)) container = isRecord(container) ? container[key] : undefined;
  const last = keys.at(-1);
  if (last === undefined || !isRecord(container) || !(last in container)) return false;
  return Reflect.deleteProperty(container, last);
}

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

/** A node's plain value, with the keys that the schema knows in the schema's own spelling. */
function toValue(
  node: Node,
  schema: z.ZodType | undefined,
  overruled: Overruled[],
  unread: readonly string[] = [],
): unknown {
  if (node.type === 'array') {
    return (node.children ?? []).map((child) => toValue(child, undefined, overruled));
  }
  if (node.type !== 'object') return node.value as unknown;
  const known = objectSchema(schema)?.shape ?? {};
  const result: Record<string, unknown> = {};
  // By its children, not its properties: a long history has thousands of them, and nobody keeps them.
  for (const { children: [keyNode, valueNode] = [] } of node.children ?? []) {
    const key = String(keyNode?.value);
    if (unread.includes(key.toLowerCase()) && valueNode?.type === 'object') continue;
    // Assigning this key would change the object's prototype instead of adding a property.
    if (valueNode !== undefined && key !== '__proto__')
      result[key] = toValue(valueNode, undefined, overruled);
  }
  for (const key of Object.keys(known)) {
    const property = findProperty(node, key);
    if (property === undefined) continue;
    for (const other of spellingsOf(node, key)) {
      if (other.key !== property.key) overruled.push({ property: other, by: property });
    }
    if (unread.includes(key) && property.valueNode.type === 'object') result[key] = {};
    else if (property.valueNode.type === 'null') Reflect.deleteProperty(result, key);
    else result[key] = toValue(property.valueNode, known[key] as z.ZodType, overruled);
  }
  return result;
}

function objectSchema(schema: z.ZodType | undefined): z.ZodObject | undefined {
  let inner: unknown = schema;
  while (inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner instanceof z.ZodObject ? inner : undefined;
}
