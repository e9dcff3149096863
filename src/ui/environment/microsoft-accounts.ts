import type * as vscode from 'vscode';

/** Who can be signed in. */
export interface Account {
  readonly id: string;
  /** The address one signs in with. */
  readonly label: string;
}

/** Somebody signed in. */
export interface AccountSession {
  readonly account: Account;
  readonly accessToken: string;
}

/** How a session is asked for. */
export type SessionWish = { readonly account?: Account } & (
  | /** Only looks: no page opens. */ { readonly how: 'silent' }
  | /** Signs in if need be. */ { readonly how: 'interactive' }
  | /** Lets the person choose the account, whichever was used before. */ { readonly how: 'choose' }
  | /** Signs in again although there is a session, after saying why. */ {
      readonly how: 'again';
      readonly why: string;
    }
);

/** VS Code's Microsoft accounts, as far as they are used here. */
export interface MicrosoftAccounts {
  readonly list: (provider: string) => Promise<readonly Account[]>;
  /** @returns `undefined` when there is none, or the person closed the sign-in */
  readonly session: (
    provider: string,
    scopes: readonly string[],
    wish: SessionWish,
  ) => Promise<AccountSession | undefined>;
}

/** @param authentication VS Code's own, handed in so that this file loads without VS Code */
export function createMicrosoftAccounts(authentication: typeof vscode.authentication): MicrosoftAccounts {
  return {
    list: async (provider) => authentication.getAccounts(provider),
    session: async (provider, scopes, wish) => {
      const which = wish.account === undefined ? {} : { account: wish.account };
      try {
        return await authentication.getSession(provider, scopes, { ...which, ...optionsOf(wish) });
      } catch (error) {
        // VS Code rejects with plain errors, whose texts are all it gives, when the person closes the sign-in.
        if (error instanceof Error && /cancel|did not consent|timed out/i.test(error.message))
          return undefined;
        throw error;
      }
    },
  };
}

function optionsOf(wish: SessionWish): vscode.AuthenticationGetSessionOptions {
  switch (wish.how) {
    case 'silent':
      return { silent: true };
    case 'interactive':
      return { createIfNone: true };
    case 'choose':
      return { createIfNone: true, clearSessionPreference: true };
    case 'again':
      return { forceNewSession: { detail: wish.why } };
  }
}
