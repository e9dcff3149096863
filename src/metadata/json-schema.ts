import * as z from 'zod';

/** A JSON Schema (draft 7, which editors know best) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of documents that a reader takes by several zod schemas at once: one object with the properties of all
 * of them. What the reader forgives is allowed: `null` in the place of any optional field, and unknown fields.
 */
export function publishedSchema(
  documents: readonly z.ZodObject[],
  about: { readonly title: string; readonly description: string },
): JsonSchema {
  const merged = documents.map(objectSchema).reduce(merge, {});
  return { ...about, $schema: 'http://json-schema.org/draft-07/schema#', ...without(merged, 'description') };
}

/** One zod object as a JSON Schema that can be put into another. */
export function objectSchema(document: z.ZodObject): JsonSchema {
  return forgiving(without({ ...z.toJSONSchema(document, { target: 'draft-7' }) }, '$schema'));
}

/** Without the rule that nothing is forbidden, and with `null` for whatever may be missing. */
function forgiving(schema: JsonSchema): JsonSchema {
  const rest = without(schema, 'additionalProperties');
  if (!isSchema(rest.properties)) return rest;
  const properties = Object.entries(rest.properties).map(([key, property]) => [
    key,
    isSchema(property) ? orNull(forgiving(property)) : property,
  ]);
  return { ...rest, properties: Object.fromEntries(properties) as JsonSchema };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, anyOf } = schema;
  if (Array.isArray(anyOf)) {
    const alternatives: readonly unknown[] = anyOf;
    const known = alternatives.filter((each) => !(isSchema(each) && each.type === 'null'));
    return { ...schema, anyOf: [...known, { type: 'null' }] };
  }
  if (type === undefined) return schema;
  const types = (Array.isArray(type) ? type : [type]) as readonly unknown[];
  return { ...schema, type: [...new Set([...types, 'null'])] };
}

/** Both schemas in one: the properties of both, and of a property that both have the first one's rules. */
function merge(first: JsonSchema, second: JsonSchema): JsonSchema {
  const properties = isSchema(first.properties) ? first.properties : {};
  const more = isSchema(second.properties) ? second.properties : {};
  const merged: Record<string, unknown> = { ...properties };
  for (const [key, property] of Object.entries(more)) {
    const known = merged[key];
    merged[key] = isSchema(known) && isSchema(property) ? merge(known, property) : property;
  }
  return { ...second, ...first, ...(Object.keys(merged).length === 0 ? {} : { properties: merged }) };
}

const without = (schema: JsonSchema, key: string): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
