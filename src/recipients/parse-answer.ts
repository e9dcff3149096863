import type { z } from 'zod';
import { malformedAnswer } from './errors/answer-failures.ts';
import { CustomerFailure } from './errors/failure.ts';

/**
 * Checks an answer of AWS.
 * @param schema what the answer must be
 * @param answer as it came
 * @param operation who was asked what, for the message
 * @throws CustomerFailure `MalformedAnswer` naming the first member that is wrong or missing
 */
export function parseAnswer<Answer>(schema: z.ZodType<Answer>, answer: unknown, operation: string): Answer {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new CustomerFailure(
    malformedAnswer(`the answer to ${operation} has no usable ${where === '' ? 'content' : `\`${where}\``}`),
  );
}
