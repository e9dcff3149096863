import * as z from 'zod';
import type { MetadataReading } from '../../metadata/index.ts';
import { problemDocument, problemSchema } from '../../documents/index.ts';

/** What `extract-customers --output json` prints; `shape` is null for a file of no known shape. */
export const extractDocumentSchema = z.strictObject({
  customerCodes: z.array(z.string()),
  shape: z
    .enum(['flat', 'nested', 'announcement', 'portal', 'snake_case', 'functional', 'documented'])
    .nullable(),
  problems: z.array(problemSchema),
});

/** What `extract-customers --output json` prints (design: command line); `shape` is null where none was recognised. */
export function extractDocument(reading: MetadataReading): z.infer<typeof extractDocumentSchema> {
  return {
    customerCodes: [...reading.customerCodes],
    shape: reading.shape ?? null,
    problems: reading.problems.map(problemDocument),
  };
}
