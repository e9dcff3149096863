import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { ListContactsCommand } from '@aws-sdk/client-sesv2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { makeScenario, startSandbox } from '../../src/sandbox/index.ts';
import { pages, runSandbox, sesOf, subscribersOf, temporaryDirectory, until } from './support/bench.ts';

const tenOfOneSecond = makeScenario({
  customers: Array.from({ length: 10 }, (_, index) => ({
    code: `c${index}`,
    subscribers: 3,
    latencyMs: 300,
  })),
});

test('ten customers are answered at once, as slowly as one, and the sandbox can prove it', async (t) => {
  const sandbox = await runSandbox(t, { scenario: tenOfOneSecond });
  await pages(sesOf(sandbox, 'c0'));
  const alone = sandbox.timing();
  sandbox.clearRequests();
  await Promise.all(tenOfOneSecond.customers.map(({ code }) => pages(sesOf(sandbox, code))));
  const together = sandbox.timing();
  assert.equal(together.peakInFlight, 10);
  assert.equal(together.peakCustomersInFlight, 10);
  assert.ok(alone.spanMs >= 295);
  assert.ok(together.spanMs < 10 * alone.spanMs * 0.5, `${together.spanMs} against ${alone.spanMs}`);
  assert.equal(sandbox.timing(['graph']).spanMs, 0);
});

test('it listens on other loopback addresses when asked, and on no other', async (t) => {
  const sandbox = await runSandbox(t, { scenario: tenOfOneSecond, host: '127.0.0.2' });
  assert.equal(sandbox.url, `http://127.0.0.2:${sandbox.port}`);
  sandbox.setLatency('c0', 0);
  assert.equal((await pages(sesOf(sandbox, 'c0'))).flat().length, 3);
  assert.equal((await fetch(`${sandbox.url}/_sandbox/timing`)).status, 200);
  for (const host of ['0.0.0.0', '192.0.2.1', '::', 'localhost'])
    await assert.rejects(
      startSandbox({ directory: await temporaryDirectory(t), host }),
      /loopback addresses only/,
    );
});

test('a port that is taken is an error, and nothing stays behind', async (t) => {
  const sandbox = await runSandbox(t, { scenario: tenOfOneSecond });
  await assert.rejects(startSandbox({ directory: await temporaryDirectory(t), port: sandbox.port }), {
    code: 'EADDRINUSE',
  });
});

test('closing ends hanging, delayed and idle connections at once', async (t) => {
  const sandbox = await startSandbox({
    directory: await temporaryDirectory(t),
    scenario: makeScenario({
      customers: [
        { code: 'hanging', faults: [{ kind: 'hanging' }] },
        { code: 'slow', latencyMs: 60_000 },
        { code: 'dripping', faults: [{ kind: 'slow-body', durationMs: 60_000 }] },
      ],
    }),
  });
  const requestHandler = new NodeHttpHandler();
  const pending = ['hanging', 'slow', 'dripping'].map((code) =>
    assert.rejects(sesOf(sandbox, code, { requestHandler }).send(new ListContactsCommand(subscribersOf()))),
  );
  const idle = connect(sandbox.port, '127.0.0.1');
  const idleEnded = new Promise((resolve) => idle.once('close', resolve));
  idle.on('error', () => undefined);
  await until(() => sandbox.requests().filter(({ customerCode }) => customerCode).length === 3);
  const before = performance.now();
  await sandbox.close();
  await Promise.all([...pending, idleEnded]);
  assert.ok(performance.now() - before < 2000);
  await assert.rejects(fetch(sandbox.url));
});

test('the record says of each request whose it was', async (t) => {
  const sandbox = await runSandbox(t, { scenario: makeScenario({ customers: [{ code: 'a' }] }) });
  await sesOf(sandbox, 'a').send(new ListContactsCommand(subscribersOf()));
  const [request] = sandbox.requests();
  assert.deepEqual(
    { ...request, startedAtMs: 0, endedAtMs: 0 },
    {
      service: 'ses',
      operation: 'ListContacts',
      customerCode: 'a',
      accountId: '111122220001',
      method: 'POST',
      path: '/v2/email/contact-lists/customer-contacts/contacts/list',
      startedAtMs: 0,
      endedAtMs: 0,
      status: 200,
      inFlightAtStart: 1,
      write: false,
    },
  );
});
