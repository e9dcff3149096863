import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeviceCodes } from '../../../src/sandbox/entra/device-codes.ts';
import { parseDirectory, type DirectoryInput } from '../../../src/sandbox/entra/directory.ts';
import { answerEntra } from '../../../src/sandbox/entra/service.ts';
import { createTokenBook } from '../../../src/sandbox/entra/token-book.ts';
import { CLIENT, SECRET, TENANT } from '../support/entra.ts';

const ORIGIN = 'https://localhost:1';

/** An Entra without a server, at a time of its own. */
function entra(directory: Partial<DirectoryInput> = {}) {
  const clock = { ms: Date.UTC(2027, 0, 4, 12) };
  const now = (): number => clock.ms;
  const parsed = parseDirectory({
    tenantId: TENANT,
    applications: [{ clientId: CLIENT, secrets: [{ value: SECRET }] }],
    ...directory,
  });
  const world = {
    directory: parsed,
    tokens: createTokenBook(now),
    codes: createDeviceCodes(parsed, now),
    now,
  };
  const ask = (method: string, path: string, form: Record<string, string> = {}) => {
    const body = new URLSearchParams(form).toString();
    const answer = answerEntra({ method, path, origin: ORIGIN, body }, world);
    return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  return { clock, world, ask };
}

const CREDENTIALS = { grant_type: 'client_credentials', client_id: CLIENT, client_secret: SECRET };
const DEVICE = { grant_type: 'device_code', client_id: CLIENT };

describe('the sandbox’s Entra', () => {
  it('answers what is asked before a sign-in', () => {
    const { ask } = entra();
    const metadata = ask('GET', `/${TENANT}/v2.0/.well-known/openid-configuration`);
    assert.equal(metadata.body.token_endpoint, `${ORIGIN}/${TENANT}/oauth2/v2.0/token`);
    const endpoint = encodeURIComponent(`${ORIGIN}/${TENANT}/oauth2/v2.0/authorize`);
    const instance = ask('GET', `/common/discovery/instance?authorization_endpoint=${endpoint}`);
    assert.equal(
      instance.body.tenant_discovery_endpoint,
      `${ORIGIN}/${TENANT}/v2.0/.well-known/openid-configuration`,
    );
    assert.equal(ask('GET', '/anything').status, 404);
  });

  it('refuses as Entra does: error, AADSTS number, 401 for a client that cannot prove itself', () => {
    const { ask } = entra();
    const token = `/${TENANT}/oauth2/v2.0/token`;
    const cases: [ReturnType<typeof ask>, number, string, number][] = [
      [ask('POST', token, { ...CREDENTIALS, client_secret: 'x' }), 401, 'invalid_client', 7000215],
      [ask('POST', token, { ...CREDENTIALS, client_id: 'x' }), 400, 'unauthorized_client', 700016],
      [ask('POST', '/elsewhere/oauth2/v2.0/token', CREDENTIALS), 400, 'invalid_request', 90002],
      [ask('POST', token, { grant_type: 'password' }), 400, 'unsupported_grant_type', 70003],
      [ask('POST', token, { ...DEVICE, device_code: 'x' }), 400, 'bad_verification_code', 70018],
    ];
    for (const [{ status, body }, expected, error, number] of cases) {
      assert.equal(status, expected);
      assert.equal(body.error, error);
      assert.deepEqual(body.error_codes, [number]);
      assert.match(
        String(body.error_description),
        new RegExp(`^AADSTS${number}: .* Trace ID: .* Correlation ID: .* Timestamp: 2027-01-04 12:00:00Z$`),
      );
    }
  });

  it('gives tokens that are good for their time and no longer', () => {
    const { ask, clock, world } = entra({ tokenLifetimeS: 60 });
    const { body } = ask('POST', `/${TENANT}/oauth2/v2.0/token`, CREDENTIALS);
    const token = String(body.access_token);
    assert.equal(world.tokens.judge(token), 'good');
    clock.ms += 60_000;
    assert.equal(world.tokens.judge(token), 'expired');
    assert.equal(world.tokens.judge('another'), 'unknown');
  });

  it('lets a device code be entered once, in time, for its own application', () => {
    const { ask, clock, world } = entra({
      codeLifetimeS: 60,
      applications: [{ clientId: CLIENT }, { clientId: 'other' }],
    });
    const begin = (): string =>
      String(ask('POST', `/${TENANT}/oauth2/v2.0/devicecode`, { client_id: CLIENT }).body.device_code);
    const redeem = (device_code: string, more = {}) =>
      ask('POST', `/${TENANT}/oauth2/v2.0/token`, { ...DEVICE, device_code, ...more }).body;
    const code = begin();
    assert.equal(redeem(code).error, 'authorization_pending');
    world.codes.enterAll('entered');
    assert.equal(redeem(code, { client_id: 'other' }).error, 'bad_verification_code');
    assert.equal(world.tokens.judge(String(redeem(code).access_token)), 'good');
    assert.equal(redeem(code).error, 'bad_verification_code');
    const late = begin();
    clock.ms += 60_000;
    assert.equal(redeem(late).error, 'expired_token');
  });
});
