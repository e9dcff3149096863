import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAccountChoice } from '../../../src/ui/environment/account-choice.ts';
import { createClientSecretStore } from '../../../src/ui/environment/client-secret.ts';
import { resolveIdentity, type IdentityRequest } from '../../../src/ui/environment/identity.ts';
import type { Account, SessionWish } from '../../../src/ui/environment/microsoft-accounts.ts';
import { describeIdentity } from '../../../src/ui/send/identity-text.ts';
import { memento, secretStorage } from './stores.ts';

const ANA: Account = { id: 'id-ana', label: 'ana@example.com' };
const BEN: Account = { id: 'id-ben', label: 'ben@example.com' };
const CONFIGURED = { clientId: 'client-1', tenantId: 'tenant-1', cloud: 'global' } as const;
const { signal } = new AbortController();

/** VS Code with these people signed in; whoever has no account there signs in as `newcomer`. */
function editor(people: readonly Account[], newcomer?: Account) {
  const memory = memento();
  const storage = secretStorage();
  const asked: { provider: string; scopes: readonly string[]; wish: SessionWish }[] = [];
  const here = {
    asked,
    choice: createAccountChoice(memory),
    secrets: createClientSecretStore(storage),
    error: undefined as Error | undefined,
    sovereign: undefined as string | undefined,
    signIn: (more: Partial<IdentityRequest> = {}) =>
      resolveIdentity(
        { env: {}, settings: CONFIGURED, organizer: ANA.label, interactive: true, ...more },
        {
          choice: here.choice,
          secrets: here.secrets,
          sovereignCloud: () => here.sovereign,
          accounts: {
            list: () => Promise.resolve(people),
            session: (provider, scopes, wish) => {
              asked.push({ provider, scopes, wish });
              if (here.error !== undefined) return Promise.reject(here.error);
              const account = wish.account ?? people[0] ?? (wish.how === 'silent' ? undefined : newcomer);
              return Promise.resolve(account && { account, accessToken: `token of ${account.label}` });
            },
          },
        },
      ),
  };
  return here;
}

const permissions = (asked: readonly { scopes: readonly string[] }[]): (string | undefined)[] =>
  asked.map(({ scopes }) => scopes.at(-1));

describe('who signs in to the calendar', () => {
  it('is the environment first, and then nobody else is looked at', async () => {
    const here = editor([ANA]);
    const identity = await here.signIn({ env: { GRAPH_ACCESS_TOKEN: 'ey.x.y' } });
    assert.equal(describeIdentity(identity, false), 'the token in GRAPH_ACCESS_TOKEN');
    const partly = await here.signIn({ env: { AZURE_TENANT_ID: 't' } });
    assert.match(
      describeIdentity(partly, false),
      /incomplete.*AZURE_CLIENT_ID and AZURE_CLIENT_SECRET missing/,
    );
    assert.deepEqual(here.asked, []);
  });

  it('is nobody without an app registration of one’s own', async () => {
    const here = editor([ANA]);
    const identity = await here.signIn({ settings: { ...CONFIGURED, tenantId: '' } });
    assert.equal(identity.kind, 'not configured');
    assert.deepEqual(here.asked, []);
  });

  it('asks for the organizer’s own calendar only, with the app and tenant of the settings', async () => {
    const here = editor([BEN, ANA]);
    const identity = await here.signIn();
    assert.equal(describeIdentity(identity, false), 'ana@example.com (Microsoft account)');
    assert.deepEqual(here.asked, [
      {
        provider: 'microsoft',
        scopes: [
          'VSCODE_CLIENT_ID:client-1',
          'VSCODE_TENANT:tenant-1',
          'https://graph.microsoft.com/Calendars.ReadWrite',
        ],
        wish: { how: 'interactive', account: ANA },
      },
    ]);
    assert.deepEqual(here.choice.get(), { id: ANA.id });
    assert.ok(identity.kind === 'ready');
    assert.equal(await identity.token.getAccessToken(signal), 'token of ana@example.com');
  });

  it('asks for shared calendars when the organizer is somebody else', async () => {
    const known = editor([BEN]);
    await known.signIn();
    assert.deepEqual(permissions(known.asked), ['https://graph.microsoft.com/Calendars.ReadWrite.Shared']);
    const newcomer = editor([], BEN);
    await newcomer.signIn();
    assert.deepEqual(permissions(newcomer.asked), [
      'https://graph.microsoft.com/Calendars.ReadWrite',
      'https://graph.microsoft.com/Calendars.ReadWrite.Shared',
    ]);
    assert.deepEqual(newcomer.asked[1]?.wish.account, BEN);
  });

  it('is the chosen account, even beside the organizer’s own', async () => {
    const here = editor([ANA, BEN]);
    await here.choice.remember(BEN.id);
    const identity = await here.signIn({ interactive: false });
    assert.equal(describeIdentity(identity, false), 'ben@example.com (Microsoft account)');
    assert.deepEqual(permissions(here.asked), ['https://graph.microsoft.com/Calendars.ReadWrite.Shared']);
    await here.choice.remember('somebody who is gone');
    assert.equal(
      describeIdentity(await here.signIn({ interactive: false }), false),
      'ana@example.com (Microsoft account)',
    );
  });

  it('is nobody after signing out, until the person is asked and chooses', async () => {
    const here = editor([ANA, BEN]);
    await here.choice.signOut();
    assert.equal((await here.signIn({ interactive: false })).kind, 'declined');
    assert.equal(here.asked.length, 0);
    await here.signIn();
    assert.deepEqual(here.asked[0]?.wish, { how: 'choose' });
    assert.deepEqual(here.choice.get(), { id: ANA.id });
  });

  it('opens no page when it only looks, neither now nor when the token is used', async () => {
    const here = editor([ANA]);
    const identity = await here.signIn({ interactive: false });
    assert.ok(identity.kind === 'ready');
    await identity.token.getAccessToken(signal);
    assert.deepEqual(
      here.asked.map(({ wish }) => wish.how),
      ['silent', 'silent'],
    );
    assert.equal(identity.token.renewAccessToken, undefined);
    assert.equal(here.choice.get(), undefined);
  });

  it('signs in again, saying why, when Graph no longer takes the token', async () => {
    const here = editor([ANA]);
    const identity = await here.signIn();
    assert.ok(identity.kind === 'ready');
    await identity.token.renewAccessToken?.(signal);
    const last = here.asked.at(-1)?.wish;
    assert.ok(last?.how === 'again');
    assert.match(last.why, /no longer accepts/);
    assert.deepEqual(last.account, ANA);
  });

  it('follows the cloud: scope, provider and VS Code’s own setting', async () => {
    const here = editor([ANA]);
    const settings = { ...CONFIGURED, cloud: 'usGovernmentDoD' } as const;
    const refused = await here.signIn({ settings });
    assert.match(
      describeIdentity(refused, false),
      /Set microsoft-sovereign-cloud\.environment to USGovernment/,
    );
    here.sovereign = 'USGovernment';
    const identity = await here.signIn({ settings });
    assert.ok(identity.kind === 'ready');
    assert.equal(identity.baseUrl, 'https://dod-graph.microsoft.us');
    assert.equal(here.asked[0]?.provider, 'microsoft-sovereign-cloud');
    assert.deepEqual(permissions(here.asked), ['https://dod-graph.microsoft.us/Calendars.ReadWrite']);
    const byEnvironment = await here.signIn({
      settings,
      env: { GRAPH_BASE_URL: 'https://graph.microsoft.com' },
    });
    assert.ok(byEnvironment.kind === 'ready' && byEnvironment.baseUrl === 'https://graph.microsoft.com');
  });

  it('tells what went wrong at the sign-in by its number, and nothing else of the text', async () => {
    const here = editor([ANA]);
    here.error = new Error('AADSTS65001: nobody consented. Trace ID: secret-trace');
    const identity = await here.signIn();
    assert.ok(identity.kind === 'invalid');
    assert.match(identity.message, /Nobody has consented.*Ask an administrator/);
    assert.doesNotMatch(identity.message, /secret-trace/);
  });
});

describe('a stored client secret', () => {
  it('signs in its own application, and no other', async () => {
    const here = editor([ANA]);
    await here.secrets.store({ clientId: 'CLIENT-1', tenantId: 'tenant-1' }, 's3cret~x');
    const identity = await here.signIn();
    assert.equal(
      describeIdentity(identity, false),
      'application CLIENT-1 of tenant tenant-1 (stored client secret)',
    );
    assert.deepEqual(here.asked, []);
    const other = await here.signIn({ settings: { ...CONFIGURED, tenantId: 'tenant-2' } });
    assert.equal(describeIdentity(other, false), 'ana@example.com (Microsoft account)');
  });

  it('is forgotten on request, and garbage in the store is none', async () => {
    const owner = { clientId: 'c', tenantId: 't' };
    const storage = secretStorage();
    const secrets = createClientSecretStore(storage);
    assert.equal(await secrets.forget(), false);
    await secrets.store(owner, 's3cret~x');
    assert.equal((await secrets.get(owner))?.clientSecret, 's3cret~x');
    assert.equal(await secrets.forget(), true);
    assert.equal(await secrets.get(owner), undefined);
    await storage.store('graph.clientSecret', '{"clientSecret":');
    assert.equal(await secrets.get(owner), undefined);
  });
});
