// Writes the published JSON Schemas (schemas/) from the schemas that read the files; a test compares the two.
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { configSchema } from '../src/customers/index.ts';
import { proofDocumentJsonSchema } from '../src/documents/index.ts';
import { metadataSchema } from '../src/metadata/index.ts';

/** @type {readonly (readonly [string, object])[]} */
const SCHEMAS = [
  ['meeting-metadata.schema.json', metadataSchema()],
  ['meetings-config.schema.json', configSchema()],
  ['prove-calendar.schema.json', proofDocumentJsonSchema()],
];

for (const [name, schema] of SCHEMAS) {
  const file = new URL(`../schemas/${name}`, import.meta.url);
  const options = await resolveConfig(file);
  await writeFile(file, await format(JSON.stringify(schema), { ...options, parser: 'json' }));
}
