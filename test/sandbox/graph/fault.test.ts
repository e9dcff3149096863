import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSandbox, until } from '../support/bench.ts';
import { eventBody, graph, graphClient, ORGANIZER } from '../support/graph-bench.ts';

const reset = (error: Error & { cause?: { code?: string } }) => {
  assert.ok(['ECONNRESET', 'UND_ERR_SOCKET'].includes(error.cause?.code ?? ''), error.cause?.code);
  return true;
};

test('a status instead of an answer, in Graph’s shape and with Retry-After', async (t) => {
  const sandbox = await runSandbox(t);
  sandbox.setGraphFault({ kind: 'status', status: 429, retryAfterSeconds: 7, times: 1 });
  const busy = await graph(sandbox, 'POST', 'events', eventBody());
  assert.deepEqual(
    [busy.status, busy.body.error.code, busy.headers.get('retry-after')],
    [429, 'ApplicationThrottled', '7'],
  );
  assert.ok(busy.body.error.innerError['request-id']);
  assert.deepEqual(sandbox.events(), []);
  assert.equal((await graph(sandbox, 'POST', 'events', eventBody())).status, 201);
  sandbox.setGraphFault({
    kind: 'status',
    status: 403,
    code: 'ErrorAccessDenied',
    message: 'Access is denied.',
  });
  const denied = await graph(sandbox, 'GET', 'events');
  assert.deepEqual(
    [denied.status, denied.body.error.code, denied.body.error.message],
    [403, 'ErrorAccessDenied', 'Access is denied.'],
  );
});

test('the connection breaks before or after the work was done', async (t) => {
  const sandbox = await runSandbox(t);
  sandbox.setGraphFault({ kind: 'reset-before', times: 1 });
  await assert.rejects(graph(sandbox, 'POST', 'events', eventBody()), reset);
  assert.equal(sandbox.events().length, 0);
  sandbox.setGraphFault({ kind: 'reset-after', times: 1 });
  await assert.rejects(graph(sandbox, 'POST', 'events', eventBody({ transactionId: 't' })), reset);
  assert.equal(sandbox.events().length, 1);
  assert.equal((await graph(sandbox, 'POST', 'events', eventBody({ transactionId: 't' }))).status, 201);
  assert.equal(sandbox.events().length, 1);
});

test('a gateway gives up although the work is done: the client’s own retry must not do it twice', async (t) => {
  const sandbox = await runSandbox(t);
  sandbox.setGraphFault({ kind: 'status-after', status: 504, times: 1, match: { method: 'POST' } });
  const created = (await graphClient(sandbox)
    .api(`/users/${ORGANIZER}/events`)
    .post(eventBody({ transactionId: 't' }))) as { id: string };
  assert.equal(sandbox.requests().length, 2);
  assert.deepEqual(
    sandbox.events().map(({ id }) => id),
    [created.id],
  );
});

test('a hanging Graph hangs', async (t) => {
  const sandbox = await runSandbox(t);
  sandbox.setGraphFault({ kind: 'hang' });
  const gone = new AbortController();
  const pending = assert.rejects(fetch(`${sandbox.url}/v1.0/me/events`, { signal: gone.signal }), {
    name: 'AbortError',
  });
  await until(() => sandbox.requests().length === 1);
  sandbox.setGraphFault(undefined);
  assert.equal((await graph(sandbox, 'GET', 'events')).status, 200);
  assert.equal(sandbox.requests()[0]?.endedAtMs, undefined);
  gone.abort();
  await pending;
});

test('a fault keeps to its method and path', async (t) => {
  const sandbox = await runSandbox(t);
  sandbox.setGraphFault([
    { kind: 'status', status: 500, match: { method: 'patch' } },
    { kind: 'status', status: 503, match: { path: '/cancel$' } },
  ]);
  const { body } = await graph(sandbox, 'POST', 'events', eventBody());
  const path = `events/${encodeURIComponent(body.id)}`;
  assert.equal((await graph(sandbox, 'PATCH', path, { subject: 'x' })).status, 500);
  assert.equal((await graph(sandbox, 'POST', `${path}/cancel`, {})).status, 503);
  assert.equal((await graph(sandbox, 'GET', path)).status, 200);
  assert.throws(() => sandbox.setGraphFault({ kind: 'hang', match: { path: '(' } }), SyntaxError);
});

test('a fault lets some requests pass, keeps to an operation, and says what a gateway says', async (t) => {
  const sandbox = await runSandbox(t);
  const retryAfter = 'Wed, 21 Oct 2065 07:28:00 GMT';
  const match = { operation: 'ListEvents' };
  sandbox.setGraphFault({
    kind: 'status',
    status: 502,
    skip: 1,
    times: 1,
    match,
    text: '<h1>Bad gateway</h1>',
    retryAfter,
  });
  assert.equal((await graph(sandbox, 'POST', 'events', eventBody())).status, 201);
  assert.equal((await graph(sandbox, 'GET', 'events')).status, 200);
  const answer = await fetch(`${sandbox.url}/v1.0/me/events`);
  assert.deepEqual(
    [answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')],
    [502, 'text/html', retryAfter],
  );
  assert.equal(await answer.text(), '<h1>Bad gateway</h1>');
  assert.equal((await graph(sandbox, 'GET', 'events')).status, 200);
});
