import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { CustomerShorthand, ProfileCredentials } from '../../../../src/sandbox/index.ts';
import { atHome } from '../../fakes/at-home.ts';

type Credentials = NonNullable<CustomerShorthand['profile']>['credentials'];
const having = (
  code: string,
  credentials: Credentials & { readonly kind: ProfileCredentials['kind'] },
  more: Partial<CustomerShorthand> = {},
): CustomerShorthand => ({ code, access: 'profile', subscribers: 1, profile: { credentials }, ...more });

const everyKind: readonly CustomerShorthand[] = [
  having('keys', { kind: 'keys' }),
  having('session', { kind: 'session' }),
  having('sso', { kind: 'sso', session: 'kinds' }),
  having('refreshed', { kind: 'sso', session: 'kinds-refreshable' }),
  having('legacy', { kind: 'sso', session: 'kinds-legacy', legacy: true }),
  having('login', { kind: 'login' }),
  having('relogin', { kind: 'login', state: 'refreshable' }),
  having('process', { kind: 'process' }),
  having('chain', { kind: 'role' }),
  having('environment', { kind: 'role', source: 'environment' }),
  having('web', { kind: 'web-identity' }, { roleTrusts: ['web-identity'] }),
  { code: 'configured', subscribers: 1 },
];

describe('every kind of credentials', () => {
  it('opens its customer, and the AWS files are read once for all of them', async (test) => {
    const home = await atHome(test, {
      customers: everyKind,
      ssoSessions: { 'kinds-refreshable': 'refreshable' },
    });
    const { AWS_CONFIG_FILE = '', AWS_SHARED_CREDENTIALS_FILE = '' } = home.sandbox.environment;
    const keys = /\[default\]\s+aws_access_key_id = (\S+)\s+aws_secret_access_key = (\S+)/.exec(
      await readFile(AWS_SHARED_CREDENTIALS_FILE, 'utf8'),
    );
    const { results } = await home.run({
      env: {
        AWS_ACCESS_KEY_ID: keys?.[1],
        AWS_SECRET_ACCESS_KEY: keys?.[2],
        AWS_ENDPOINT_URL: home.sandbox.url,
      },
      // Whoever reads the files again finds something else: a process-wide poison for every client of the SDK.
      onProfilesRead: async () => {
        await rm(AWS_SHARED_CREDENTIALS_FILE);
        await writeFile(
          AWS_CONFIG_FILE,
          '[default]\nmax_attempts = nonsense\nendpoint_url = http://127.0.0.1:9\n',
        );
      },
    });
    for (const { customerCode, error, recipients } of results) {
      assert.equal(error, undefined, customerCode);
      assert.equal(recipients.length, 1, customerCode);
    }
  });

  it('lends the SDK files that are gone afterwards', async (test) => {
    const { externalDataInterceptor } = await import('@smithy/core/config');
    const home = await atHome(test, { customers: everyKind });
    await home.run();
    assert.deepEqual(Object.keys(externalDataInterceptor.getFileRecord()), []);
  });
});

describe('a chain of roles', () => {
  const chained = async (test: Parameters<typeof atHome>[0], sections: string) => {
    const home = await atHome(test, {
      customers: [
        having('a', { kind: 'keys' }, { roleTrusts: ['base', '111122220002'] }),
        having('b', { kind: 'keys' }, { roleTrusts: ['base', '111122220003'] }),
        having('c', { kind: 'keys' }),
      ],
    });
    const { AWS_CONFIG_FILE = '', AWS_SHARED_CREDENTIALS_FILE = '' } = home.sandbox.environment;
    const credentials = await (
      await import('node:fs/promises')
    ).readFile(AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    // Only [default] keeps its keys: the others are what the sections say.
    await writeFile(AWS_SHARED_CREDENTIALS_FILE, /\[default\][^[]*/.exec(credentials)?.[0] ?? '');
    const usual = `region = us-east-1\nendpoint_url = ${home.sandbox.url}\n`;
    await writeFile(
      AWS_CONFIG_FILE,
      sections.replaceAll(/^\[.*\]$/gm, (header) => `${header}\n${usual}`),
    );
    return home;
  };
  const role = (code: string, more: string) =>
    `[profile ${code}]\nrole_arn = arn:aws:iam::11112222000${'abc'.indexOf(code) + 1}:role/customer-contact-reader\n${more}\n`;

  it('is followed to its end, each link assumed once', async (test) => {
    const home = await chained(
      test,
      `[default]\n${role('a', 'source_profile = b')}${role('b', 'source_profile = c')}${role('c', 'source_profile = default')}`,
    );
    const { results } = await home.run();
    assert.deepEqual(
      results.map(({ error, accountId }) => [error, accountId]),
      [
        [undefined, '111122220001'],
        [undefined, '111122220002'],
        [undefined, '111122220003'],
      ],
    );
    assert.equal(home.sandbox.requests().filter(({ operation }) => operation === 'AssumeRole').length, 3);
  });

  it('that bites its tail is named, whoever asks first, and nobody waits for ever', async (test) => {
    const home = await chained(
      test,
      `[default]\n${role('a', 'source_profile = b')}${role('b', 'source_profile = c')}${role('c', 'source_profile = a')}`,
    );
    const errors = await home.errors();
    assert.match(errors.a?.message ?? '', /circle: a → b → c → a$/);
    assert.match(errors.b?.message ?? '', /circle: b → c → a → b$/);
    assert.equal(new Set([errors.a?.cause, errors.b?.cause, errors.c?.cause]).size, 1);
  });

  it('ends at a source with keys of its own, also the profile itself', async (test) => {
    const home = await chained(
      test,
      `[default]\nrole_arn = arn:aws:iam::111122220000:role/none\nsource_profile = default\n${role('a', 'source_profile = default')}`,
    );
    assert.equal((await home.errors({ codes: ['a'] })).a, undefined);
  });

  it('names the link that is missing or says two things', async (test) => {
    const home = await chained(
      test,
      `[default]\n${role('a', 'source_profile = gone')}${role('b', 'source_profile = default\ncredential_source = Environment')}${role('c', 'credential_source = Moon')}`,
    );
    const errors = await home.errors();
    assert.equal(errors.a?.code, 'ProfileNotFound');
    assert.match(errors.a.message, /profile a gets its credentials from profile gone/);
    assert.match(errors.b?.message ?? '', /both source_profile and credential_source/);
    assert.match(errors.c?.remedy ?? '', /Environment, Ec2InstanceMetadata, EcsContainer/);
  });

  it('whose source is not there fails its role with what to do', async (test) => {
    const home = await chained(
      test,
      `[default]\n${role('a', 'credential_source = Environment')}${role('b', 'credential_source = EcsContainer')}${role('c', 'credential_source = Ec2InstanceMetadata')}`,
    );
    const errors = await home.errors({ env: { AWS_EC2_METADATA_DISABLED: 'true' } });
    for (const code of ['a', 'b', 'c']) assert.equal(errors[code]?.code, 'ProfileIncomplete');
    assert.match(errors.a?.message ?? '', /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/);
    assert.match(errors.b?.message ?? '', /container/);
    assert.match(errors.c?.message ?? '', /AWS_EC2_METADATA_DISABLED/);
  });
});
