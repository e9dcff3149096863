import type { TestContext } from 'node:test';
import * as tls from 'node:tls';
import { generate } from 'selfsigned';
import { startEntra, type Entra, type EntraOptions } from '../../../src/sandbox/index.ts';

export const TENANT = '5d0c4a6e-0000-4000-8000-00000000abcd';
export const CLIENT = 'a1b2c3d4-0000-4000-8000-000000000001';
export const SECRET = 'right~secret';

let made: Promise<{ readonly key: string; readonly cert: string }> | undefined;

/** A certificate for `localhost` that signs itself, as PEM texts: one for a process, which reads its trust only once. */
export function certificate(): Promise<{ readonly key: string; readonly cert: string }> {
  return (made ??= make());
}

async function make(): Promise<{ readonly key: string; readonly cert: string }> {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return { key: pair.private, cert: pair.cert };
}

/** Makes this process trust a certificate besides those it trusts anyway (Node.js ≥ 24.5; not in its types for 20). */
export function trust(cert: string): void {
  const { getCACertificates, setDefaultCACertificates } = tls as unknown as {
    getCACertificates: (type: 'default') => string[];
    setDefaultCACertificates: (certificates: string[]) => void;
  };
  setDefaultCACertificates([...getCACertificates('default'), cert]);
}

/** An Entra with one tenant and one application, trusted by this process, closed with the test. */
export async function runEntra(
  t: TestContext,
  directory: Partial<EntraOptions['directory']> = {},
): Promise<Entra & { readonly cert: string }> {
  const { key, cert } = await certificate();
  trust(cert);
  const entra = await startEntra({
    key,
    cert,
    directory: {
      tenantId: TENANT,
      applications: [{ clientId: CLIENT, secrets: [{ value: SECRET }] }],
      codeIntervalS: 0.02,
      ...directory,
    },
  });
  t.after(() => entra.close());
  return { ...entra, cert };
}
