import { objectSchema, publishedSchema, type JsonSchema } from './json-schema.ts';
import { ModificationEntry, RecordDocument } from './record-document.ts';
import { SHAPES } from './shapes/table.ts';

/**
 * The JSON Schema of a metadata file of any shape, from the very schemas that read it. It says what kind each field is,
 * not whether what it holds makes sense: dates, codes and zones are for the reader.
 */
export function metadataSchema(): JsonSchema {
  // Of a field that several shapes have, the flat change's description is the one shown.
  const schema = publishedSchema(
    [...new Set(SHAPES.map((shape) => shape.document).reverse()), RecordDocument],
    {
      title: 'Metadata of a customer meeting',
      description: 'A change or an announcement, its customers and the time of its meeting.',
    },
  );
  const properties = schema.properties as Readonly<Record<string, JsonSchema>>;
  const modifications = { ...properties.modifications, items: objectSchema(ModificationEntry) };
  return { ...schema, properties: { ...properties, modifications } };
}
