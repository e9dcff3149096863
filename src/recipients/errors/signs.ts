import * as z from 'zod';
import { readRetryAfter } from '../retry-after.ts';
import type { ProxyUse } from './proxy-failures.ts';
import { thrownText } from './thrown-text.ts';

/** The shape errors of the AWS SDK, its HTTP handler and Node's sockets have in common; everything else is ignored. */
const headers = z.record(z.string(), z.string());
const proxyUse = z.object({ variable: z.string(), proxy: z.string(), hasUser: z.boolean() });
const errorShape = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  // Of Node's name look-ups.
  hostname: z.string().optional().catch(undefined),
  // Ours, about the way the request took.
  route: z
    .object({ proxy: proxyUse.optional(), unusedProxy: z.string().optional() })
    .optional()
    .catch(undefined),
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
  /** The host name that could not be looked up. */
  readonly host?: string;
  /** The proxy through which the request went. */
  readonly proxy?: ProxyUse;
  /** A proxy variable that is set and does not count. */
  readonly unusedProxy?: string;
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
  const { name, message, code, cause, hostname, route, $metadata, $response } = shape.data;
  return {
    name,
    message,
    systemCode: code ?? cause?.code,
    host: hostname,
    proxy: route?.proxy,
    unusedProxy: route?.unusedProxy,
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
