import { verify, type KeyObject } from 'node:crypto';
import * as z from 'zod';

const claimsSchema = z.object({
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  jti: z.string().min(1),
});

const FIVE_MINUTES_S = 300;

/** A request as a proof covers it. `url` without its query. */
export interface ProvenRequest {
  readonly method: string;
  readonly url: string;
}

/**
 * Whether a DPoP header (RFC 9449 §4.3) proves that its sender has the private key: a JWT signed ES256, for this method
 * and URL, made within five minutes.
 * @param nowMs ms since the Unix epoch
 */
export function isProof(
  header: string | undefined,
  request: ProvenRequest,
  key: KeyObject,
  nowMs: number,
): boolean {
  const [head = '', payload = '', signature = ''] = (header ?? '').split('.');
  const claims = claimsSchema.safeParse(decode(payload));
  if (!claims.success) return false;
  const { htm, htu, iat } = claims.data;
  if (htm !== request.method || htu !== request.url || Math.abs(nowMs / 1000 - iat) > FIVE_MINUTES_S)
    return false;
  // JOSE signatures are the two numbers one after the other, not DER.
  return verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
