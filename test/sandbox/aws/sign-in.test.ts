import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { makeScenario, type ProfileCredentials, type SsoState } from '../../../src/sandbox/index.ts';
import { createSignIns } from '../../../src/sandbox/aws/sign-ins.ts';
import { sandboxAtHome } from '../support/bench.ts';

type Home = Awaited<ReturnType<typeof sandboxAtHome>>;

const withProfile = (credentials: Partial<ProfileCredentials> & Pick<ProfileCredentials, 'kind'>) =>
  makeScenario({
    customers: [{ code: 'a', roleTrusts: ['base', 'web-identity'], profile: { credentials } }],
  });
const withSso = (state: SsoState, legacy = false, name = `s-${state}`) =>
  makeScenario({
    ssoSessions: { [name]: state },
    customers: [
      { code: 'a', profile: { credentials: { kind: 'sso', session: name, legacy } } },
      {
        code: 'b',
        ssoRoles: [],
        profile: { credentials: { kind: 'sso', session: name, legacy } },
      },
    ],
  });

/** The profile's credentials as the SDK's own provider chain gets them. */
const resolved = (sandbox: Home, profile = 'a') =>
  fromIni({
    profile,
    ignoreCache: true,
    clientConfig: { region: 'us-east-1', endpoint: sandbox.url, maxAttempts: 1 },
  })();
const accountOf = async (sandbox: Home, profile = 'a') => {
  const credentials = await resolved(sandbox, profile);
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.url, credentials });
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
};
const LOGIN = /run aws sso login|run 'aws sso login'/;

test('SSO by session and by start URL: the portal hands out a session of the role', async (t) => {
  for (const legacy of [false, true]) {
    const sandbox = await sandboxAtHome(t, withSso('signed-in', legacy, `fine-${legacy}`));
    assert.match(
      (await accountOf(sandbox)) ?? '',
      /^arn:aws:sts::111122220001:assumed-role\/AWSReservedSSO_ContactReader_[0-9a-f]{16}\/cloud-team$/,
    );
    assert.deepEqual(sandbox.counts().a, {
      GetRoleCredentials: { requests: 1, throttled: 0 },
      GetCallerIdentity: { requests: 1, throttled: 0 },
    });
    assert.equal(sandbox.requests()[0]?.service, 'sso');
  }
});

test('SSO that was never begun, is over, or is in no section', async (t) => {
  for (const [state, legacy, message] of [
    ['never', false, LOGIN],
    ['never', true, LOGIN],
    ['expired', false, /Value not present for 'clientId' in SSO Token/],
    ['expired', true, /has expired/],
    ['refresh-refused', false, /Token is expired/],
  ] as const) {
    const sandbox = await sandboxAtHome(t, withSso(state, legacy, `${state}-${legacy}`));
    await assert.rejects(resolved(sandbox), { message });
  }
  const nowhere = await sandboxAtHome(t, withSso('undefined'));
  await assert.rejects(resolved(nowhere), { message: /reading 'sso_region'/ });
});

test('SSO that the portal refuses: token forgotten, role not given, too many requests', async (t) => {
  const revoked = await sandboxAtHome(t, withSso('revoked'));
  await assert.rejects(resolved(revoked), {
    message: 'UnauthorizedException: Session token not found or invalid',
  });
  const sandbox = await sandboxAtHome(t, withSso('signed-in'));
  await assert.rejects(resolved(sandbox, 'b'), { message: 'ForbiddenException: No access' });
  sandbox.setFault('a', { kind: 'throttled', operation: 'GetRoleCredentials' });
  await assert.rejects(resolved(sandbox), { message: 'TooManyRequestsException: HTTP 429 Unknown Code' });
  assert.equal(sandbox.counts().a?.GetRoleCredentials?.throttled, 1);
});

test('an SSO token past its time is refreshed, and the refresh token is good once', async (t) => {
  const sandbox = await sandboxAtHome(t, withSso('refreshable'));
  assert.match((await accountOf(sandbox)) ?? '', /ContactReader/);
  assert.equal(sandbox.counts().base?.CreateToken?.requests, 1);
  assert.deepEqual(
    sandbox.requests().map(({ service, status }) => [service, status]),
    [
      ['sso-oidc', 200],
      ['sso', 200],
      ['sts', 200],
    ],
  );
  const again = createSignIns('secret', Date.now);
  const { refreshToken } = again.openSso();
  assert.ok(again.refreshSso(refreshToken));
  assert.equal(again.refreshSso(refreshToken), undefined);
});

test('signing in again and ending all sign-ins, while the sandbox runs', async (t) => {
  const sandbox = await sandboxAtHome(t, withSso('never', false, 'later'));
  await assert.rejects(resolved(sandbox), { message: LOGIN });
  await sandbox.setSsoSession('later', 'signed-in');
  await resolved(sandbox);
  sandbox.expireSignIns();
  await assert.rejects(resolved(sandbox), { message: /UnauthorizedException/ });
});

test('aws login: from the cache, and refreshed with a proof of the key', async (t) => {
  const fresh = await sandboxAtHome(t, withProfile({ kind: 'login' }));
  assert.equal(await accountOf(fresh), 'arn:aws:iam::111122220001:user/contact-reader');
  assert.equal(fresh.counts().a?.CreateOAuth2Token, undefined);

  const old = await sandboxAtHome(t, withProfile({ kind: 'login', state: 'refreshable' }));
  assert.equal(await accountOf(old), 'arn:aws:iam::111122220001:user/contact-reader');
  assert.equal(old.counts().a?.CreateOAuth2Token?.requests, 1);
  await accountOf(old);
  assert.equal(old.counts().a?.CreateOAuth2Token?.requests, 1, 'the cache holds what was refreshed');
});

test('aws login that is not good: never, over, password changed, no permission', async (t) => {
  for (const [state, message] of [
    ['never', /Failed to load token from .*login.cache/],
    ['expired', 'Your session has expired. Please reauthenticate.'],
    ['password-changed', /because of a change in your password/],
  ] as const) {
    const sandbox = await sandboxAtHome(t, withProfile({ kind: 'login', state }));
    await assert.rejects(resolved(sandbox), { message });
  }
  const sandbox = await sandboxAtHome(t, withProfile({ kind: 'login', state: 'refreshable' }));
  sandbox.setFault('a', { kind: 'denied', operation: 'CreateOAuth2Token' });
  await assert.rejects(resolved(sandbox), { message: /insufficient permissions/ });
  sandbox.setFault('a', { kind: 'password-changed' });
  await assert.rejects(resolved(sandbox), { message: /change in your password/ });
  sandbox.setFault('a', { kind: 'server-error', operation: 'CreateOAuth2Token' });
  await assert.rejects(resolved(sandbox), { message: /^Failed to refresh token: / });
});

test('a web identity token opens the role; an old, forged or absent one does not', async (t) => {
  const sandbox = await sandboxAtHome(t, withProfile({ kind: 'web-identity' }));
  assert.match(
    (await accountOf(sandbox)) ?? '',
    /^arn:aws:sts::111122220001:assumed-role\/customer-contact-reader\//,
  );
  for (const [state, name] of [
    ['expired', 'ExpiredTokenException'],
    ['forged', 'InvalidIdentityTokenException'],
  ] as const) {
    const other = await sandboxAtHome(t, withProfile({ kind: 'web-identity', state }));
    await assert.rejects(resolved(other), { name });
  }
  const none = await sandboxAtHome(t, withProfile({ kind: 'web-identity', state: 'no-file' }));
  await assert.rejects(resolved(none), { code: 'ENOENT' });
  const untrusting = makeScenario({
    customers: [{ code: 'a', profile: { credentials: { kind: 'web-identity' } } }],
  });
  await assert.rejects(resolved(await sandboxAtHome(t, untrusting)), { name: 'AccessDenied' });
});

test('credential_process answers, fails, talks nonsense or is out of date', async (t) => {
  const fine = await sandboxAtHome(t, withProfile({ kind: 'process' }));
  assert.equal(await accountOf(fine), 'arn:aws:iam::111122220001:user/contact-reader');
  for (const [state, message] of [
    ['failing', /^Command failed: .*\nthe vault is locked/s],
    ['garbage', /returned invalid JSON/],
    ['expired', /returned expired credentials/],
  ] as const) {
    const sandbox = await sandboxAtHome(t, withProfile({ kind: 'process', state }));
    await assert.rejects(resolved(sandbox), { message });
  }
});
