import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Customer, Environment } from '../../../src/customers/index.ts';
import { fakeCustomer } from '../fakes/accounts.ts';
import { realRun } from '../fakes/run.ts';
import { startStandIn } from '../fakes/stand-in.ts';

/** Which identity and region a customer is asked with, over AWS files and an environment of the test's own. */
async function asked(
  test: TestContext,
  {
    config = '',
    credentials = '',
    env = {},
    customer = fakeCustomer('hts'),
  }: {
    readonly config?: string;
    readonly credentials?: string;
    readonly env?: Environment;
    readonly customer?: Customer;
  },
) {
  const server = await startStandIn();
  test.after(() => server.close());
  const { results } = await realRun(test, {
    customers: [customer],
    config,
    credentials,
    env: { AWS_ENDPOINT_URL: server.url, ...env },
  });
  const used = server.signatures.map((signature) =>
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)/.exec(signature),
  );
  const [result] = results;
  return {
    result,
    error: result?.error,
    /** Who signed for what, first to last. */
    signed: used.map((found) => [found?.[3], found?.[1]].join(' ')),
    region: used.at(-1)?.[2],
    notes: result?.notes ?? [],
  };
}

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const R = 'region = eu-west-1\n';
const ROLE = 'role_arn = arn:aws:iam::111122223333:role/R\n';
const byRole = (more: Partial<Customer> = {}): Customer =>
  fakeCustomer('hts', {
    credentials: {
      kind: 'role',
      roleArn: 'arn:aws:iam::111122223333:role/ses',
      sessionName: 'hts-ses-session',
    },
    ...more,
  });

describe('a profile that holds several kinds of credentials', () => {
  it('prints keys before those of the config file, and after those of the credentials file', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'choice-'));
    test.after(() => rm(folder, { recursive: true, force: true }));
    const helper = join(folder, 'helper.sh');
    await writeFile(
      helper,
      '#!/bin/sh\necho "{\\"Version\\":1,\\"AccessKeyId\\":\\"AKIA-$1-$2\\",\\"SecretAccessKey\\":\\"s\\"}"\n',
    );
    await chmod(helper, 0o755);
    const config = `[profile hts]\n${R}credential_process = ${helper}\n   one\n   two\n`;
    const process = await asked(test, { config: config + keys('AKIACONFIG') });
    assert.deepEqual(process.signed.at(-1), 'ses AKIA-one-two');
    assert.deepEqual(process.notes, [
      "profile hts signs in with credential_process, not with its keys in the config file (the AWS CLI's order)",
    ]);
    const written = await asked(test, { config, credentials: `[hts]\n${keys('AKIACREDENTIALS')}` });
    assert.equal(written.signed.at(-1), 'ses AKIACREDENTIALS');
  });

  it('never uses anything else in the place of a role without its source', async (test) => {
    for (const more of ['', 'source_profil = base\n', 'credential_process = echo\n']) {
      const { error, signed } = await asked(test, {
        config: `[profile hts]\n${R}${ROLE}${more}${keys('AKIAOWN')}`,
      });
      assert.equal(error?.code, 'ProfileIncomplete', more);
      assert.deepEqual(signed, []);
    }
  });

  it('is never asked with a key that is put together from both files', async (test) => {
    const apart = await asked(test, {
      config: `[profile hts]\n${R}aws_access_key_id = AKIAHALF\n`,
      credentials: '[hts]\naws_secret_access_key = s\n',
    });
    assert.match(apart.error?.message ?? '', /never put together from two files/);
    const token = await asked(test, {
      config: `[profile hts]\n${R}aws_session_token = stale\n`,
      credentials: `[hts]\n${keys('AKIAWHOLE')}`,
    });
    assert.equal(token.signed.at(-1), 'ses AKIAWHOLE');
  });

  it('in a circle is an error, also where one of the profiles has keys', async (test) => {
    const circle = `[profile hts]\n${R}${keys('AKIAHTS')}${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = hts\n`;
    assert.match((await asked(test, { config: circle })).error?.message ?? '', /circle: hts → b → hts/);
    const itself = `[profile hts]\n${R}${keys('AKIAHTS')}${ROLE}source_profile = hts\n`;
    assert.deepEqual((await asked(test, { config: itself })).signed[0], 'sts AKIAHTS');
  });

  it('says which it signs in with also where that fails', async (test) => {
    const session = '[sso-session corp]\nsso_start_url = https://x.example/start\nsso_region = us-east-1\n';
    const sso = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n';
    const config = `[profile hts]\n${R}${sso}${session}`;
    const { error, notes } = await asked(test, { config, credentials: `[hts]\n${keys('AKIAOLD')}` });
    assert.equal(error?.code, 'SsoSignInNeeded');
    assert.deepEqual(notes, [
      "profile hts signs in with SSO, not with its keys in the credentials file (the AWS CLI's order)",
    ]);
  });

  it('contradicting its sso-session is an error', async (test) => {
    const session = '[sso-session corp]\nsso_start_url = https://x.example/start\nsso_region = us-east-1\n';
    const sso = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n';
    const { error } = await asked(test, {
      config: `[profile hts]\n${sso}sso_region = eu-west-1\n${session}`,
    });
    assert.match(error?.message ?? '', /its sso_region is another than that of its sso-session corp/);
  });
});

describe('the default chain', () => {
  const two = `[profile base]\n${R}${keys('AKIABASE')}[default]\n${keys('AKIADEFAULT')}`;
  const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };

  it('takes the environment’s keys before AWS_PROFILE, and says so', async (test) => {
    const { signed, notes, region } = await asked(test, {
      config: two,
      env: { ...env, AWS_PROFILE: 'base' },
      customer: byRole(),
    });
    assert.equal(signed[0], 'sts AKIAENV');
    assert.match(notes.join(), /keys in the environment are used, not profile base/);
    assert.equal(region, 'eu-west-1', 'the profile’s settings count all the same');
  });

  it('knows AWS_DEFAULT_PROFILE where AWS_PROFILE is not set, and says so where both are', async (test) => {
    const older = await asked(test, {
      config: two,
      env: { AWS_DEFAULT_PROFILE: 'base' },
      customer: byRole(),
    });
    assert.equal(older.signed[0], 'sts AKIABASE');
    const both = await asked(test, {
      config: two,
      env: { AWS_DEFAULT_PROFILE: 'base', AWS_PROFILE: 'default' },
      customer: byRole({ region: 'eu-west-1' }),
    });
    assert.equal(both.signed[0], 'sts AKIADEFAULT');
    assert.match(both.notes.join(), /AWS_PROFILE \(default\) counts, not AWS_DEFAULT_PROFILE \(base\)/);
  });

  it('never falls through: a profile that is not there, half a key, a file with a broken line', async (test) => {
    const gone = await asked(test, { config: two, env: { ...env, AWS_PROFILE: 'gone' }, customer: byRole() });
    assert.equal(gone.error?.code, 'ProfileNotFound');
    const half = await asked(test, {
      config: two,
      env: { AWS_ACCESS_KEY_ID: 'AKIAENV' },
      customer: byRole(),
    });
    assert.match(half.error?.message ?? '', /AWS_SECRET_ACCESS_KEY is not/);
    const broken = await asked(test, { config: `${two}nonsense\n`, env, customer: byRole() });
    assert.equal(broken.error?.code, 'AwsFileUnreadable');
    assert.match(broken.error.message, /line \d+ is neither/);
    const bare = await asked(test, {
      config: `[profile base]\n${R}`,
      env: { AWS_PROFILE: 'base' },
      customer: byRole(),
    });
    assert.equal(bare.error?.code, 'ProfileIncomplete');
    for (const { signed } of [gone, half, broken, bare]) assert.deepEqual(signed, []);
  });

  it('has nothing to say about a profile that is named', async (test) => {
    const { signed } = await asked(test, { config: `[profile hts]\n${R}${keys('AKIAHTS')}`, env });
    assert.equal(signed.at(-1), 'ses AKIAHTS');
  });
});

describe('the region of a customer', () => {
  const config = `[profile hts]\n${keys('AKIAHTS')}`;
  const env = { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-south-1' };
  const inConfig = fakeCustomer('hts', { defaultRegion: 'us-east-1' });

  it('is the environment’s only where nothing else names one, and the built-in default last', async (test) => {
    assert.equal((await asked(test, { config, env, customer: inConfig })).region, 'eu-north-1');
    const { AWS_DEFAULT_REGION } = env;
    assert.equal(
      (await asked(test, { config, env: { AWS_DEFAULT_REGION }, customer: inConfig })).region,
      'eu-south-1',
    );
    assert.equal(
      (await asked(test, { config: `${config}Region = eu-west-1\n`, env, customer: inConfig })).region,
      'eu-west-1',
    );
    assert.equal((await asked(test, { config, customer: inConfig })).region, 'us-east-1');
  });

  it('is the credentials file’s where both files name one', async (test) => {
    const credentials = `[hts]\n${keys('AKIAHTS')}region = eu-north-1\n`;
    assert.equal((await asked(test, { config: `[profile hts]\n${R}`, credentials })).region, 'eu-north-1');
  });
});

describe('the account of a customer', () => {
  it('must be the one that its own profile names', async (test) => {
    // The stand-in's roles are of 111122223333.
    const role = 'role_arn = arn:aws:iam::444455556666:role/R\nsource_profile = base\n';
    const wrong = await asked(test, {
      config: `[profile hts]\n${R}${role}[profile base]\n${keys('AKIABASE')}`,
    });
    assert.equal(wrong.error?.code, 'WrongAccount');
    assert.match(
      wrong.error.message,
      /belongs to account 111122223333, but its role_arn says that it is account 444455556666/,
    );
    assert.deepEqual(wrong.signed, ['sts AKIABASE'], 'nothing was read');
    const right = await asked(test, {
      config: `[profile hts]\n${R}${ROLE}source_profile = base\n[profile base]\n${keys('AKIABASE')}`,
    });
    assert.equal(right.error, undefined);
    assert.equal(right.result?.accountId, '111122223333');
  });

  it('has a mark that is the same for the same access key, and does not tell it', async (test) => {
    const config = `[profile hts]\n${R}${keys('AKIAHTS')}`;
    const marks = [await asked(test, { config }), await asked(test, { config })].map(
      ({ result }) => result?.signedInAs,
    );
    assert.match(marks[0] ?? '', /^[0-9a-f]{16}$/);
    assert.equal(marks[0], marks[1]);
  });
});

describe('certificates for AWS', () => {
  it('that are named and cannot be read are that customer’s error', async (test) => {
    const config = `[profile hts]\n${R}${keys('AKIAHTS')}ca_bundle = /nowhere/ca.pem\n`;
    const { error } = await asked(test, { config });
    assert.equal(error?.code, 'CertificateUntrusted');
    assert.match(error.message, /\/nowhere\/ca\.pem does not exist, which ca_bundle of profile hts names/);
    const named = await asked(test, { config, env: { AWS_CA_BUNDLE: '/nowhere/env.pem' } });
    assert.match(named.error?.remedy ?? '', /^Correct AWS_CA_BUNDLE/);
  });
});
