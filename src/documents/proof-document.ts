import * as z from 'zod';
import type { Proof } from '../calendar/index.ts';
import type { Problem } from '../metadata/index.ts';
import { problemDocument, problemSchema } from './problem-document.ts';

/** What `prove-calendar --output json` prints. Every key is always there. */
export const proofDocumentSchema = z
  .strictObject({
    action: z.literal('prove-calendar'),
    mailbox: z.string().meta({ description: 'Whose calendar was tried, as it was given.' }),
    checks: z.array(
      z.strictObject({
        code: z.string().meta({ description: 'Stable; docs/microsoft-graph.md explains each.' }),
        assumption: z.string(),
        result: z.enum(['holds', 'differs', 'cannot be told']),
        seen: z.string().meta({ description: 'What was seen, without addresses and ids.' }),
        durationMs: z.int().nonnegative(),
      }),
    ),
    leftOver: z
      .array(z.string())
      .meta({ description: 'Web links of events that could not be deleted; exit status 4.' }),
    problems: z.array(problemSchema),
  })
  .meta({ title: 'What the calendar of a mailbox does (prove-calendar --output json)' });

/** What `prove-calendar --output json` prints. */
export type ProofDocument = z.output<typeof proofDocumentSchema>;

/** Facts of a proof as the document carries them. @param proof absent when nothing was tried */
export function proofDocument(
  mailbox: string,
  proof: Proof | undefined,
  problems: readonly Problem[],
): ProofDocument {
  return {
    action: 'prove-calendar',
    mailbox,
    checks: (proof?.checks ?? []).map(({ code, assumption, result, seen, durationMs }) => ({
      code,
      assumption,
      result,
      seen,
      durationMs,
    })),
    leftOver: (proof?.leftOver ?? []).flatMap(({ webLink }) => (webLink === undefined ? [] : [webLink])),
    problems: problems.map(problemDocument),
  };
}

/** JSON Schema (draft 7) of the document, as it is published: schemas/prove-calendar.schema.json. */
export function proofDocumentJsonSchema(): object {
  return z.toJSONSchema(proofDocumentSchema, { target: 'draft-7' });
}
