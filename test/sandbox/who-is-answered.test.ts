import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeScenario, startSandbox, type Sandbox } from '../../src/sandbox/index.ts';

describe('whom the sandbox answers', () => {
  let folder = '';
  let sandbox: Sandbox;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'answered-'));
    const scenario = makeScenario({ customers: [{ code: 'c1', subscribers: 1 }] });
    sandbox = await startSandbox({ scenario, directory: join(folder, 'aws') });
  });
  after(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
  const ask = (method: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: sandbox.port, method, path, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.once('error', reject);
      sent.end();
    });
  const authorization = (): string => `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN ?? ''}`;
  const EVENTS = '/v1.0/users/cloud-team%40meetings.example/events';

  it('programs that ask for it by a loopback address, on every path', async () => {
    const own = { host: `127.0.0.1:${sandbox.port}`, authorization: authorization() };
    assert.equal(await ask('GET', EVENTS, own), 200);
    assert.equal(await ask('GET', EVENTS, { ...own, host: `localhost:${sandbox.port}` }), 200);
    for (const host of [
      'rebound.example',
      `rebound.example:${sandbox.port}`,
      '127.0.0.1.rebound.example',
      '10.0.0.1',
    ]) {
      for (const path of [EVENTS, '/_sandbox/requests', '/v2/email/contact-lists', '/']) {
        assert.equal(await ask('GET', path, { ...own, host }), 403, `${host}${path}`);
      }
    }
  });

  it('no web page: whatever names an origin is refused and changes nothing', async () => {
    const before = sandbox.events().length;
    for (const origin of ['https://evil.example', 'null', sandbox.url]) {
      const headers = { origin, authorization: authorization() };
      assert.equal(await ask('POST', '/_sandbox/expire-sessions', headers), 403);
      assert.equal(await ask('POST', EVENTS, headers), 403);
      assert.equal(await ask('POST', '/', headers), 403);
    }
    assert.equal(sandbox.events().length, before);
  });

  it('with a token that is another one with every start', async () => {
    const other = await startSandbox({
      scenario: makeScenario({ customers: [] }),
      directory: join(folder, 'other'),
    });
    try {
      const [mine, theirs] = [sandbox, other].map(({ environment }) => environment.GRAPH_ACCESS_TOKEN ?? '');
      assert.match(mine ?? '', /^[0-9a-f-]{36}$/);
      assert.notEqual(mine, theirs);
      const headers = { authorization: `Bearer ${theirs ?? ''}` };
      assert.equal(await ask('GET', EVENTS, headers), 401);
    } finally {
      await other.close();
    }
  });
});
