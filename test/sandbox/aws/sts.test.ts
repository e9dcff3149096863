import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { accountsOf } from '../../../src/sandbox/aws/account.ts';
import { createIdentities } from '../../../src/sandbox/aws/identity.ts';
import { assume, pages, runSandbox, sesOf, stsOf } from '../support/bench.ts';
import { signedFetch } from '../support/signed-request.ts';

const scenario = makeScenario({
  customers: [
    { code: 'a', subscribers: ['a@a.example'] },
    { code: 'b', subscribers: ['b@b.example'], roleTrusts: [] },
    { code: 'c', roleTrusts: ['111122220001'] },
  ],
});
const ROLE_A = 'arn:aws:iam::111122220001:role/customer-contact-reader';

test('GetCallerIdentity says whose keys they are', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const base = await stsOf(sandbox).send(new GetCallerIdentityCommand({}));
  assert.equal(base.Account, '111122220000');
  assert.equal(base.Arn, 'arn:aws:iam::111122220000:user/cloud-team');
  const customer = await stsOf(sandbox, 'b').send(new GetCallerIdentityCommand({}));
  assert.equal(customer.Account, '111122220002');
});

test("AssumeRole's credentials are the role's account, for as long as was asked", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const credentials = await assume(sandbox, 'a', 900);
  const seconds = (credentials.expiration.getTime() - Date.now()) / 1000;
  assert.ok(seconds > 880 && seconds <= 900, `${seconds}`);
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials });
  const who = await client.send(new GetCallerIdentityCommand({}));
  assert.equal(who.Arn, 'arn:aws:sts::111122220001:assumed-role/customer-contact-reader/a-ses-session');
  assert.deepEqual(await pages(sesOf(sandbox, 'a', { credentials })), [['a@a.example']]);
});

test("the SDK's own role provider works against it", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const credentials = fromTemporaryCredentials({
    masterCredentials: stsOf(sandbox).config.credentials,
    params: { RoleArn: ROLE_A, RoleSessionName: 'a-ses-session' },
    clientConfig: { region: 'us-east-1', endpoint: sandbox.url },
  });
  assert.deepEqual(await pages(sesOf(sandbox, 'a', { credentials })), [['a@a.example']]);
});

test('a role that does not trust the caller, or is not there, answers AccessDenied with both ARNs', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  for (const arn of [
    'arn:aws:iam::111122220002:role/customer-contact-reader',
    'arn:aws:iam::111122220003:role/customer-contact-reader',
    'arn:aws:iam::111122220001:role/other',
    'arn:aws:iam::999999999999:role/customer-contact-reader',
  ])
    await assert.rejects(
      stsOf(sandbox).send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'session' })),
      (error: Error & { $metadata: { httpStatusCode: number } }) => {
        assert.equal(error.name, 'AccessDenied');
        assert.equal(error.$metadata.httpStatusCode, 403);
        assert.equal(
          error.message,
          `User: arn:aws:iam::111122220000:user/cloud-team is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
        );
        return true;
      },
    );
  assert.equal(sandbox.requests()[0]?.customerCode, 'b');
});

test('a session name or a duration out of bounds is a ValidationError', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const ask = (more: object) =>
    stsOf(sandbox).send(new AssumeRoleCommand({ RoleArn: ROLE_A, RoleSessionName: 'good', ...more }));
  await assert.rejects(ask({ RoleSessionName: 'has spaces' }), { name: 'ValidationError' });
  await assert.rejects(ask({ RoleSessionName: 'x' }), { name: 'ValidationError' });
  await assert.rejects(ask({ DurationSeconds: 899 }), { name: 'ValidationError' });
  await assert.rejects(ask({ DurationSeconds: 43_201 }), { name: 'ValidationError' });
});

test('a role assumed from a role session lasts an hour at most', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const credentials = await assume(sandbox, 'a');
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 });
  const chain = (DurationSeconds: number) =>
    client.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::111122220003:role/customer-contact-reader',
        RoleSessionName: 'chained',
        DurationSeconds,
      }),
    );
  await assert.rejects(chain(7200), {
    name: 'ValidationError',
    message:
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
  });
  assert.ok((await chain(3600)).Credentials);
});

test('keys nobody knows are InvalidClientTokenId, a wrong secret is SignatureDoesNotMatch', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const good = await stsOf(sandbox).config.credentials();
  const ask = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 }).send(
      new GetCallerIdentityCommand({}),
    );
  await assert.rejects(ask({ ...good, accessKeyId: 'AKIASANDBOXUNKNOWN00' }), {
    name: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  });
  await assert.rejects(ask({ ...good, secretAccessKey: 'wrong' }), { name: 'SignatureDoesNotMatch' });
});

test('an ended session is ExpiredToken', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const credentials = await assume(sandbox, 'a');
  sandbox.expireSessions();
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 });
  await assert.rejects(client.send(new GetCallerIdentityCommand({})), {
    name: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  });
});

test('a session ends by itself when its time is over', () => {
  let nowMs = 1_000_000;
  const accounts = accountsOf(scenario);
  const identities = createIdentities(accounts, () => nowMs);
  const session = identities.openSession(accounts[1]!, 'role', 'name', { durationSeconds: 900 });
  assert.equal(identities.byAccessKey(session.accessKeyId)?.expiresAtMs, 1_900_000);
  nowMs = 1_900_000;
  assert.ok(session.expiresAtMs <= nowMs);
});

test('an action that STS does not have is InvalidAction', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const response = await signedFetch(sandbox, 'default', {
    method: 'POST',
    path: '/',
    service: 'sts',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=CreateUser&Version=2011-06-15',
  });
  assert.equal(response.status, 400);
  assert.match(
    await response.text(),
    /<Code>InvalidAction<\/Code><Message>Could not find operation CreateUser/,
  );
});
