import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { isProof } from '../../../src/sandbox/aws/dpop.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const request = { method: 'POST', url: 'http://127.0.0.1:1234/v1/token' };
const NOW_MS = 1_800_000_000_000;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A proof as RFC 9449 has it, with claims to override. */
const proof = (claims: Record<string, unknown> = {}, key = keys.privateKey) => {
  const usual = { htm: request.method, htu: request.url, iat: NOW_MS / 1000, jti: 'one' };
  const signed = `${encode({ alg: 'ES256', typ: 'dpop+jwt' })}.${encode({ ...usual, ...claims })}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
};
const holds = (header: string | undefined) => isProof(header, request, keys.publicKey, NOW_MS);

test('a proof holds for its key, method, URL and time', () => {
  assert.equal(holds(proof()), true);
  assert.equal(holds(proof({ iat: NOW_MS / 1000 - 299 })), true);
});

test('and for nothing else', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  assert.equal(holds(proof({}, other)), false);
  assert.equal(holds(proof({ htm: 'GET' })), false);
  assert.equal(holds(proof({ htu: 'http://127.0.0.1:1234/token' })), false);
  assert.equal(holds(proof({ iat: NOW_MS / 1000 - 301 })), false);
  assert.equal(holds(proof({ iat: 'now' })), false);
  for (const header of [undefined, '', 'a.b.c', 'a', `${proof().split('.').slice(0, 2).join('.')}.`])
    assert.equal(holds(header), false, header);
});
