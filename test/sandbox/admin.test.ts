import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { makeScenario, type RecordedRequest, type Sandbox, type Timing } from '../../src/sandbox/index.ts';
import { assume, pages, runSandbox, sesOf } from './support/bench.ts';

const scenario = makeScenario({ customers: [{ code: 'a', subscribers: 2 }, { code: 'b' }] });

const admin = (sandbox: Sandbox, method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('the record can be read and cleared from another process', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  await sesOf(sandbox, 'a').send(new ListContactListsCommand({}));
  const read = (await (await admin(sandbox, 'GET', 'requests')).json()) as {
    requests: RecordedRequest[];
    timing: Timing;
  };
  assert.deepEqual(read.requests, sandbox.requests());
  assert.equal(read.requests.length, 1);
  assert.equal(read.timing.peakInFlight, 1);
  assert.deepEqual(await (await admin(sandbox, 'GET', 'timing')).json(), sandbox.timing());
  assert.equal((await admin(sandbox, 'DELETE', 'requests')).status, 204);
  assert.deepEqual(sandbox.requests(), []);
});

test('faults, delays and sessions can be set', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const list = () => sesOf(sandbox, 'a').send(new ListContactListsCommand({}));
  assert.equal((await admin(sandbox, 'PUT', 'faults/a', { kind: 'denied' })).status, 204);
  await assert.rejects(list());
  assert.deepEqual(await (await admin(sandbox, 'GET', 'faults')).json(), { a: [{ kind: 'denied' }] });
  assert.equal((await admin(sandbox, 'DELETE', 'faults/a')).status, 204);
  await list();
  assert.equal((await admin(sandbox, 'PUT', 'faults/a', [{ kind: 'throttled', times: 1 }])).status, 204);
  await assert.rejects(list());
  assert.equal((await admin(sandbox, 'PUT', 'latency/a', { ms: 120 })).status, 204);
  sandbox.clearRequests();
  await list();
  assert.ok(sandbox.timing().spanMs >= 115);

  const credentials = await assume(sandbox, 'b');
  assert.equal((await admin(sandbox, 'POST', 'expire-sessions')).status, 204);
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 });
  await assert.rejects(client.send(new GetCallerIdentityCommand({})), { name: 'ExpiredToken' });
});

test('counts, connections, sign-ins and the base account’s faults', async (t) => {
  const signedIn = makeScenario({
    base: { profile: { credentials: { kind: 'sso' } } },
    customers: [{ code: 'a' }],
  });
  const sandbox = await runSandbox(t, { scenario: signedIn });
  await sesOf(sandbox, 'a').send(new ListContactListsCommand({}));
  const read = async (path: string) => (await admin(sandbox, 'GET', path)).json();
  assert.deepEqual(await read('counts'), { a: { ListContactLists: { requests: 1, throttled: 0 } } });
  assert.equal(((await read('connections')) as { opened: number }).opened, 1);
  assert.equal((await admin(sandbox, 'PUT', 'faults/base', { kind: 'denied' })).status, 204);
  assert.deepEqual(await read('faults'), { base: [{ kind: 'denied' }] });
  assert.equal((await admin(sandbox, 'PUT', 'latency/base', { ms: 1 })).status, 404);
  assert.equal((await admin(sandbox, 'POST', 'expire-sign-ins')).status, 204);
  assert.equal((await admin(sandbox, 'PUT', 'sso-session/cloud-team', { state: 'never' })).status, 204);
  assert.equal((await admin(sandbox, 'PUT', 'sso-session/cloud-team', { state: 'who knows' })).status, 400);
});

test("Graph's faults, the calendar and the scenario", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const events = () =>
    fetch(`${sandbox.url}/v1.0/me/events`, {
      headers: { authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN}` },
    });
  assert.equal((await admin(sandbox, 'PUT', 'graph-fault', { kind: 'status', status: 503 })).status, 204);
  assert.equal((await events()).status, 503);
  assert.equal((await admin(sandbox, 'DELETE', 'graph-fault')).status, 204);
  assert.equal((await events()).status, 200);
  assert.deepEqual(await (await admin(sandbox, 'GET', 'calendar')).json(), { events: [] });
  assert.deepEqual(await (await admin(sandbox, 'GET', 'scenario')).json(), scenario);
});

test('what is wrong is said', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const message = async (response: Response) => ((await response.json()) as { message: string }).message;
  const unknownCustomer = await admin(sandbox, 'PUT', 'faults/zzz', { kind: 'denied' });
  assert.deepEqual(
    [unknownCustomer.status, await message(unknownCustomer)],
    [404, 'The scenario has no customer zzz.'],
  );
  const noCustomer = await admin(sandbox, 'PUT', 'faults', { kind: 'denied' });
  assert.equal(noCustomer.status, 404);
  const unknownFault = await admin(sandbox, 'PUT', 'faults/a', { kind: 'exploding' });
  assert.equal(unknownFault.status, 400);
  const notJson = await fetch(`${sandbox.url}/_sandbox/faults/a`, { method: 'PUT', body: '{' });
  assert.deepEqual([notJson.status, await message(notJson)], [400, 'The body is not JSON.']);
  const badPattern = await admin(sandbox, 'PUT', 'graph-fault', { kind: 'hang', match: { path: '(' } });
  assert.equal(badPattern.status, 400);
  assert.equal((await admin(sandbox, 'GET', 'nothing')).status, 404);
  assert.deepEqual(sandbox.requests(), []);
});

test('a web page that bound a name to this machine cannot drive it', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const status = await new Promise((resolve, reject) => {
    httpRequest(
      { port: sandbox.port, path: '/_sandbox/scenario', headers: { host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
  assert.equal(status, 403);
});

test('the calendar’s behaviour and its events can be changed from another process', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const graph = (method: string, path: string, body?: unknown) =>
    fetch(`${sandbox.url}/v1.0/users/cloud-team@meetings.example/${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  assert.equal((await admin(sandbox, 'PUT', 'switches', { onlineMeeting: 'not made' })).status, 204);
  const time = { dateTime: '2030-01-10T10:00:00', timeZone: 'UTC' };
  await graph('POST', 'events', { subject: 'x', start: time, end: time, isOnlineMeeting: true });
  const [event] = sandbox.events();
  assert.equal(event?.joinUrl, undefined);
  const switches = (await (await admin(sandbox, 'GET', 'switches')).json()) as Record<string, unknown>;
  assert.equal(switches.onlineMeeting, 'not made');
  const bad = await admin(sandbox, 'PUT', 'switches', { onlineMeeting: 'perhaps' });
  assert.equal(bad.status, 400);
  assert.match(await bad.text(), /onlineMeeting/);
  assert.equal((await admin(sandbox, 'DELETE', 'switches')).status, 204);
  assert.deepEqual(sandbox.switches(), scenario.graph.switches);

  const edit = (body: unknown) => admin(sandbox, 'POST', 'calendar', body);
  assert.equal((await edit({ event: event!.id, change: { do: 'delete' } })).status, 204);
  assert.equal(sandbox.events()[0]?.state, 'deleted');
  assert.equal((await edit({ event: 'nobody', change: { do: 'delete' } })).status, 400);
  assert.equal((await edit({ event: event!.immutableId, change: { do: 'dance' } })).status, 400);
});

test('subscribers can be changed from another process', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const addresses = ['new@a.example', 'person0001@a.example'];
  const set = (code: string) =>
    admin(sandbox, 'PUT', `subscribers/${code}`, { topicName: 'aws-calendar', addresses });
  assert.equal((await set('a')).status, 204);
  const [page] = await pages(sesOf(sandbox, 'a'));
  assert.deepEqual(page?.sort(), addresses);
  assert.equal((await set('nobody')).status, 400);
});
