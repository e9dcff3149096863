import * as z from 'zod';
import type { Problem } from '../metadata/index.ts';

/** One problem in a document: `path` is a JSON pointer, `''` for the whole file; line and column are 1-based. */
export const problemSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  path: z.string(),
  file: z.string().nullable(),
  line: z.int().positive().nullable(),
  column: z.int().positive().nullable(),
});

/** A problem as documents carry it: every key there, null where unknown. */
export function problemDocument(problem: Problem): z.infer<typeof problemSchema> {
  return {
    severity: problem.severity,
    code: problem.code,
    message: problem.message,
    path: problem.path,
    file: problem.file ?? null,
    line: problem.line ?? null,
    column: problem.column ?? null,
  };
}
