import { findNodeAtLocation, getLocation, parseTree, type JSONPath } from 'jsonc-parser';
import type { JsonSchema } from '../../metadata/index.ts';

/** A field that may stand where the cursor is. */
export interface FieldHelp {
  readonly key: string;
  readonly description: string;
}

/** What the schema says about the field at an offset (UTF-16 units) of a JSON text; undefined where it says nothing. */
export function describeField(schema: JsonSchema, text: string, offset: number): FieldHelp | undefined {
  const { path } = getLocation(text, offset);
  const key = path.at(-1);
  const description = schemaAt(schema, path)?.description;
  return typeof key === 'string' && typeof description === 'string' ? { key, description } : undefined;
}

/**
 * The fields that may be written at an offset: those of the object there that it does not have yet. Empty where a value
 * is to be written, or the schema does not know the object.
 */
export function fieldsToWrite(schema: JsonSchema, text: string, offset: number): readonly FieldHelp[] {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  if (!isAtPropertyKey) return [];
  const properties = propertiesOf(schemaAt(schema, path.slice(0, -1)));
  const root = parseTree(text);
  const object = root === undefined ? undefined : findNodeAtLocation(root, path.slice(0, -1));
  const there = new Set((object?.children ?? []).map((property) => String(property.children?.[0]?.value)));
  return Object.entries(properties)
    .filter(([key]) => !there.has(key))
    .map(([key, { description }]) => ({
      key,
      description: typeof description === 'string' ? description : '',
    }));
}

/** The values that the schema gives as examples for the field whose value stands, or is to stand, at an offset. */
export function valuesToWrite(schema: JsonSchema, text: string, offset: number): readonly string[] {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  if (isAtPropertyKey) return [];
  const examples = schemaAt(schema, path)?.examples;
  return Array.isArray(examples)
    ? (examples as readonly unknown[]).filter((each) => typeof each === 'string')
    : [];
}

function schemaAt(schema: JsonSchema, path: JSONPath): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const segment of path) {
    const { items, additionalProperties }: JsonSchema = at ?? {};
    const inner: unknown =
      typeof segment === 'number' ? items : (propertiesOf(at)[segment] ?? additionalProperties);
    at = isSchema(inner) ? inner : undefined;
  }
  return at;
}

function propertiesOf(schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> {
  const properties = schema?.properties;
  if (!isSchema(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).filter((each): each is [string, JsonSchema] => isSchema(each[1])),
  );
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
