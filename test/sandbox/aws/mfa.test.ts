import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { pages, runSandbox, sesOf, stsOf } from '../support/bench.ts';

const scenario = makeScenario({
  customers: [
    {
      code: 'a',
      subscribers: 1,
      roleNeedsMfa: true,
      profile: { credentials: { kind: 'role', mfa: true } },
    },
    {
      code: 'b',
      roleNeedsMfa: true,
      roleExternalId: 'secret-word',
      profile: { credentials: { kind: 'role', mfa: true, externalId: 'secret-word' } },
    },
  ],
});
const SERIAL = 'arn:aws:iam::111122220000:mfa/cloud-team';
const role = (accountId: string, more: Record<string, unknown> = {}) =>
  new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${accountId}:role/customer-contact-reader`,
    RoleSessionName: 'session',
    ...more,
  });
const proved = (TokenCode: string) => ({ SerialNumber: SERIAL, TokenCode });

test('a role that wants a second factor is not open without one', async (t) => {
  const sts = stsOf(await runSandbox(t, { scenario }));
  await assert.rejects(sts.send(role('111122220001')), {
    name: 'AccessDenied',
    message: /is not authorized to perform: sts:AssumeRole/,
  });
  await sts.send(role('111122220001', proved('123456')));
});

test('a code is good once, with its serial number, and never 000000', async (t) => {
  const sts = stsOf(await runSandbox(t, { scenario }));
  await sts.send(role('111122220001', proved('123456')));
  for (const [given, message] of [
    [proved('123456'), 'MultiFactorAuthentication failed with invalid MFA one time pass code.'],
    [proved('000000'), 'MultiFactorAuthentication failed with invalid MFA one time pass code.'],
    [
      { TokenCode: '654321' },
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    ],
    [
      { SerialNumber: 'arn:aws:iam::111122220000:mfa/other', TokenCode: '654321' },
      /^MultiFactorAuthentication failed, unable to validate MFA code\./,
    ],
  ] as const)
    await assert.rejects(sts.send(role('111122220001', given)), { name: 'AccessDenied', message });
});

test('GetSessionToken takes one code for many roles', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const { Credentials } = await stsOf(sandbox).send(new GetSessionTokenCommand(proved('123456')));
  const session = new STSClient({
    region: 'us-east-1',
    endpoint: sandbox.url,
    maxAttempts: 1,
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    },
  });
  await session.send(role('111122220001'));
  await session.send(role('111122220002', { ExternalId: 'secret-word' }));
  await assert.rejects(session.send(role('111122220002')), { name: 'AccessDenied' });
  await assert.rejects(session.send(role('111122220002', { ExternalId: 'other' })), { name: 'AccessDenied' });
  await assert.rejects(session.send(new GetSessionTokenCommand({})), {
    name: 'AccessDenied',
    message: 'Cannot call GetSessionToken with session credentials',
  });
  await assert.rejects(stsOf(sandbox).send(new GetSessionTokenCommand(proved('123456'))), {
    message: /invalid MFA one time pass code/,
  });
  const plain = await stsOf(sandbox).send(new GetSessionTokenCommand({}));
  assert.ok(plain.Credentials?.SessionToken);
});

test('the profile names the device, and the SDK asks for its code', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const asked: string[] = [];
  const credentials = (profile: string) =>
    fromIni({
      profile,
      configFilepath: sandbox.environment.AWS_CONFIG_FILE,
      filepath: sandbox.environment.AWS_SHARED_CREDENTIALS_FILE,
      ignoreCache: true,
      clientConfig: { region: 'us-east-1', endpoint: sandbox.url },
      mfaCodeProvider: (serial) => {
        asked.push(serial);
        return Promise.resolve(asked.length === 1 ? '111111' : '222222');
      },
    });
  assert.equal((await pages(sesOf(sandbox, 'a', { credentials: credentials('a') }))).flat().length, 1);
  assert.equal((await pages(sesOf(sandbox, 'b', { credentials: credentials('b') }))).flat().length, 0);
  assert.deepEqual(asked, [SERIAL, SERIAL]);
});
