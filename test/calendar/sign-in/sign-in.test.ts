import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  createCalendar,
  graphTokenFromEnvironment,
  storedSecretToken,
  type GraphToken,
} from '../../../src/calendar/index.ts';
import { GraphFailure } from '../../../src/calendar/failure.ts';
import type { SignInOptions } from '../../../src/calendar/token.ts';
import { realClock } from '../../../src/recipients/index.ts';
import type { Entra, Sandbox } from '../../../src/sandbox/index.ts';
import { runSandbox } from '../../sandbox/support/bench.ts';
import { CLIENT, runEntra, SECRET, TENANT } from '../../sandbox/support/entra.ts';

const ORGANIZER = 'cloud-team@meetings.example';
const { signal } = new AbortController();

type Variables = Readonly<Record<string, string | undefined>>;

function signIn(
  sandbox: Pick<Sandbox, 'url'>,
  entra: Pick<Entra, 'url'>,
  variables: Variables = {},
  options: SignInOptions = {},
): GraphToken {
  const env = {
    AZURE_TENANT_ID: TENANT,
    AZURE_CLIENT_ID: CLIENT,
    AZURE_CLIENT_SECRET: SECRET,
    AZURE_AUTHORITY_HOST: entra.url,
    ...variables,
  };
  const token = graphTokenFromEnvironment(env, sandbox.url, options);
  assert.ok(token);
  return token;
}

function calendarOf(sandbox: Sandbox, token: GraphToken) {
  return createCalendar({ baseUrl: sandbox.url, token, fetch, clock: realClock });
}

/** What a person is told when this token's sign-in fails. */
async function refusal(sandbox: Sandbox, token: GraphToken): Promise<{ code: string; text: string }> {
  const error: unknown = await token.getAccessToken(signal).then(
    () => assert.fail('a token was given'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GraphFailure);
  const { code, message, remedy } = calendarOf(sandbox, token).describe(error.facts, ORGANIZER);
  return { code, text: `${message} ${remedy}` };
}

async function both(t: TestContext, directory: Parameters<typeof runEntra>[1] = {}) {
  const entra = await runEntra(t, directory);
  const sandbox = await runSandbox(t, { judgeToken: entra.judge });
  return { entra, sandbox };
}

describe('client credentials', () => {
  it('get a token that Graph takes, once for many calls', async (t) => {
    const { entra, sandbox } = await both(t);
    const calendar = calendarOf(sandbox, signIn(sandbox, entra));
    assert.deepEqual(await calendar.findByKey(ORGANIZER, 'k', signal), []);
    assert.deepEqual(await calendar.findByKey(ORGANIZER, 'k', signal), []);
    assert.equal(entra.requests().filter((line) => line.startsWith('POST')).length, 1);
  });

  it('are renewed once when Graph no longer takes the token', async (t) => {
    const { entra, sandbox } = await both(t);
    const calendar = calendarOf(sandbox, signIn(sandbox, entra));
    await calendar.findByKey(ORGANIZER, 'k', signal);
    entra.expireTokens();
    assert.deepEqual(await calendar.findByKey(ORGANIZER, 'k', signal), []);
    assert.deepEqual(
      sandbox.requests().map(({ status }) => status),
      [200, 401, 200],
    );
  });

  const LIVE = { clientId: CLIENT, secrets: [{ value: SECRET }] };
  const refused: readonly [
    what: string,
    directory: Parameters<typeof runEntra>[1],
    variables: Variables,
    code: string,
    text: RegExp,
  ][] = [
    [
      'a wrong secret',
      {},
      { AZURE_CLIENT_SECRET: 'wrong~one' },
      'AADSTS7000215',
      /secret is wrong.*AZURE_CLIENT_SECRET/,
    ],
    [
      'an expired secret',
      { applications: [{ ...LIVE, secrets: [{ value: SECRET, expired: true }] }] },
      {},
      'AADSTS7000222',
      /has expired.*new secret/,
    ],
    [
      'another application',
      {},
      { AZURE_CLIENT_ID: 'a1b2c3d4-0000-4000-8000-00000000ffff' },
      'AADSTS700016',
      /not known.*AZURE_CLIENT_ID/,
    ],
    [
      'another tenant',
      {},
      { AZURE_TENANT_ID: '5d0c4a6e-0000-4000-8000-00000000ffff' },
      'AADSTS90002',
      /tenant does not exist.*AZURE_TENANT_ID.*GRAPH_BASE_URL/,
    ],
  ];
  for (const [what, directory, variables, code, text] of refused) {
    it(`with ${what} are refused with a remedy and without the secret`, async (t) => {
      const { entra, sandbox } = await both(t, directory);
      const told = await refusal(sandbox, signIn(sandbox, entra, variables));
      assert.equal(told.code, code);
      assert.match(told.text, text);
      assert.doesNotMatch(told.text, /secret~|~secret|wrong~one|Trace ID/);
    });
  }

  it('without consent get a token with which Graph lets nobody in', async (t) => {
    const { entra, sandbox } = await both(t, { applications: [{ ...LIVE, consent: false }] });
    const calendar = calendarOf(sandbox, signIn(sandbox, entra));
    const error: unknown = await calendar
      .findByKey(ORGANIZER, 'k', signal)
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof GraphFailure);
    assert.equal(error.facts.code, 'ErrorAccessDenied');
    assert.match(calendar.describe(error.facts, ORGANIZER).remedy, /grant Calendars\.ReadWrite/);
  });

  it('name the sign-in host when it cannot be reached', async (t) => {
    const { entra, sandbox } = await both(t);
    const token = signIn(sandbox, entra);
    await entra.close();
    const told = await refusal(sandbox, token);
    assert.equal(told.code, 'ECONNREFUSED');
    assert.match(told.text, new RegExp(`^${new URL(entra.url).host}, where one signs in`));
  });

  it('stop at once when the person stops', async (t) => {
    const { entra, sandbox } = await both(t);
    const error: unknown = await signIn(sandbox, entra)
      .getAccessToken(AbortSignal.abort())
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof GraphFailure && error.facts.kind === 'aborted');
  });
});

describe('a stored client secret', () => {
  const stored = { tenantId: TENANT, clientId: CLIENT, clientSecret: SECRET };

  it('signs its application in where the Graph is', async (t) => {
    const { entra, sandbox } = await both(t);
    const token = storedSecretToken(stored, sandbox.url, { AZURE_AUTHORITY_HOST: entra.url });
    assert.match(token.description, /\(stored client secret\)$/);
    assert.deepEqual(await calendarOf(sandbox, token).findByKey(ORGANIZER, 'k', signal), []);
  });

  it('is told by the names of the settings when it is refused', async (t) => {
    const { entra, sandbox } = await both(t);
    const env = { AZURE_AUTHORITY_HOST: entra.url };
    const wrong = storedSecretToken({ ...stored, clientSecret: 'wrong~one' }, sandbox.url, env);
    const { code, text } = await refusal(sandbox, wrong);
    assert.equal(code, 'AADSTS7000215');
    assert.match(text, /Store Client Secret/);
    assert.doesNotMatch(text, /AZURE_|wrong~one/);
  });
});

describe('a device code', () => {
  const NO_SECRET = { AZURE_CLIENT_SECRET: undefined };

  it('is shown, waits for the person, tells who it was and is asked for once', async (t) => {
    const { entra, sandbox } = await both(t, { account: ORGANIZER });
    const shown: string[] = [];
    const signedIn: string[] = [];
    const token = signIn(sandbox, entra, NO_SECRET, {
      onDeviceCode: ({ message }) => {
        shown.push(message);
        entra.enterCodes('entered');
      },
      onSignedIn: (account) => signedIn.push(account),
    });
    assert.equal(token.needsPerson, true);
    const calendar = calendarOf(sandbox, token);
    await calendar.findByKey(ORGANIZER, 'k', signal);
    entra.expireTokens();
    await calendar.findByKey(ORGANIZER, 'k', signal);
    assert.equal(shown.length, 1);
    assert.match(shown[0]!, /devicelogin and enter the code [0-9A-F]{9}/);
    assert.deepEqual(signedIn, [ORGANIZER]);
    assert.deepEqual(
      sandbox.requests().map(({ status }) => status),
      [200, 401, 200],
    );
  });

  const refused: readonly [
    string,
    Parameters<typeof runEntra>[1],
    'entered' | 'declined' | undefined,
    string,
    RegExp,
  ][] = [
    ['declined', {}, 'declined', 'SignInDeclined', /declined/],
    [
      'asked for by an application nobody knows',
      { applications: [] },
      undefined,
      'AADSTS700016',
      /not known/,
    ],
    ['run out', { codeLifetimeS: 0.05 }, undefined, 'AADSTS70020', /ran out/],
    [
      'entered for an application without consent',
      { applications: [{ clientId: CLIENT, consent: false }] },
      'entered',
      'AADSTS65001',
      /consent/,
    ],
    [
      'entered for an application that is no public client',
      { applications: [{ clientId: CLIENT, publicClient: false }] },
      'entered',
      'AADSTS7000218',
      /Allow public client flows/,
    ],
  ];
  for (const [what, directory, how, code, text] of refused) {
    it(`${what} is told with a remedy`, async (t) => {
      const { entra, sandbox } = await both(t, directory);
      const onDeviceCode = (): void => {
        if (how !== undefined) entra.enterCodes(how);
      };
      const told = await refusal(sandbox, signIn(sandbox, entra, NO_SECRET, { onDeviceCode }));
      assert.equal(told.code, code);
      assert.match(told.text, text);
    });
  }

  it('is no longer waited for when the person stops', async (t) => {
    const { entra, sandbox } = await both(t);
    const stopping = new AbortController();
    const token = signIn(sandbox, entra, NO_SECRET, { onDeviceCode: () => stopping.abort() });
    const error: unknown = await token.getAccessToken(stopping.signal).catch((reason: unknown) => reason);
    assert.ok(error instanceof GraphFailure && error.facts.kind === 'aborted');
    assert.equal(entra.pendingCodes(), 1);
  });
});
