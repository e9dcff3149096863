import * as z from 'zod';
import { readRetryAfter } from '../retry-after.ts';
import { thrownText } from './thrown-text.ts';

/** The shape errors of the AWS SDK, its HTTP handler and Node's sockets have in common; everything else is ignored. */
const headers = z.record(z.string(), z.string());
const errorShape = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  cause: z
    .object({ code: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  $metadata: z
    .object({
      httpStatusCode: z.number().optional(),
      requestId: z.string().optional(),
      clockSkewCorrected: z.boolean().optional(),
    })
    .optional()
    .catch(undefined),
  // Not enumerable, but there: the raw answer.
  $response: z
    .object({ statusCode: z.number().optional(), headers: headers.catch({}) })
    .optional()
    .catch(undefined),
});

/** What an error can be told by. */
export interface ErrorSigns {
  readonly name: string;
  /** As given; not yet fit to be shown. */
  readonly message: string;
  /** A socket's or TLS library's code, the error's own or its cause's. */
  readonly systemCode?: string;
  readonly status?: number;
  readonly contentType?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly clockSkewCorrected: boolean;
}

/**
 * Reads what an error can be told by. Never throws, whatever was thrown.
 * @param error anything
 */
export function readSigns(error: unknown): ErrorSigns {
  const shape = errorShape.safeParse(error);
  if (!shape.success) return { name: '', message: thrownText(error), clockSkewCorrected: false };
  const { name, message, code, cause, $metadata, $response } = shape.data;
  return {
    name,
    message,
    systemCode: code ?? cause?.code,
    status: $metadata?.httpStatusCode ?? $response?.statusCode,
    contentType: $response?.headers['content-type'],
    requestId: $metadata?.requestId,
    retryAfterMs: retryAfter($response?.headers ?? {}),
    clockSkewCorrected: $metadata?.clockSkewCorrected === true,
  };
}

/** `x-amz-retry-after` counts milliseconds, and is the more exact one. */
function retryAfter(answer: Readonly<Record<string, string>>): number | undefined {
  const milliseconds = Number(answer['x-amz-retry-after'] ?? Number.NaN);
  return milliseconds >= 0 ? milliseconds : readRetryAfter(answer['retry-after'], answer.date);
}
