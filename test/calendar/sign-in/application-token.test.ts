import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GraphFailure } from '../../../src/calendar/failure.ts';
import { applicationToken } from '../../../src/calendar/sign-in/application-token.ts';
import type { Credential, Trouble } from '../../../src/calendar/sign-in/credential.ts';
import { VARIABLES } from '../../../src/calendar/sign-in/names.ts';
import type { GraphToken } from '../../../src/calendar/index.ts';

const { signal } = new AbortController();

function tokenOf(getToken: Credential['getToken'], trouble: Trouble = {}): GraphToken {
  return applicationToken({
    application: {
      tenantId: 't',
      clientId: 'c',
      clientSecret: 's3cret~x',
      authorityHost: 'https://login.microsoftonline.us',
      isLoopback: false,
    },
    scope: 'scope',
    description: 'application c',
    names: VARIABLES,
    open: () => Promise.resolve({ getToken, trouble: () => trouble }),
  });
}

async function failureOf(token: GraphToken): Promise<GraphFailure> {
  const error: unknown = await token.getAccessToken(signal).then(
    () => assert.fail('a token was given'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GraphFailure);
  return error;
}

describe('tokens of an application', () => {
  it('are not waited for longer than half a minute, although the library would', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let asked: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const failure = failureOf(
      tokenOf(() => {
        asked(); // its time runs from here
        return new Promise(() => undefined);
      }),
    );
    await begun;
    t.mock.timers.tick(30_000);
    const { facts } = await failure;
    assert.equal(facts.code, 'SignInTimeout');
    assert.match(facts.told?.[0] ?? '', /^login\.microsoftonline\.us, .* did not answer in time/);
  });

  it('say which host could not be reached, found or trusted', async () => {
    const cases: [string, RegExp][] = [
      ['ENOTFOUND', /cannot be reached \(ENOTFOUND\)/],
      ['SELF_SIGNED_CERT_IN_CHAIN', /could not prove that it is login\.microsoftonline\.us/],
    ];
    for (const [code, message] of cases) {
      const networkError = Object.assign(new Error('fetch failed'), { code });
      const unhelpful = new Error('endpoints_resolution_error');
      const { facts } = await failureOf(tokenOf(() => Promise.reject(unhelpful), { networkError }));
      assert.equal(facts.code, code);
      assert.match(facts.told?.[0] ?? '', message);
    }
  });

  it('never repeat what the library says, which may quote anything', async () => {
    const leaky = new Error('invalid secret s3cret~x');
    const { facts, message } = await failureOf(tokenOf(() => Promise.reject(leaky)));
    assert.equal(facts.code, 'Error');
    assert.match(facts.told?.join(' ') ?? '', /failed \(Error\) for application c\. Check AZURE_TENANT_ID/);
    assert.doesNotMatch(JSON.stringify(facts) + message, /s3cret/);
  });
});
