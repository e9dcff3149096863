import type * as vscode from 'vscode';
import * as z from 'zod';

const KEY = 'graph.account';
const Choice = z.union([z.object({ id: z.string() }), z.object({ signedOut: z.literal(true) })]);

/** Which Microsoft account the person wants used, over all windows. */
export interface AccountChoice {
  /** @returns `undefined` when nothing was chosen */
  readonly get: () => { readonly id: string } | { readonly signedOut: true } | undefined;
  readonly remember: (accountId: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

/** @param memory the extension's global state */
export function createAccountChoice(memory: Pick<vscode.Memento, 'get' | 'update'>): AccountChoice {
  return {
    get: () => {
      const stored = Choice.safeParse(memory.get(KEY));
      return stored.success ? stored.data : undefined;
    },
    remember: async (id) => memory.update(KEY, { id }),
    signOut: async () => memory.update(KEY, { signedOut: true }),
  };
}
