import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkCalendarAccess, graphTokenFromEnvironment } from '../../../src/calendar/index.ts';
import { permission } from '../../../src/calendar/sign-in/check-access.ts';
import { readClaims } from '../../../src/calendar/sign-in/claims.ts';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { runSandbox } from '../../sandbox/support/bench.ts';
import { CLIENT, runEntra, SECRET, TENANT } from '../../sandbox/support/entra.ts';

const ORGANIZER = 'cloud-team@meetings.example';
const { signal } = new AbortController();
const scenario = makeScenario({
  customers: [],
  graph: { accessToken: 'sandbox-graph-token', signedInUser: ORGANIZER, mailboxes: ['@meetings.example'] },
});

async function check(
  t: TestContext,
  organizer: string,
  directory: Parameters<typeof runEntra>[1] = {},
  variables: Readonly<Record<string, string>> = {},
) {
  const entra = await runEntra(t, directory);
  const sandbox = await runSandbox(t, { scenario, judgeToken: entra.judge });
  const env = {
    AZURE_TENANT_ID: TENANT,
    AZURE_CLIENT_ID: CLIENT,
    AZURE_CLIENT_SECRET: SECRET,
    AZURE_AUTHORITY_HOST: entra.url,
    ...variables,
  };
  const token = graphTokenFromEnvironment(env, sandbox.url);
  assert.ok(token);
  const steps = await checkCalendarAccess({ baseUrl: sandbox.url, token, organizer, fetch, signal });
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
  return steps;
}

const marks = (steps: Awaited<ReturnType<typeof check>>) =>
  steps.map(({ step, status }) => `${step} ${status}`);

describe('check of calendar access', () => {
  it('finds everything there for an application that has been granted calendars', async (t) => {
    const steps = await check(t, ORGANIZER);
    assert.deepEqual(marks(steps), ['sign-in ok', 'mailbox ok', 'permission ok']);
    assert.match(steps[2]?.message ?? '', /every mailbox of the tenant unless Exchange narrows it/);
  });

  it('stops at the sign-in with its remedy', async (t) => {
    const steps = await check(t, ORGANIZER, {}, { AZURE_CLIENT_SECRET: 'wrong~one' });
    assert.deepEqual(marks(steps), ['sign-in missing']);
    assert.match(steps[0]?.remedy ?? '', /AZURE_CLIENT_SECRET/);
    assert.doesNotMatch(JSON.stringify(steps), /wrong~one/);
  });

  it('tells missing consent from a missing mailbox', async (t) => {
    const consent = await check(t, ORGANIZER, {
      applications: [{ clientId: CLIENT, secrets: [{ value: SECRET }], consent: false }],
    });
    assert.deepEqual(marks(consent), ['sign-in ok', 'permission missing']);
    assert.match(consent[1]?.remedy ?? '', /grant Calendars\.ReadWrite/);
    const mailbox = await check(t, 'somebody@elsewhere.example');
    assert.deepEqual(marks(mailbox), ['sign-in ok', 'mailbox missing']);
    assert.match(mailbox[1]?.message ?? '', /somebody@elsewhere\.example has no mailbox/);
  });

  it('takes the calendar’s word where a given token says nothing of itself', async (t) => {
    const sandbox = await runSandbox(t, { scenario });
    const token = graphTokenFromEnvironment(sandbox.environment, sandbox.url);
    assert.ok(token);
    const steps = await checkCalendarAccess({
      baseUrl: sandbox.url,
      token,
      organizer: ORGANIZER,
      fetch,
      signal,
    });
    assert.deepEqual(marks(steps), ['sign-in ok', 'mailbox ok', 'permission ok']);
  });
});

describe('permission to write, as far as reading tells', () => {
  const cases: [string, Parameters<typeof permission>[0], boolean | undefined, string][] = [
    ['delegated, own calendar', { delegated: ['Calendars.ReadWrite', 'User.Read'] }, true, 'ok'],
    ['delegated, for reading', { delegated: ['Calendars.Read'] }, true, 'missing'],
    ['a calendar shared for reading', { delegated: ['Calendars.ReadWrite.Shared'] }, false, 'missing'],
    ['an application, for reading', { application: ['Calendars.Read'] }, undefined, 'missing'],
    ['an application with a role in Exchange alone', { application: [] }, undefined, 'unknown'],
    ['an opaque token', {}, undefined, 'unknown'],
    ['an opaque token, and the calendar says yes', {}, true, 'ok'],
    [
      'an application that may only read, and the calendar says yes',
      { application: ['Calendars.Read'] },
      true,
      'missing',
    ],
  ];
  for (const [what, claims, canEdit, status] of cases) {
    it(`${what}: ${status}`, () => {
      const step = permission(claims, canEdit, ORGANIZER);
      assert.equal(step.status, status);
      assert.equal(step.remedy === undefined, status === 'ok');
    });
  }
});

describe('claims', () => {
  const token = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

  it('are read where there are any', () => {
    assert.deepEqual(readClaims(token({ scp: 'A B', upn: 'ana@example.com' })), {
      delegated: ['A', 'B'],
      account: 'ana@example.com',
    });
    assert.deepEqual(readClaims(token({ roles: ['R'] })), { application: ['R'] });
  });

  it('are none for anything else', () => {
    for (const text of [
      '',
      'opaque',
      'a.b.c',
      'a.%%%.c',
      token(null),
      token([]),
      token({ scp: 1, roles: 'x' }),
    ])
      assert.deepEqual(readClaims(text), {});
  });
});
