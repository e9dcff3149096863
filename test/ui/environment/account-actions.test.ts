import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAccountChoice } from '../../../src/ui/environment/account-choice.ts';
import {
  forgetClientSecret,
  signOut,
  storeClientSecret,
  switchAccount,
  type AccountDesk,
} from '../../../src/ui/environment/account-actions.ts';
import { createClientSecretStore } from '../../../src/ui/environment/client-secret.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import type { Identity } from '../../../src/ui/send/identity-text.ts';
import { memento, secretStorage } from './stores.ts';

const OWNER = { clientId: 'client-1', tenantId: 'tenant-1' };
const SECRET = 's3cret~value';

function ready(description: string, account?: string): Identity {
  const token = { description, getAccessToken: () => Promise.resolve('t') };
  return {
    kind: 'ready',
    baseUrl: 'https://graph.microsoft.com',
    token,
    ...(account !== undefined && { account }),
  };
}

function desk(change: Partial<AccountDesk> = {}) {
  const said: string[] = [];
  const asked: Confirmation[] = [];
  const here: AccountDesk = {
    current: () => Promise.resolve(ready('ana (Microsoft account)', 'ana@example.com')),
    choose: () => Promise.resolve({ id: 'id-ben', label: 'ben@example.com' }),
    choice: createAccountChoice(memento()),
    secrets: createClientSecretStore(secretStorage()),
    owner: OWNER,
    ask: (confirmation) => {
      asked.push(confirmation);
      return Promise.resolve(confirmation.choices[0]);
    },
    askSecret: () => Promise.resolve(` ${SECRET} `),
    say: (message) => said.push(message),
    offerIdentitySettings: () => said.push('settings'),
    ...change,
  };
  return { ...here, said, asked };
}

describe('account commands', () => {
  it('sign out of this extension, and say what only VS Code can do', async () => {
    const here = desk();
    await signOut(here);
    assert.deepEqual(here.choice.get(), { signedOut: true });
    assert.match(here.said[0] ?? '', /^Customer Meetings no longer uses ana@example\.com; .*Accounts menu/);
  });

  it('switch to the account that the person chooses, or leave it', async () => {
    const here = desk();
    await switchAccount(here);
    assert.deepEqual(here.choice.get(), { id: 'id-ben' });
    assert.deepEqual(here.said, ['Customer Meetings now uses ben@example.com.']);
    const gaveUp = desk({ choose: () => Promise.resolve(undefined) });
    await switchAccount(gaveUp);
    assert.deepEqual([gaveUp.choice.get(), gaveUp.said], [undefined, []]);
    const unset = desk({ current: () => Promise.resolve({ kind: 'not configured' }) });
    await switchAccount(unset);
    assert.deepEqual(unset.said, ['settings']);
  });

  it('explain an identity that nobody can be signed out of', async () => {
    for (const command of [signOut, switchAccount]) {
      const here = desk({ current: () => Promise.resolve(ready('the token in GRAPH_ACCESS_TOKEN')) });
      await command(here);
      assert.equal(here.choice.get(), undefined);
      assert.match(here.asked[0]?.detail ?? '', /environment VS Code was started in/);
      assert.deepEqual(here.asked[0]?.choices, []);
    }
  });

  it('store and forget the client secret, and say it nowhere', async () => {
    const here = desk({ current: () => Promise.resolve(ready('application client-1')) });
    await storeClientSecret(here);
    assert.equal((await here.secrets.get(OWNER))?.clientSecret, SECRET);
    await signOut(here); // offers to forget it
    assert.equal(await here.secrets.get(OWNER), undefined);
    await forgetClientSecret(here);
    assert.deepEqual(here.said.slice(1), ['The client secret is forgotten.', 'No client secret is stored.']);
    assert.ok(
      ![...here.said, ...here.asked.map((modal) => JSON.stringify(modal))].some((text) =>
        text.includes(SECRET),
      ),
    );
  });

  it('ask for no secret where no app registration is named, and keep none that is empty', async () => {
    const unset = desk({ owner: { clientId: '', tenantId: '' } });
    await storeClientSecret(unset);
    assert.deepEqual(unset.said, ['settings']);
    const empty = desk({ askSecret: () => Promise.resolve(' ') });
    await storeClientSecret(empty);
    assert.equal(await empty.secrets.get(OWNER), undefined);
  });
});
