import * as z from 'zod';
import type { CustomerError } from '../recipients/index.ts';

/** A customer's failure in a document: the code is stable, message and remedy are for people. */
export const customerErrorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});

/** A customer's error as the JSON documents carry it; what only the program needs (retryable, request id) stays out. */
export function customerErrorDocument(error: CustomerError): z.infer<typeof customerErrorSchema> {
  return { code: error.code, message: error.message, remedy: error.remedy };
}
