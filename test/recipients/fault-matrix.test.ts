import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import { it } from 'node:test';
import { readTextFile } from '../../src/files/index.ts';
import { loadCustomerConfig, readAwsProfiles, resolveCustomers } from '../../src/customers/index.ts';
import { openAwsPool, queryAndAggregateCalendarRecipients, realClock } from '../../src/recipients/index.ts';
import { configForScenario, makeScenario, type CustomerShorthand } from '../../src/sandbox/index.ts';
import { sandboxAtHome } from '../sandbox/support/bench.ts';
import { limits } from './fakes/limits.ts';

/** Twice what a healthy customer takes under load; hanging ones are ended by it. */
const DEADLINE_MS = 12_000;

/** A customer that goes wrong in its own way, the code that says so, and what its remedy must tell. */
type Row = readonly [customer: CustomerShorthand, code: string | undefined, remedy?: RegExp];

const byProfile = (code: string, more: Partial<CustomerShorthand> = {}): CustomerShorthand => ({
  code,
  access: 'profile',
  subscribers: 3,
  ...more,
});
const withCredentials = (
  code: string,
  credentials: NonNullable<NonNullable<CustomerShorthand['profile']>['credentials']>,
): CustomerShorthand => byProfile(code, { profile: { credentials } });

const ROWS: readonly Row[] = [
  [{ code: 'healthy-role', subscribers: 40 }, undefined],
  [byProfile('healthy-profile', { subscribers: 40 }), undefined],
  [
    { code: 'denied-role', faults: [{ kind: 'denied-role' }] },
    'AssumeRoleDenied',
    /must trust arn:aws:iam::/,
  ],
  [
    withCredentials('wrong-account', { kind: 'keys', opens: 'healthy-profile' }),
    'WrongAccount',
    /aws_account_id.*wrong-account/,
  ],
  [withCredentials('missing-profile', { kind: 'missing' }), 'ProfileNotFound', /--profile missing-profile/],
  [
    withCredentials('sso-expired', { kind: 'sso', session: 'over' }),
    'SsoSignInNeeded',
    /aws sso login --profile sso-expired/,
  ],
  [
    withCredentials('sso-never', { kind: 'sso', session: 'never' }),
    'SsoSignInNeeded',
    /aws sso login --profile sso-never/,
  ],
  [withCredentials('mfa-cancelled', { kind: 'role', mfa: true }), 'MfaCancelled', /code/],
  [
    withCredentials('process-hangs', { kind: 'process', state: 'hanging' }),
    'CustomerTimeout',
    /customer-timeout/,
  ],
  [
    withCredentials('process-fails', { kind: 'process', state: 'failing' }),
    'CredentialProcessFailed',
    /terminal/,
  ],
  [
    byProfile('expires-mid-run', { subscribers: 60, faults: [{ kind: 'expired', fromPage: 2 }] }),
    'ExpiredCredentials',
    /[Rr]enew/,
  ],
  [
    byProfile('unknown-region', { region: 'us-esat-1', profile: { endpoint: 'none' } }),
    'RegionInvalid',
    /us-east-1/,
  ],
  [byProfile('refused', { profile: { endpoint: 'refused' } }), 'ConnectionRefused', /endpoint_url/],
  [byProfile('never-answers', { faults: [{ kind: 'hanging' }] }), 'RequestTimeout', /request-timeout/],
  [byProfile('tls-silent', { profile: { endpoint: 'silent' } }), 'RequestTimeout', /request-timeout/],
  [
    byProfile('drips', { subscribers: 50, faults: [{ kind: 'slow-body', durationMs: 60_000 }] }),
    'RequestTimeout',
    /request-timeout/,
  ],
  [byProfile('resets', { faults: [{ kind: 'reset', afterBytes: 20 }] }), 'ConnectionReset', /[Aa]sk again/],
  [byProfile('garbage', { faults: [{ kind: 'garbage' }] }), 'MalformedAnswer', /proxy/],
  [byProfile('html', { faults: [{ kind: 'html' }] }), 'ProxyPage', /browser/],
  [byProfile('no-contacts', { faults: [{ kind: 'missing-contacts' }] }), 'MalformedAnswer', /proxy/],
  [byProfile('same-token', { faults: [{ kind: 'repeat-token' }] }), 'MalformedAnswer', /proxy/],
  [byProfile('twice-500', { faults: [{ kind: 'server-error', times: 2 }] }), undefined],
  [byProfile('throttled-5', { faults: [{ kind: 'throttled', times: 5 }] }), undefined],
  [
    byProfile('no-topic', { withoutTopics: ['aws-calendar'], subscribers: 0 }),
    'TopicNotFound',
    /aws-announce/,
  ],
  [byProfile('no-list', { faults: [{ kind: 'no-list' }] }), 'ContactListNotFound', /region/],
];

it('every way to fail, in one run: each its own code and remedy, the healthy complete, all within the deadline', async (test) => {
  const scenario = makeScenario({
    customers: ROWS.map(([customer]) => customer),
    pageSizeCap: 20,
    ssoSessions: { over: 'expired', never: 'never' },
  });
  const sandbox = await sandboxAtHome(test, scenario);
  const env = { ...sandbox.environment, HOME: sandbox.home };
  const profiles = await readAwsProfiles(env, sandbox.home, readTextFile);
  const config = await loadCustomerConfig(
    () => Promise.resolve(JSON.stringify(configForScenario(scenario))),
    {
      configFile: 'config.json',
      metadataFile: 'meeting.json',
      workingDirectory: sandbox.home,
    },
  );
  const resolutions = resolveCustomers(
    ROWS.map(([{ code }]) => code),
    config,
    profiles,
    {},
  );
  const queryLimits = limits({ customerTimeoutMs: DEADLINE_MS, requestTimeoutMs: 1500 });
  const pool = openAwsPool({ readTextFile, lookup: loopbackAlone });
  test.after(() => pool.close());
  const questions: string[] = [];
  const accounts = pool.open({
    env,
    homeDirectory: sandbox.home,
    profiles,
    limits: queryLimits,
    askMfaCode: ({ serial }) => {
      questions.push(serial);
      return Promise.resolve(undefined);
    },
  });
  const startedAt = performance.now();
  const { results } = await queryAndAggregateCalendarRecipients(resolutions, 'aws-calendar', queryLimits, {
    accounts,
    memory: pool.memory,
    clock: realClock,
    signal: new AbortController().signal,
  });
  const tookMs = performance.now() - startedAt;
  accounts.close();

  assert.deepEqual(
    results.map(({ customerCode, error }) => [customerCode, error?.code]),
    ROWS.map(([{ code }, expected]) => [code, expected]),
  );
  for (const [index, [{ code, subscribers }, expected, remedy]] of ROWS.entries()) {
    const result = results[index];
    assert.equal(result?.recipients.length, expected === undefined ? subscribers : 0, code);
    if (remedy !== undefined) assert.match(result?.error?.remedy ?? '', remedy, code);
    assert.doesNotMatch(JSON.stringify(result?.error ?? {}), /not-a-real-secret|session-token/, code);
  }
  assert.equal(questions.length, 1);
  assert.ok(tookMs <= DEADLINE_MS * 1.1, `${tookMs} ms`);
});

/** A resolver that knows no name: what leaves this machine has one. As the system's does, it says ENOTFOUND. */
const loopbackAlone: LookupFunction = (hostname, _options, callback) => {
  const message = `getaddrinfo ENOTFOUND ${hostname}`;
  callback(Object.assign(new Error(message), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname }), []);
};
