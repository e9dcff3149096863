import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Environment } from '../../../../src/customers/index.ts';
import { fakeCustomer } from '../../fakes/accounts.ts';
import { realRun } from '../../fakes/run.ts';
import { startStandIn } from '../../fakes/stand-in.ts';

const FULL = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
const FILE = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE';

/** A container's credentials service that answers as told, if the token is right. */
async function startService(test: TestContext, status: number, body: string) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, tokens };
}

async function ask(test: TestContext, env: Environment, config = '') {
  const server = await startStandIn();
  test.after(() => server.close());
  const roleArn = 'arn:aws:iam::111122223333:role/ses';
  const byRole = fakeCustomer('hts', {
    region: 'us-east-1',
    credentials: { kind: 'role', roleArn, sessionName: 'hts-ses-session' },
  });
  const { results } = await realRun(test, {
    customers: [config === '' ? byRole : fakeCustomer('hts')],
    config,
    env: { AWS_ENDPOINT_URL: server.url, ...env },
    limits: { maxAttempts: 1, customerTimeoutMs: 8000 },
  });
  return results[0]?.error;
}

async function tokenFile(test: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'machine-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'token'), text);
  return join(folder, 'token');
}

const GOOD = JSON.stringify({
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 's',
  Token: 't',
  Expiration: '2099-01-01T00:00:00Z',
});

describe("a container's credentials", () => {
  it('are had with the token of the file', async (test) => {
    const service = await startService(test, 200, GOOD);
    const file = await tokenFile(test, 'the-token');
    assert.equal(await ask(test, { [FULL]: service.url, [FILE]: file }), undefined);
    assert.deepEqual(service.tokens, ['the-token']);
  });

  it('say which variable names a file that is not there', async (test) => {
    const error = await ask(test, { [FULL]: 'http://127.0.0.1:9/', [FILE]: '/nonexistent/token' });
    assert.equal(error?.code, 'ProfileIncomplete');
    assert.match(
      error.message,
      /token file \/nonexistent\/token does not exist, which AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names/,
    );
    assert.match(error.remedy, /^Correct AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE/);
  });

  it('name the variable, whatever is wrong with where it leads', async (test) => {
    const rows: readonly (readonly [Environment, RegExp])[] = [
      [{ [FULL]: 'no url' }, /is no address that container credentials may come from/],
      [{ [FULL]: 'http://creds.example/' }, /is no address that container credentials may come from/],
      [{ [FULL]: 'http://127.0.0.1:9/' }, /cannot be reached: .*ECONNREFUSED/],
      [{ [FULL]: (await startService(test, 404, '{}')).url }, /gave none \(HTTP 404\)/],
      [{ [FULL]: (await startService(test, 403, '{}')).url }, /does not accept the token \(HTTP 403\)/],
      [{ [FULL]: (await startService(test, 302, '')).url }, /gave none \(HTTP 302\)/],
      [{ [FULL]: (await startService(test, 500, '')).url }, /in trouble \(HTTP 500\)/],
      [{ [FULL]: (await startService(test, 200, '<html>')).url }, /something that is no credentials/],
      [{ [FULL]: (await startService(test, 200, '{}')).url }, /something that is no credentials/],
    ];
    for (const [env, message] of rows) {
      const error = await ask(test, env);
      assert.equal(error?.code, 'CredentialsMissing', error?.message);
      assert.match(error.message, message);
      assert.match(error.message, /AWS_CONTAINER_CREDENTIALS_FULL_URI/);
      assert.equal(error.cause, `variable ${FULL}`);
      assert.doesNotMatch(error.remedy, /report/);
    }
  });

  it('refuse a token with a line break before it becomes a header', async (test) => {
    const file = await tokenFile(test, 'hunter2\n');
    const error = await ask(test, { [FULL]: 'http://127.0.0.1:9/', [FILE]: file });
    assert.match(error?.message ?? '', /AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE gives has a line break/);
    assert.doesNotMatch(error?.message ?? '', /hunter2/);
  });

  it('are the profile’s error where its credential_source names them', async (test) => {
    const config =
      '[profile hts]\nrole_arn = arn:aws:iam::111122223333:role/ses\ncredential_source = EcsContainer\nregion = us-east-1\n';
    const error = await ask(test, { [FULL]: 'http://127.0.0.1:9/' }, config);
    assert.equal(error?.code, 'CredentialsMissing');
    assert.match(error.message, /AWS_CONTAINER_CREDENTIALS_FULL_URI/);
  });
});
