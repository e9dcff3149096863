import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { profile } from './bench.ts';

/** A request to be signed; `body` is sent as it is. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly service?: 'ses' | 'sts';
  readonly region?: string;
  /** Date of the signature; now when absent. */
  readonly signedAt?: Date;
}

/** Signs by the reference signer with a profile's keys and sends; for requests that no SDK client would make. */
export async function signedFetch(sandbox: Sandbox, name: string, request: RawRequest): Promise<Response> {
  const { method = 'GET', path, body, service = 'ses', region = 'us-east-1' } = request;
  const signer = new SignatureV4({
    credentials: await profile(sandbox, name)(),
    region,
    service,
    sha256: Sha256,
  });
  const url = new URL(path, sandbox.url);
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: sandbox.port,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, ...request.headers },
      ...(body === undefined ? {} : { body }),
    },
    request.signedAt ? { signingDate: request.signedAt } : {},
  );
  return fetch(url, { method, headers: signed.headers, ...(body === undefined ? {} : { body }) });
}
