import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { ReadableStream } from 'node:stream/web';
import { test } from 'node:test';
import { GetContactListCommand, ListContactListsCommand, ListContactsCommand } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { makeScenario, type Fault } from '../../../src/sandbox/index.ts';
import { assume, pages, runSandbox, sesOf, stsOf, subscribersOf, until } from '../support/bench.ts';
import { signedFetch } from '../support/signed-request.ts';

const scenario = makeScenario({
  pageSizeCap: 10,
  customers: [
    { code: 'a', subscribers: 25 },
    { code: 'b', subscribers: 25 },
  ],
});
const ask = subscribersOf();
const listContacts = () => new ListContactsCommand(ask);

test('one customer’s fault is nobody else’s, and is gone when taken away', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'denied' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), {
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::111122220001:user/contact-reader is not authorized to perform: ses:ListContacts on resource: arn:aws:ses:us-east-1:111122220001:contact-list/customer-contacts',
  });
  assert.equal((await pages(sesOf(sandbox, 'b'))).length, 3);
  sandbox.setFault('a', undefined);
  assert.equal((await pages(sesOf(sandbox, 'a'))).length, 3);
  assert.throws(() => sandbox.setFault('nobody', undefined), /no customer nobody/);
});

test('denied-role refuses the role and leaves the account’s own keys alone', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'denied-role' });
  await assert.rejects(assume(sandbox, 'a'), {
    name: 'AccessDenied',
    message: /not authorized to perform: sts:AssumeRole/,
  });
  await assume(sandbox, 'b');
  assert.equal((await pages(sesOf(sandbox, 'a'))).length, 3);
});

test('throttled answers 429, which the SDK retries until the count is used up', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'throttled', times: 1 });
  const retrying = sesOf(sandbox, 'a', { maxAttempts: 3 });
  const page = await retrying.send(listContacts());
  assert.equal(page.Contacts?.length, 10);
  assert.equal(page.$metadata.attempts, 2);
  sandbox.setFault('a', { kind: 'throttled' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), {
    name: 'TooManyRequestsException',
    message: 'Rate exceeded',
  });
  assert.deepEqual(
    sandbox.requests().map(({ status }) => status),
    [429, 200, 429],
  );
});

test('server-error answers 500, which the SDK retries', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'server-error', times: 2 });
  const page = await sesOf(sandbox, 'a', { maxAttempts: 3 }).send(listContacts());
  assert.equal(page.$metadata.attempts, 3);
});

test('a hanging customer takes the request and answers nothing until the client gives up', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'hanging' });
  const given = new AbortController();
  const pending = sesOf(sandbox, 'a').send(listContacts(), { abortSignal: given.signal });
  const outcome = assert.rejects(pending, { name: 'AbortError' });
  await until(() => sandbox.requests().length === 1);
  assert.equal((await pages(sesOf(sandbox, 'b'))).length, 3);
  assert.equal(sandbox.requests()[0]?.endedAtMs, undefined);
  given.abort();
  await outcome;
  await until(() => sandbox.requests()[0]?.endedAtMs !== undefined);
  assert.equal(sandbox.requests()[0]?.status, undefined);
});

test('a hanging customer outlasts a client’s time limit', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'hanging' });
  const impatient = new NodeHttpHandler({ requestTimeout: 150, throwOnRequestTimeout: true });
  await assert.rejects(sesOf(sandbox, 'a', { requestHandler: impatient }).send(listContacts()), {
    name: 'TimeoutError',
  });
});

test('reset destroys the connection: before any answer, or after some bytes of it', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'reset' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'ECONNRESET');
    return true;
  });
  sandbox.setFault('a', { kind: 'reset', afterBytes: 30 });
  const response = await signedFetch(sandbox, 'a', { path: '/v2/email/contact-lists/customer-contacts' });
  assert.equal(response.status, 200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let received = 0;
  await assert.rejects(async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      received += value.length;
    }
  });
  assert.equal(received, 30);
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), /aborted/);
});

test('garbage breaks off in the middle of the JSON, html is a web page with status 200', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'garbage' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), { name: 'SyntaxError' });
  sandbox.setFault('a', { kind: 'html' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), {
    name: 'SyntaxError',
    message: /'<', "<html>/,
  });
});

test('a proxy’s page can come with a proxy’s status', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  for (const status of [407, 503, 511]) {
    sandbox.setFault('a', { kind: 'html', status });
    await assert.rejects(
      sesOf(sandbox, 'a').send(listContacts()),
      (error: Error & { $metadata: { httpStatusCode: number } }) => {
        assert.equal(error.$metadata.httpStatusCode, status);
        return true;
      },
    );
  }
});

test('refused is any refusal there is', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const message = 'STS is not activated in this region for account:111122220001.';
  sandbox.setFault('a', {
    kind: 'refused',
    operation: 'AssumeRole',
    status: 403,
    code: 'RegionDisabledException',
    message,
  });
  await assert.rejects(assume(sandbox, 'a'), { name: 'RegionDisabledException', message });
  sandbox.setFault('a', { kind: 'refused', code: 'BadRequestException', message: 'No.' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), {
    name: 'BadRequestException',
    message: 'No.',
  });
});

test('throttled and server-error can say when to come again', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  for (const [kind, status] of [
    ['throttled', 429],
    ['server-error', 500],
  ] as const) {
    sandbox.setFault('a', { kind, retryAfterSeconds: 7 });
    const response = await signedFetch(sandbox, 'a', { path: '/v2/email/contact-lists' });
    assert.deepEqual([response.status, response.headers.get('retry-after')], [status, '7']);
  }
  sandbox.setFault('a', { kind: 'throttled', operation: 'AssumeRole', retryAfterSeconds: 2 });
  const answer = await signedFetch(sandbox, 'default', {
    method: 'POST',
    path: '/',
    service: 'sts',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=AssumeRole&RoleSessionName=name&RoleArn=arn:aws:iam::111122220001:role/customer-contact-reader',
  });
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [400, '2']);
  assert.equal(sandbox.counts().a?.AssumeRole?.throttled, 1);
});

test('empty-page withholds its contacts until the next page', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'empty-page', times: 2 });
  assert.deepEqual(
    (await pages(sesOf(sandbox, 'a'))).map((page) => page.length),
    [0, 0, 10, 10, 5],
  );
  sandbox.setFault('a', { kind: 'empty-page', page: 2 });
  assert.deepEqual(
    (await pages(sesOf(sandbox, 'a'))).map((page) => page.length),
    [10, 0, 10, 5],
  );
  sandbox.setFault('a', { kind: 'empty-page' });
  await assert.rejects(pages(sesOf(sandbox, 'a')), /no end of pages/);
});

test('a token can expire in the middle of a run', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'expired', fromPage: 2 });
  const client = sesOf(sandbox, 'a');
  await client.send(new ListContactListsCommand({}));
  const first = await client.send(listContacts());
  for (let turn = 0; turn < 2; turn++)
    await assert.rejects(client.send(new ListContactsCommand({ ...ask, NextToken: first.NextToken })), {
      name: 'ExpiredTokenException',
    });
});

test('the base account and its sign-ins have faults of their own', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('base', { kind: 'throttled', operation: 'GetCallerIdentity' });
  await assert.rejects(stsOf(sandbox).send(new GetCallerIdentityCommand({})), { name: 'Throttling' });
  await stsOf(sandbox, 'a').send(new GetCallerIdentityCommand({}));
  sandbox.setFault('base', undefined);
  await stsOf(sandbox).send(new GetCallerIdentityCommand({}));
});

test('expired hits the customer’s calls and GetCallerIdentity', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'expired' });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()), {
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  });
  await assert.rejects(stsOf(sandbox, 'a').send(new GetCallerIdentityCommand({})), { name: 'ExpiredToken' });
});

test('no-list is an account without a list, no-topic a list without topics', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'a');
  sandbox.setFault('a', { kind: 'no-list' });
  assert.deepEqual((await client.send(new ListContactListsCommand({}))).ContactLists, []);
  await assert.rejects(client.send(listContacts()), {
    name: 'NotFoundException',
    message: "List with name: customer-contacts doesn't exist.",
  });
  sandbox.setFault('a', { kind: 'no-topic' });
  const list = await client.send(new GetContactListCommand({ ContactListName: 'customer-contacts' }));
  assert.deepEqual(list.Topics, []);
  assert.deepEqual((await client.send(listContacts())).Contacts, []);
});

test('slow-body sends headers at once and takes its time over the body', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'slow-body', durationMs: 300 });
  const asked = performance.now();
  const response = await signedFetch(sandbox, 'a', { path: '/v2/email/contact-lists' });
  const headersMs = performance.now() - asked;
  const body = (await response.json()) as { ContactLists: unknown[] };
  const bodyMs = performance.now() - asked;
  assert.equal(body.ContactLists.length, 1);
  assert.ok(bodyMs - headersMs > 200, `headers after ${headersMs} ms, body after ${bodyMs} ms`);
  assert.ok(bodyMs >= 290);
});

test('slow-body never falls silent for long, however slow it is', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'slow-body', durationMs: 60_000 });
  const response = await signedFetch(sandbox, 'a', { path: '/v2/email/contact-lists' });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (let piece = 0; piece < 4; piece++) {
    const { value } = await reader.read();
    assert.ok((value?.length ?? 0) < 10);
  }
  await reader.cancel();
});

test('repeat-token hands out the same token for ever', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'repeat-token' });
  const client = sesOf(sandbox, 'a');
  const first = await client.send(listContacts());
  for (let turn = 0; turn < 3; turn++) {
    const next = await client.send(new ListContactsCommand({ ...ask, NextToken: first.NextToken }));
    assert.equal(next.NextToken, first.NextToken);
  }
});

test('missing-contacts is a 200 without the member', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  sandbox.setFault('a', { kind: 'missing-contacts' });
  const page = await sesOf(sandbox, 'a').send(listContacts());
  assert.equal(page.Contacts, undefined);
  assert.equal((await sesOf(sandbox, 'a').send(new ListContactListsCommand({}))).ContactLists?.length, 1);
});

test('a fault can be kept to an operation, to a page, or to a number of times', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'a');
  sandbox.setFault('a', { kind: 'denied', operation: 'GetContactList' });
  await client.send(listContacts());
  await assert.rejects(client.send(new GetContactListCommand({ ContactListName: 'customer-contacts' })));

  sandbox.setFault('a', { kind: 'denied', page: 2 });
  const first = await client.send(listContacts());
  const second = () => client.send(new ListContactsCommand({ ...ask, NextToken: first.NextToken }));
  await assert.rejects(second(), { name: 'AccessDeniedException' });

  sandbox.setFault('a', { kind: 'denied', page: 2, times: 1 });
  await assert.rejects(second());
  assert.equal((await second()).Contacts?.length, 10);

  const several: readonly Fault[] = [
    { kind: 'throttled', times: 1 },
    { kind: 'denied', times: 1 },
  ];
  sandbox.setFault('a', several);
  await assert.rejects(client.send(listContacts()), { name: 'TooManyRequestsException' });
  await assert.rejects(client.send(listContacts()), { name: 'AccessDeniedException' });
  assert.equal((await client.send(listContacts())).Contacts?.length, 10);
});

test('AssumeRole can hang, be throttled or answer a web page as well', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const operation = 'AssumeRole';
  const role = new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::111122220001:role/customer-contact-reader',
    RoleSessionName: 'session',
  });
  sandbox.setFault('a', { kind: 'throttled', operation });
  await assert.rejects(stsOf(sandbox).send(role), { name: 'Throttling' });
  sandbox.setFault('a', { kind: 'html', operation });
  await assert.rejects(stsOf(sandbox).send(role));
  sandbox.setFault('a', { kind: 'hanging', operation });
  await assert.rejects(stsOf(sandbox).send(role, { abortSignal: AbortSignal.timeout(150) }), {
    name: 'AbortError',
  });
  await assume(sandbox, 'b');
});

test('a scenario can have its faults from the start', async (t) => {
  const faulty = makeScenario({ customers: [{ code: 'a', faults: [{ kind: 'denied', times: 1 }] }] });
  const sandbox = await runSandbox(t, { scenario: faulty });
  await assert.rejects(sesOf(sandbox, 'a').send(listContacts()));
  await sesOf(sandbox, 'a').send(listContacts());
});

test('a customer’s delay is its own, per request, and can be changed', async (t) => {
  const sandbox = await runSandbox(t, {
    scenario: makeScenario({
      customers: [
        { code: 'slow', latencyMs: 200, operationLatencyMs: { ListContactLists: 10 } },
        { code: 'quick' },
      ],
    }),
  });
  await sesOf(sandbox, 'slow').send(listContacts());
  await sesOf(sandbox, 'slow').send(new ListContactListsCommand({}));
  await sesOf(sandbox, 'quick').send(listContacts());
  sandbox.setLatency('slow', 0);
  await sesOf(sandbox, 'slow').send(listContacts());
  const took = sandbox.requests().map(({ startedAtMs, endedAtMs }) => endedAtMs! - startedAtMs);
  assert.ok(took[0]! >= 195, `${took[0]}`);
  for (const [index, least, most] of [
    [1, 9, 150],
    [2, 0, 150],
    [3, 0, 150],
  ] as const)
    assert.ok(took[index]! >= least && took[index]! < most, `${index}: ${took[index]}`);
});

test('a client that goes away during the delay ends its request', async (t) => {
  const sandbox = await runSandbox(t, {
    scenario: makeScenario({ customers: [{ code: 'a', latencyMs: 60_000 }] }),
  });
  const gone = new AbortController();
  const pending = sesOf(sandbox, 'a').send(listContacts(), { abortSignal: gone.signal });
  const outcome = assert.rejects(pending);
  await until(() => sandbox.requests()[0]?.customerCode === 'a');
  gone.abort();
  await outcome;
  await until(() => sandbox.requests()[0]?.endedAtMs !== undefined);
});

test('half a request does not disturb anybody', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const socket = connect(sandbox.port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write('POST /v2/email/contact-lists HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
  await until(() => sandbox.requests().length === 1);
  socket.destroy();
  await until(() => sandbox.requests()[0]?.endedAtMs !== undefined);
  assert.equal((await pages(sesOf(sandbox, 'a'))).length, 3);
});
