import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import { createMicrosoftAccounts } from '../../../src/ui/environment/microsoft-accounts.ts';

const ANA = { id: 'id-ana', label: 'ana@example.com' };
const SESSION = { id: 's', account: ANA, scopes: [], accessToken: 'token' };

/** VS Code's authentication, which remembers how it was asked. */
function authentication(answer: () => Promise<vscode.AuthenticationSession | undefined>) {
  const asked: unknown[] = [];
  const api = {
    getAccounts: () => Promise.resolve([ANA]),
    getSession: (provider: string, scopes: readonly string[], options: unknown) => {
      asked.push([provider, scopes, options]);
      return answer();
    },
  } as Partial<typeof vscode.authentication> as typeof vscode.authentication;
  return { asked, accounts: createMicrosoftAccounts(api) };
}

describe('VS Code’s Microsoft accounts', () => {
  it('are asked the way a wish means it', async () => {
    const { asked, accounts } = authentication(() => Promise.resolve(SESSION));
    for (const wish of [
      { how: 'silent' },
      { how: 'interactive', account: ANA },
      { how: 'choose' },
      { how: 'again', why: 'It has expired.' },
    ] as const)
      assert.equal(await accounts.session('microsoft', ['s'], wish), SESSION);
    assert.deepEqual(asked, [
      ['microsoft', ['s'], { silent: true }],
      ['microsoft', ['s'], { account: ANA, createIfNone: true }],
      ['microsoft', ['s'], { createIfNone: true, clearSessionPreference: true }],
      ['microsoft', ['s'], { forceNewSession: { detail: 'It has expired.' } }],
    ]);
    assert.deepEqual(await accounts.list('microsoft'), [ANA]);
  });

  it('give nobody when the person closes the sign-in, and pass on everything else', async () => {
    for (const message of ['User did not consent to login.', 'Cancelled', 'Timed out waiting for sign-in']) {
      const { accounts } = authentication(() => Promise.reject(new Error(message)));
      assert.equal(await accounts.session('microsoft', [], { how: 'interactive' }), undefined);
    }
    const { accounts } = authentication(() => Promise.reject(new Error('AADSTS50011: no redirect URI')));
    await assert.rejects(accounts.session('microsoft', [], { how: 'interactive' }), /AADSTS50011/);
  });
});
