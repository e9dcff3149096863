import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { makeScenario, parseScenario, startSandbox } from '../../../src/sandbox/index.ts';
import { profile, runSandbox, sesOf, stsOf, temporaryDirectory } from '../support/bench.ts';

const everyKind = makeScenario({
  base: { profile: { credentials: { kind: 'sso' } } },
  customers: [
    { code: 'keys' },
    { code: 'others', profile: { credentials: { kind: 'keys', opens: 'keys' } } },
    { code: 'session', profile: { credentials: { kind: 'session' } } },
    { code: 'over', profile: { credentials: { kind: 'session', state: 'expired' } } },
    { code: 'wrong', profile: { credentials: { kind: 'keys', state: 'wrong-secret' } } },
    { code: 'unknown', profile: { credentials: { kind: 'keys', state: 'unknown-key' } } },
    { code: 'legacy', profile: { credentials: { kind: 'sso', legacy: true } } },
    { code: 'login', profile: { credentials: { kind: 'login' } } },
    { code: 'process', profile: { credentials: { kind: 'process' } } },
    { code: 'role', profile: { credentials: { kind: 'role', source: 'session' } } },
    { code: 'env', profile: { credentials: { kind: 'role', source: 'environment' } } },
    { code: 'web', profile: { credentials: { kind: 'web-identity' } } },
    { code: 'empty', profile: { credentials: { kind: 'empty' } } },
    { code: 'missing', profile: { credentials: { kind: 'missing' } } },
  ],
});

test('every kind of profile is written as the AWS tools have it', async (t) => {
  const sandbox = await runSandbox(t, { scenario: everyKind });
  const config = readFileSync(sandbox.environment.AWS_CONFIG_FILE!, 'utf8');
  const section = (name: string) => new RegExp(`\\[${name}\\]\\n([^[]*)`).exec(config)?.[1] ?? '';
  for (const [name, settings] of [
    ['default', ['sso_session = cloud-team', 'sso_account_id = 111122220000']],
    ['sso-session cloud-team', ['sso_start_url = https://cloud-team.awsapps.example/start']],
    [
      'profile legacy',
      ['sso_start_url = https://cloud-team.awsapps.example/start', 'sso_region = us-east-1'],
    ],
    ['profile login', ['login_session = arn:aws:iam::111122220008:user/contact-reader']],
    ['profile process', ['credential_process = "']],
    ['profile role', ['source_profile = session', 'role_arn = arn:aws:iam::111122220010:role/']],
    ['profile env', ['credential_source = Environment']],
    ['profile web', ['web_identity_token_file = ']],
  ] as const)
    for (const setting of settings) assert.ok(section(name).includes(setting), `${name}: ${setting}`);
  assert.equal(section('profile empty').trimEnd(), `region = us-east-1\nendpoint_url = ${sandbox.url}`);
  assert.doesNotMatch(config, /missing/);
});

test('keys can be another customer’s, wrong or unknown; sessions can be over', async (t) => {
  const sandbox = await runSandbox(t, { scenario: everyKind });
  const who = (name: string) => stsOf(sandbox, name).send(new GetCallerIdentityCommand({}));
  assert.equal((await who('others')).Account, '111122220001');
  assert.equal((await who('session')).Account, '111122220003');
  await assert.rejects(who('over'), { name: 'ExpiredToken' });
  await assert.rejects(who('wrong'), { name: 'SignatureDoesNotMatch' });
  await assert.rejects(who('unknown'), { name: 'InvalidClientTokenId' });
  await assert.rejects(profile(sandbox, 'missing')(), /Could not resolve credentials/);
  await assert.rejects(profile(sandbox, 'empty')(), /Could not resolve credentials/);
});

test('closing takes the caches away as well', async (t) => {
  const directory = join(await temporaryDirectory(t), '.aws');
  const sandbox = await startSandbox({ scenario: everyKind, directory });
  assert.equal((await readdir(join(directory, 'sso', 'cache'))).length, 2);
  assert.equal((await readdir(join(directory, 'login', 'cache'))).length, 1);
  await sandbox.close();
  assert.equal(existsSync(directory), false);
});

test('endpoints that refuse, never speak, or have no address', async (t) => {
  const scenario = makeScenario({
    customers: (['refused', 'silent', 'unresolvable'] as const).map((endpoint) => ({
      code: endpoint,
      profile: { endpoint },
    })),
  });
  const sandbox = await runSandbox(t, { scenario });
  const config = readFileSync(sandbox.environment.AWS_CONFIG_FILE!, 'utf8');
  const endpointOf = (name: string) =>
    new RegExp(`\\[profile ${name}\\][^[]*endpoint_url = (\\S+)`).exec(config)?.[1] ?? '';
  const ask = (name: string, abortSignal?: AbortSignal) =>
    sesOf(sandbox, name, { endpoint: endpointOf(name) }).send(new ListContactListsCommand({}), {
      ...(abortSignal ? { abortSignal } : {}),
    });
  await assert.rejects(ask('refused'), { code: 'ECONNREFUSED' });
  await assert.rejects(ask('unresolvable'), { code: 'ENOTFOUND' });
  assert.match(endpointOf('silent'), /^https:\/\/127\.0\.0\.1:\d+$/);
  await assert.rejects(ask('silent', AbortSignal.timeout(200)), { name: 'AbortError' });
  const socket = connect(Number(new URL(endpointOf('silent')).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  await sandbox.close();
  await closed;
});

test('what contradicts itself is refused', () => {
  const customers = (profile: Record<string, unknown>) => ({
    ...everyKind,
    customers: [{ ...everyKind.customers[0], profile }],
  });
  assert.throws(
    () => parseScenario(customers({ credentials: { kind: 'keys', opens: 'nobody' } })),
    /there is no customer nobody/,
  );
  assert.throws(
    () => makeScenario({ base: { profile: { credentials: { kind: 'role' } } }, customers: [] }),
    /base\.profile: the base account has no role/,
  );
  assert.throws(() => makeScenario({ customers: [{ code: 'base' }] }), /base is used twice/);
});
