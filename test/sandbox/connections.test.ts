import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { makeScenario } from '../../src/sandbox/index.ts';
import { runSandbox, sesOf, until } from './support/bench.ts';

const scenario = makeScenario({ customers: [{ code: 'a', latencyMs: 100 }, { code: 'b' }] });
const list = () => new ListContactListsCommand({});

test('connections are counted: opened, open now, and at the most', async (t) => {
  const sandbox = await runSandbox(t, { scenario, host: '127.0.0.2' });
  const httpAgent = new Agent({ keepAlive: true });
  const requestHandler = new NodeHttpHandler({ httpAgent });
  const [a, b] = [sesOf(sandbox, 'a', { requestHandler }), sesOf(sandbox, 'b', { requestHandler })];
  await Promise.all([a.send(list()), a.send(list()), b.send(list())]);
  assert.deepEqual(sandbox.connections(), { opened: 3, open: 3, peak: 3 });
  await b.send(list());
  assert.equal(sandbox.connections().opened, 3, 'kept alive');
  const answer = await fetch(`${sandbox.url}/_sandbox/connections`);
  assert.deepEqual(await answer.json(), { opened: 3, open: 3, peak: 3 });
  httpAgent.destroy();
  await until(() => sandbox.connections().open === 0);
  assert.deepEqual(sandbox.connections(), { opened: 3, open: 0, peak: 3 });
});

test('one that never asks for anything counts as well', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await until(() => sandbox.connections().open === 1);
  assert.deepEqual(sandbox.connections(), { opened: 1, open: 1, peak: 0 });
  socket.destroy();
  await until(() => sandbox.connections().open === 0);
});
