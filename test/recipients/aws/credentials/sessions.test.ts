import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createSessionMemo } from '../../../../src/recipients/aws/credentials/session-memo.ts';
import type { CustomerShorthand } from '../../../../src/sandbox/index.ts';
import { atHome, keptPool } from '../../fakes/at-home.ts';
import type { AtHome } from '../../fakes/at-home.ts';

const MINUTE = 60_000;

describe('createSessionMemo', () => {
  const session = (accessKeyId: string, expiresAt?: number) => ({
    accessKeyId,
    secretAccessKey: 's',
    sessionToken: 't',
    ...(expiresAt === undefined ? {} : { expiration: new Date(expiresAt) }),
  });

  it('gives a session until five minutes before it expires', () => {
    let now = 0;
    const memo = createSessionMemo(() => now);
    const kept = session('ASIAKEPT', 60 * MINUTE);
    memo.keep('a', kept);
    now = 55 * MINUTE - 1;
    assert.equal(memo.get('a'), kept);
    now = 55 * MINUTE;
    assert.equal(memo.get('a'), undefined);
  });

  it('keeps none that is nearly over or does not say when it is', () => {
    const memo = createSessionMemo(() => 0);
    memo.keep('a', session('ASIASOON', 4 * MINUTE));
    memo.keep('b', session('ASIANEVER'));
    assert.deepEqual([memo.get('a'), memo.get('b')], [undefined, undefined]);
  });

  it('forgets the one that AWS refuses', () => {
    const memo = createSessionMemo(() => 0);
    memo.keep('a', session('ASIAA', 60 * MINUTE));
    memo.keep('b', session('ASIAB', 60 * MINUTE));
    memo.forget('ASIAA');
    assert.equal(memo.get('a'), undefined);
    assert.notEqual(memo.get('b'), undefined);
  });
});

const count = ({ sandbox }: AtHome, operation: string) =>
  sandbox.requests().filter((request) => request.operation === operation).length;
const edit = async ({ sandbox }: AtHome, change: (text: string) => string) => {
  const file = sandbox.environment.AWS_CONFIG_FILE ?? '';
  await writeFile(file, change(await readFile(file, 'utf8')));
};

const customers: readonly CustomerShorthand[] = [
  { code: 'role', subscribers: 1 },
  { code: 'chain', subscribers: 1, access: 'profile', profile: { credentials: { kind: 'role' } } },
  {
    code: 'sso',
    subscribers: 1,
    access: 'profile',
    profile: { credentials: { kind: 'sso', session: 'kept' } },
  },
  {
    code: 'web',
    subscribers: 1,
    access: 'profile',
    roleTrusts: ['web-identity'],
    profile: { credentials: { kind: 'web-identity' } },
  },
];
const SIGN_INS = ['AssumeRole', 'AssumeRoleWithWebIdentity', 'GetRoleCredentials', 'GetCallerIdentity'];

describe('sessions', () => {
  it('are kept for the next run, which asks nobody for new ones', async (test) => {
    const home = await atHome(test, { customers });
    const pool = keptPool(test);
    assert.equal((await home.run({ pool })).successful, 4);
    assert.deepEqual(
      SIGN_INS.map((operation) => count(home, operation)),
      [2, 1, 1, 0],
    );
    home.sandbox.clearRequests();
    assert.equal((await home.run({ pool })).successful, 4);
    assert.deepEqual(
      SIGN_INS.map((operation) => count(home, operation)),
      [0, 0, 0, 0],
    );
  });

  it('that AWS refuses in the middle of a run are renewed, once', async (test) => {
    const home = await atHome(test, { customers });
    const pool = keptPool(test);
    await home.run({ pool });
    home.sandbox.clearRequests();
    home.sandbox.expireSessions();
    assert.equal((await home.run({ pool })).successful, 4);
    assert.equal(count(home, 'AssumeRole'), 2);

    for (const { code } of customers) home.sandbox.setFault(code, { kind: 'expired' });
    home.sandbox.clearRequests();
    const errors = await home.errors({ pool });
    for (const { code } of customers) assert.equal(errors[code]?.code, 'ExpiredCredentials', code);
    assert.equal(count(home, 'AssumeRole'), 2, 'one renewal each');
  });

  it('are not kept where the profile has changed, or somebody has signed in anew', async (test) => {
    const home = await atHome(test, { customers });
    const pool = keptPool(test);
    await home.run({ pool });
    home.sandbox.clearRequests();
    await edit(home, (text) => text.replaceAll('role_arn', 'external_id = other\nrole_arn'));
    await home.sandbox.setSsoSession('kept', 'signed-in');
    await home.run({ pool });
    assert.equal(count(home, 'AssumeRole'), 1, 'that of the changed profile, not that of config.json');
    assert.equal(count(home, 'GetRoleCredentials'), 1);
  });

  it('are shared by customers that ask for the same at the same time', async (test) => {
    const home = await atHome(test, { customers });
    const { results } = await home.run({
      codes: ['chain', 'role', 'sso', 'web'],
      change: (resolution) =>
        resolution.kind === 'unresolved'
          ? resolution
          : {
              kind: 'customer',
              customer: { ...resolution.customer, credentials: { kind: 'profile', profile: 'chain' } },
            },
    });
    assert.equal(results[0]?.error, undefined);
    assert.equal(count(home, 'AssumeRole'), 1);
  });

  it('of a profile honour what the profile says of them', async (test) => {
    const home = await atHome(test, {
      customers: [
        {
          code: 'a',
          access: 'profile',
          subscribers: 1,
          roleExternalId: 'secret-word',
          profile: { credentials: { kind: 'role', externalId: 'secret-word' } },
        },
      ],
    });
    await edit(home, (text) =>
      text.replace('role_arn', 'role_session_name = me@team\nduration_seconds = 900\nrole_arn'),
    );
    const { results } = await home.run();
    assert.equal(results[0]?.error, undefined);
    await edit(home, (text) => text.replace('= 900', '= 100'));
    const { a } = await home.errors();
    assert.equal(a?.code, 'RequestRejected');
    await edit(home, (text) => text.replace('= 100', '= soon'));
    assert.match((await home.errors()).a?.message ?? '', /duration_seconds is no number/);
  });
});
