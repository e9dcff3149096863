import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetContactListCommand, ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { assume, profile, runSandbox, sesOf } from '../support/bench.ts';
import { signedFetch } from '../support/signed-request.ts';

const scenario = makeScenario({ customers: [{ code: 'a', subscribers: 1 }, { code: 'b' }] });
const LISTS = '/v2/email/contact-lists';

async function refusal(response: Response): Promise<[number, string | null, string]> {
  const { message } = (await response.json()) as { message: string };
  return [response.status, response.headers.get('x-amzn-errortype'), message];
}

test('a wrong secret is InvalidSignatureException, an unknown key UnrecognizedClientException', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const good = await profile(sandbox, 'a')();
  const ask = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    sesOf(sandbox, 'a', { credentials }).send(new ListContactListsCommand({}));
  await assert.rejects(ask({ ...good, secretAccessKey: `${good.secretAccessKey}x` }), {
    name: 'InvalidSignatureException',
    message: /^The request signature we calculated does not match the signature you provided\./,
  });
  await assert.rejects(ask({ ...good, accessKeyId: 'AKIASANDBOXUNKNOWN00' }), {
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
  assert.deepEqual(
    sandbox.requests().map(({ status }) => status),
    [403, 403],
  );
});

test("another account's secret does not open this account", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const [a, b] = [await profile(sandbox, 'a')(), await profile(sandbox, 'b')()];
  const credentials = { accessKeyId: a.accessKeyId, secretAccessKey: b.secretAccessKey };
  await assert.rejects(sesOf(sandbox, 'a', { credentials }).send(new ListContactListsCommand({})), {
    name: 'InvalidSignatureException',
  });
});

test('session keys need their own token, and the token must be signed', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const session = await assume(sandbox, 'a');
  const other = await assume(sandbox, 'b');
  const ask = (credentials: object) =>
    sesOf(sandbox, 'a', { credentials: credentials as typeof session }).send(new ListContactListsCommand({}));
  await ask(session);
  await assert.rejects(ask({ ...session, sessionToken: undefined }), { name: 'UnrecognizedClientException' });
  await assert.rejects(ask({ ...session, sessionToken: other.sessionToken }), {
    name: 'UnrecognizedClientException',
  });
  sandbox.expireSessions();
  await assert.rejects(ask(session), {
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  });
});

test('names that need encoding and query strings keep their signature', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  await assert.rejects(
    sesOf(sandbox, 'a').send(new GetContactListCommand({ ContactListName: "a b/ü'(*)!" })),
    {
      name: 'BadRequestException',
    },
  );
  await sesOf(sandbox, 'a').send(new ListContactListsCommand({ PageSize: 10 }));
  await assert.rejects(sesOf(sandbox, 'a').send(new ListContactListsCommand({ NextToken: 'a+b/c= d&e' })), {
    name: 'BadRequestException',
  });
});

test('what is signed cannot be changed on the way', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const listContacts = `${LISTS}/customer-contacts/contacts/list`;
  const good = { method: 'POST', path: listContacts, body: '{"PageSize":1}' };
  assert.equal((await signedFetch(sandbox, 'a', good)).status, 200);
  const tampering = sesOf(sandbox, 'a');
  tampering.middlewareStack.add(
    (next) => (args) => {
      (args.request as { path: string }).path += '/customer-contacts';
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await assert.rejects(tampering.send(new ListContactListsCommand({})), {
    name: 'InvalidSignatureException',
  });
});

test('no signature, half a signature, the wrong service and a wrong clock are told apart', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  assert.deepEqual(await refusal(await fetch(sandbox.url + LISTS)), [
    403,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ]);
  const half = await fetch(sandbox.url + LISTS, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' },
  });
  assert.equal((await refusal(half))[1], 'IncompleteSignatureException');
  const service = await refusal(await signedFetch(sandbox, 'a', { path: LISTS, service: 'sts' }));
  assert.deepEqual(service.slice(0, 2), [403, 'InvalidSignatureException']);
  assert.match(service[2], /correct service: 'ses'/);
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const late = await refusal(await signedFetch(sandbox, 'a', { path: LISTS, signedAt: minutes(-10) }));
  assert.match(late[2], /^Signature expired: \d{8}T\d{6}Z is now earlier than/);
  const early = await refusal(await signedFetch(sandbox, 'a', { path: LISTS, signedAt: minutes(10) }));
  assert.match(early[2], /^Signature not yet current/);
});

test("the SDK puts a wrong clock right by the sandbox's answer", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'a', { maxAttempts: 3, systemClockOffset: -20 * 60_000 });
  const lists = await client.send(new ListContactListsCommand({}));
  assert.equal(lists.ContactLists?.length, 1);
  assert.deepEqual(
    sandbox.requests().map(({ status }) => status),
    [403, 200],
  );
});
