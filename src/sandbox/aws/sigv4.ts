import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Identities, Identity } from './identity.ts';

/** The parts of a request that AWS Signature Version 4 covers. `path` is as it came, query string included. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why a signature does not let its sender in. */
export type Refusal =
  | { readonly reason: 'missing' }
  | { readonly reason: 'malformed' | 'scope' | 'skew' | 'signature'; readonly message: string }
  | { readonly reason: 'unknown-key' | 'expired' };

/** Who signed, and for which region; or why nobody is let in. */
export type Verification =
  | { readonly ok: true; readonly identity: Identity; readonly region: string }
  | { readonly ok: false; readonly refusal: Refusal; readonly identity?: Identity };

const ALGORITHM = 'AWS4-HMAC-SHA256';
const FIVE_MINUTES_MS = 300_000;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/**
 * Signs the request again with the secret that belongs to its access key and compares (AWS General Reference: Signature
 * Version 4). `service` is the name the credential scope must carry, `now` gives ms since the Unix epoch.
 */
export function verifySignature(
  request: SignedRequest,
  service: 'ses' | 'sts',
  identities: Identities,
  now: () => number,
): Verification {
  const authorization = request.headers.authorization;
  if (!authorization?.startsWith(ALGORITHM)) return refuse({ reason: 'missing' });
  const credential = /Credential=([^,\s]+)/.exec(authorization)?.[1]?.split('/');
  const signedHeaders = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1];
  const signature = /Signature=([0-9a-f]{64})$/.exec(authorization.trim())?.[1];
  const date = headerValue(request.headers, 'x-amz-date');
  if (credential?.length !== 5 || !signedHeaders || !signature)
    return refuse({
      reason: 'malformed',
      message: `Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.`,
    });
  const [accessKeyId = '', day = '', region = '', scopeService = '', terminator = ''] = credential;
  const identity = identities.byAccessKey(accessKeyId);
  if (!identity) return refuse({ reason: 'unknown-key' });
  if (identity.expiresAtMs !== undefined && identity.expiresAtMs <= now())
    return { ...refuse({ reason: 'expired' }), identity };
  if ((identity.sessionToken ?? '') !== headerValue(request.headers, 'x-amz-security-token'))
    return { ...refuse({ reason: 'unknown-key' }), identity };
  if (scopeService !== service || terminator !== 'aws4_request' || !date.startsWith(day))
    return {
      ...refuse({
        reason: 'scope',
        message: `Credential should be scoped to correct service: '${service}'. `,
      }),
      identity,
    };
  const skew = skewMessage(date, now());
  if (skew) return { ...refuse({ reason: 'skew', message: skew }), identity };

  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = [ALGORITHM, date, scope, sha256(canonicalRequest(request, signedHeaders))].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${identity.secretAccessKey}`,
  );
  const expected = hmac(key, toSign);
  const matches =
    coversEnough(request, signedHeaders) && timingSafeEqual(expected, Buffer.from(signature, 'hex'));
  if (!matches) return { ...refuse({ reason: 'signature', message: MISMATCH }), identity };
  return { ok: true, identity, region };
}

const refuse = (refusal: Refusal) => ({ ok: false, refusal }) as const;

/** Host and the session token must be under the signature. */
function coversEnough(request: SignedRequest, signedHeaders: string): boolean {
  const names = signedHeaders.split(';');
  return (
    names.includes('host') &&
    (!request.headers['x-amz-security-token'] || names.includes('x-amz-security-token'))
  );
}

function canonicalRequest(request: SignedRequest, signedHeaders: string): string {
  const [path = '/', query = ''] = request.path.split(/\?(.*)/s);
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${headerValue(request.headers, name).trim().replace(/ +/g, ' ')}\n`)
    .join('');
  return [
    request.method,
    // Every service but S3 has the already encoded path encoded once more.
    path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    headers,
    signedHeaders,
    createHash('sha256').update(request.body).digest('hex'),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  const pairs = [...new URLSearchParams(query)].map(
    ([name, value]) => [encode(name), encode(value)] as const,
  );
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return pairs
    .sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function skewMessage(date: string, nowMs: number): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return `Date must be in ISO-8601 'basic format'. Got '${date}'.`;
  const [, year, month, day, hour, minute, second] = parts;
  const signedAtMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const basic = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
  if (signedAtMs < nowMs - FIVE_MINUTES_MS)
    return `Signature expired: ${date} is now earlier than ${basic(nowMs - FIVE_MINUTES_MS)} (${basic(nowMs)} - 5 min.)`;
  if (signedAtMs > nowMs + FIVE_MINUTES_MS)
    return `Signature not yet current: ${date} is still later than ${basic(nowMs + FIVE_MINUTES_MS)} (${basic(nowMs)} + 5 min.)`;
  return undefined;
}

/** RFC 3986 unreserved characters stay, everything else is percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
