import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Customer } from '../../../src/customers/index.ts';
import { fakeCustomer } from '../fakes/accounts.ts';
import { realRun } from '../fakes/run.ts';
import { assumedRole, startStandIn } from '../fakes/stand-in.ts';
import type { StandInAnswer } from '../fakes/stand-in.ts';

const standIn = async (test: TestContext, answers?: Readonly<Record<string, StandInAnswer>>) => {
  const server = await startStandIn(answers);
  test.after(() => server.close());
  return server;
};
const keys = (profile: string, key = profile) =>
  `[${profile}]\naws_access_key_id = AKIA${key.toUpperCase()}\naws_secret_access_key = secret\n`;
const roleCustomer = (code: string, more: Partial<Customer> = {}): Customer =>
  fakeCustomer(code, {
    credentials: {
      kind: 'role',
      roleArn: 'arn:aws:iam::111122223333:role/ses',
      sessionName: `${code}-ses-session`,
    },
    region: 'us-east-1',
    ...more,
  });
const folderFor = async (test: TestContext) => {
  const folder = await mkdtemp(join(tmpdir(), 'accounts-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
const restoreEnvironment = (test: TestContext) => {
  const before = { ...process.env };
  test.after(() => {
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
};

describe('credentials of a profile', () => {
  it("are used at the profile's own endpoint and region, whatever [default] says", async (test) => {
    const own = await standIn(test);
    const stray = await standIn(test);
    const { unique, results } = await realRun(test, {
      customers: [fakeCustomer('hts')],
      config: `[default]\nregion = eu-west-1\nendpoint_url = ${stray.url}\n[profile hts]\nregion = eu-north-1\nendpoint_url = ${own.url}\n`,
      credentials: keys('default') + keys('hts'),
    });
    assert.deepEqual(unique, [{ email: 'a@x.example', customerCodes: ['hts'] }]);
    assert.equal(results[0]?.region, 'eu-north-1');
    assert.deepEqual(stray.operations, []);
    assert.deepEqual(own.operations, ['ListContactLists', 'ListContacts']);
    assert.match(own.signatures[0] ?? '', /Credential=AKIAHTS\/\d+\/eu-north-1\/ses\//);
    assert.equal(own.connections(), 1, 'the connection is kept');
  });

  it('come from the given environment, never from that of the process', async (test) => {
    const right = await standIn(test);
    const wrong = await standIn(test);
    const folder = await folderFor(test);
    await writeFile(
      join(folder, 'config'),
      `[default]\nregion = sa-east-1\nmax_attempts = nonsense\nretry_mode = nonsense\nendpoint_url = ${wrong.url}\n[profile hts]\nendpoint_url = ${wrong.url}\n`,
    );
    restoreEnvironment(test);
    Object.assign(process.env, {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_PROFILE: 'hts',
      AWS_ACCESS_KEY_ID: 'AKIAWRONG',
      AWS_SECRET_ACCESS_KEY: 'wrong',
      AWS_REGION: 'sa-east-1',
      AWS_ENDPOINT_URL: wrong.url,
      AWS_ENDPOINT_URL_SESV2: wrong.url,
      AWS_MAX_ATTEMPTS: 'nonsense',
    });
    const { errors } = await realRun(test, {
      customers: [fakeCustomer('hts'), roleCustomer('role')],
      config: `[profile hts]\nregion = eu-north-1\nendpoint_url = ${right.url}\n[profile base]\nregion = eu-west-1\nendpoint_url = ${right.url}\n`,
      credentials: keys('hts') + keys('base'),
      env: { AWS_PROFILE: 'base' },
    });
    assert.equal(errors, 0);
    assert.deepEqual(wrong.operations, []);
    assert.ok(right.signatures.every((signature) => !signature.includes('AKIAWRONG')));
  });

  it('are read anew for each run', async (test) => {
    const server = await standIn(test);
    const home = await folderFor(test);
    const ask = async (key: string) => {
      await realRun(test, {
        customers: [fakeCustomer('hts')],
        home,
        config: `[profile hts]\nregion = eu-north-1\nendpoint_url = ${server.url}\n`,
        credentials: keys('hts', key),
      });
      return server.signatures.at(-1) ?? '';
    };
    assert.match(await ask('before'), /AKIABEFORE/);
    assert.match(await ask('after'), /AKIAAFTER/);
  });

  it('are an error when the profile is missing, empty or broken, and never somebody else', async (test) => {
    const server = await standIn(test);
    const session = `never-signed-in-${process.pid}`;
    const { results } = await realRun(test, {
      customers: ['missing', 'empty', 'orphan', 'loop-a', 'mfa', 'no-session', 'never'].map((code) =>
        fakeCustomer(code, { region: 'us-east-1' }),
      ),
      env: { AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' },
      config: [
        '[profile empty]\nregion = us-east-1',
        '[profile orphan]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = gone',
        '[profile loop-a]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = loop-b',
        '[profile loop-b]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = loop-a',
        '[profile mfa]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = default\nmfa_serial = arn:aws:iam::111122223333:mfa/me',
        '[profile no-session]\nsso_session = gone\nsso_account_id = 111122223333\nsso_role_name = r',
        `[profile never]\nsso_session = ${session}\nsso_account_id = 111122223333\nsso_role_name = r`,
        `[sso-session ${session}]\nsso_start_url = https://${session}.example\nsso_region = us-east-1`,
      ].join('\n'),
      credentials: keys('default'),
    });
    assert.deepEqual(
      results.map(({ customerCode, error }) => [customerCode, error?.code]),
      [
        ['missing', 'ProfileNotFound'],
        ['empty', 'ProfileIncomplete'],
        ['orphan', 'ProfileNotFound'],
        ['loop-a', 'ProfileIncomplete'],
        ['mfa', 'MfaRequired'],
        ['no-session', 'ProfileIncomplete'],
        ['never', 'SsoSignInNeeded'],
      ],
    );
    assert.match(results[2]?.error?.message ?? '', /profile orphan gets its credentials from profile gone/);
    assert.match(results[6]?.error?.remedy ?? '', /aws sso login --profile never/);
    assert.deepEqual(server.operations, []);
    assert.ok(results.every(({ attempts }) => attempts === 0));
  });

  it('come from the SSO portal, whose refusals have their own remedies', async (test) => {
    restoreEnvironment(test);
    const home = await folderFor(test);
    process.env.HOME = home;
    const cache = join(home, '.aws', 'sso', 'cache');
    await mkdir(cache, { recursive: true });
    await writeFile(
      join(cache, `${createHash('sha1').update('team').digest('hex')}.json`),
      JSON.stringify({ accessToken: 'sso-token', expiresAt: '2099-01-01T00:00:00Z' }),
    );
    const config =
      '[profile hts]\nsso_session = team\nsso_account_id = 111122223333\nsso_role_name = r\nregion = eu-west-1\n[sso-session team]\nsso_start_url = https://team.example/start\nsso_region = us-east-1\n';
    const ask = async (answer: StandInAnswer, expectedAccountId = '111122223333') => {
      const server = await standIn(test, { GetRoleCredentials: answer });
      const { results } = await realRun(test, {
        customers: [fakeCustomer('hts', { expectedAccountId })],
        config,
        env: { AWS_ENDPOINT_URL: server.url },
      });
      return { error: results[0]?.error, operations: server.operations };
    };
    const granted = {
      body: '{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":4070908800000}}',
    };
    assert.deepEqual(await ask(granted), {
      error: undefined,
      operations: ['GetRoleCredentials', 'ListContactLists', 'ListContacts'],
    });
    assert.equal((await ask(granted, '999988887777')).error?.code, 'WrongAccount');
    const refusal = (name: string, status: number) => ({
      status,
      body: JSON.stringify({ __type: name, message: 'no' }),
    });
    assert.equal((await ask(refusal('UnauthorizedException', 401))).error?.code, 'SsoSignInNeeded');
    assert.equal((await ask(refusal('ForbiddenException', 403))).error?.code, 'AccessDenied');
  });

  it('come from a credential_process, whose command line is never shown', async (test) => {
    const server = await standIn(test);
    const helper = (script: string) => `credential_process = "${process.execPath}" -e '${script}' hunter2`;
    const ask = async (script: string) => {
      const { results } = await realRun(test, {
        customers: [fakeCustomer('hts', { region: 'us-east-1' })],
        config: `[profile hts]\n${helper(script)}\n`,
        env: { AWS_ENDPOINT_URL: server.url },
        limits: { customerTimeoutMs: 1500 },
      });
      return results[0];
    };
    const good = await ask(
      'console.log(JSON.stringify({Version:1,AccessKeyId:"AKIAPROCESS",SecretAccessKey:"s"}))',
    );
    assert.equal(good?.error, undefined);
    const failed = await ask('console.error("please sign in first"),process.exit(3)');
    assert.equal(failed?.error?.code, 'CredentialProcessFailed');
    assert.match(failed.error.message, /please sign in first$/);
    assert.doesNotMatch(JSON.stringify(failed), /hunter2|process\.exit/);
    const garbage = await ask('console.log("hello")');
    assert.equal(garbage?.error?.code, 'CredentialProcessFailed');
    const hanging = await ask('setTimeout(()=>0,2500)');
    assert.equal(hanging?.error?.code, 'CustomerTimeout');
    assert.ok(hanging.durationMs < 2200, `${hanging.durationMs} ms`);
  });
});

describe('credentials of a role', () => {
  it('cost one base look-up and one connection pool for all customers', async (test) => {
    const server = await standIn(test);
    const counted = join(await folderFor(test), 'calls');
    const script = `require("fs").appendFileSync("${counted}","x"),console.log(JSON.stringify({Version:1,AccessKeyId:"AKIABASE",SecretAccessKey:"s"}))`;
    const { successful } = await realRun(test, {
      customers: ['a', 'b', 'c', 'd', 'e'].map((code) => roleCustomer(code)),
      config: `[profile base]\nregion = us-east-1\nendpoint_url = ${server.url}\ncredential_process = "${process.execPath}" -e '${script}'\n`,
      env: { AWS_PROFILE: 'base' },
    });
    assert.equal(successful, 5);
    assert.equal(await readFile(counted, 'utf8'), 'x');
    assert.ok(server.connections() <= 5, `${server.connections()} connections`);
    assert.equal(server.operations.filter((operation) => operation === 'AssumeRole').length, 5);
    assert.ok(!server.operations.includes('GetCallerIdentity'));
  });

  it("come from the environment's keys without a profile, and from [default] without keys", async (test) => {
    const server = await standIn(test);
    const ask = async (env: Record<string, string>, credentials: string) => {
      const before = server.signatures.length;
      const { results } = await realRun(test, {
        customers: [roleCustomer('a')],
        config: `[default]\nregion = us-east-1\nendpoint_url = ${server.url}\n`,
        credentials,
        env,
      });
      assert.equal(results[0]?.error, undefined);
      return server.signatures[before] ?? '';
    };
    const environment = {
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_ENDPOINT_URL: server.url,
    };
    assert.match(await ask(environment, keys('default')), /AKIAENV/);
    assert.match(await ask({}, keys('default')), /AKIADEFAULT/);
  });

  it('are missing when there is nothing to assume the role from', async (test) => {
    const { results } = await realRun(test, { customers: [roleCustomer('a')], config: '' });
    assert.equal(results[0]?.error?.code, 'CredentialsMissing');
    assert.match(results[0].error.message, /^failed to assume role: /);
  });

  it('are refused when the role turns out to be in another account', async (test) => {
    const server = await standIn(test, { AssumeRole: assumedRole('999988887777') });
    const { results } = await realRun(test, {
      customers: [roleCustomer('a', { expectedAccountId: '111122223333' })],
      config: '',
      credentials: keys('default'),
      env: { AWS_ENDPOINT_URL: server.url },
    });
    assert.equal(results[0]?.error?.code, 'WrongAccount');
    assert.deepEqual(server.operations, ['AssumeRole']);
  });

  it('of a profile with source_profile are assumed by our own client, and vouch for the account', async (test) => {
    const server = await standIn(test);
    const { results } = await realRun(test, {
      customers: [fakeCustomer('hts', { expectedAccountId: '111122223333' })],
      config: `[profile hts]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/ses\nsource_profile = base\nendpoint_url = ${server.url}\n`,
      credentials: keys('base'),
    });
    assert.equal(results[0]?.error, undefined);
    assert.equal(results[0]?.accountId, '111122223333');
    assert.deepEqual(server.operations, ['AssumeRole', 'ListContactLists', 'ListContacts']);
    assert.match(server.signatures[0] ?? '', /AKIABASE.*\/eu-west-1\/sts\//);
  });
});

describe('an account id that a file merely claims', () => {
  it('is not believed', async (test) => {
    const server = await standIn(test, {
      GetCallerIdentity: {
        contentType: 'text/xml',
        body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::999988887777:user/u</Arn><UserId>AIDA</UserId><Account>999988887777</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      },
    });
    const { results } = await realRun(test, {
      customers: [fakeCustomer('hts', { expectedAccountId: '111122223333', region: 'us-east-1' })],
      config: '',
      credentials: `${keys('hts')}aws_account_id = 111122223333\n`,
      env: { AWS_ENDPOINT_URL: server.url },
    });
    assert.equal(results[0]?.error?.code, 'WrongAccount');
    assert.deepEqual(server.operations, ['GetCallerIdentity']);
  });
});
