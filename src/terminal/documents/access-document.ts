import * as z from 'zod';
import { ZONE_DATA_VERSION, type Problem } from '../../metadata/index.ts';
import type { CustomerAccessResult } from '../../recipients/index.ts';
import { customerErrorDocument, customerErrorSchema } from '../../documents/index.ts';
import { problemDocument, problemSchema } from '../../documents/index.ts';

const count = z.int().nonnegative();

/** What `validate-customers --output json` prints. Every key is always there. */
export const accessDocumentSchema = z.strictObject({
  action: z.literal('validate-customers'),
  configFile: z.string(),
  topicName: z.string(),
  /** The release of the time zone database in use; null where the host does not say. */
  timeZoneData: z.string().nullable(),
  customers: z.array(
    z.strictObject({
      customerCode: z.string(),
      customerName: z.string().nullable(),
      status: z.enum(['ok', 'error']),
      accountId: z.string().nullable(),
      region: z.string().nullable(),
      contactList: z.string().nullable(),
      /** Topics of the contact list; null where they may not be looked at. */
      topics: z.array(z.string()).nullable(),
      warnings: z.array(z.string()),
      durationMs: count,
      error: customerErrorSchema.nullable(),
    }),
  ),
  summary: z.strictObject({ customers: count, successful: count, errors: count }),
  problems: z.array(problemSchema),
});

export interface AccessFacts {
  readonly configFile: string;
  readonly topicName: string;
  /** In the config's order. */
  readonly results: readonly CustomerAccessResult[];
  readonly problems: readonly Problem[];
}

/**
 * What `validate-customers --output json` prints.
 * @param facts the checks' results; durations in milliseconds
 */
export function accessDocument(facts: AccessFacts): z.infer<typeof accessDocumentSchema> {
  const { configFile, topicName, results } = facts;
  const errors = results.filter(({ error }) => error !== undefined).length;
  return {
    action: 'validate-customers',
    configFile,
    topicName,
    timeZoneData: ZONE_DATA_VERSION ?? null,
    customers: results.map((result) => ({
      customerCode: result.customerCode,
      customerName: result.customerName ?? null,
      status: result.error === undefined ? 'ok' : 'error',
      accountId: result.accountId ?? null,
      region: result.region ?? null,
      contactList: result.contactList ?? null,
      topics: result.topics === undefined ? null : [...result.topics],
      warnings: [...result.warnings],
      durationMs: Math.round(result.durationMs),
      error: result.error === undefined ? null : customerErrorDocument(result.error),
    })),
    summary: { customers: results.length, successful: results.length - errors, errors },
    problems: facts.problems.map(problemDocument),
  };
}
