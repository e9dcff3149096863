import * as z from 'zod';
import type { CustomerRecipientResult } from './result.ts';

const subscriber = z.object({
  email: z.string(),
  preference: z.enum(['explicit', 'default']),
  contactList: z.string(),
  topicName: z.string(),
  page: z.number(),
});

const customerError = z.object({
  customerCode: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  retryable: z.boolean(),
  requestId: z.string().optional(),
  cause: z.string().optional(),
  signIn: z.object({ kind: z.enum(['sso', 'login']), profile: z.string() }).optional(),
});

const result = z.object({
  customerCode: z.string(),
  customerName: z.string().optional(),
  recipients: z.array(subscriber),
  unsubscribed: z.array(z.string()),
  restrictedRecipients: z.array(z.string()),
  error: customerError.optional(),
  warnings: z.array(z.string()),
  roleArn: z.string().optional(),
  accountId: z.string().optional(),
  signedInAs: z.string().optional(),
  notes: z.array(z.string()).optional(),
  region: z.string().optional(),
  contactList: z.string().optional(),
  startedAtMs: z.number(),
  durationMs: z.number(),
  pages: z.number(),
  attempts: z.number(),
  answeredAt: z.number().optional(),
}) satisfies z.ZodType<CustomerRecipientResult>;

/**
 * Reads results that were kept on disk, where anybody may have changed them.
 * @returns undefined unless every one of them is whole: half an answer is none
 */
export function parseKeptResults(value: unknown): readonly CustomerRecipientResult[] | undefined {
  const parsed = z.array(result).safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
