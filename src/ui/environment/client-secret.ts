import type * as vscode from 'vscode';
import * as z from 'zod';

const KEY = 'graph.clientSecret';
const Stored = z.object({ tenantId: z.string(), clientId: z.string(), clientSecret: z.string().min(1) });

/** Which application a secret belongs to. */
export interface SecretOwner {
  readonly tenantId: string;
  readonly clientId: string;
}

/** The one client secret that the editor keeps: in VS Code's secret storage, with the application it belongs to. */
export interface ClientSecretStore {
  /** The secret of exactly this application: a secret is never sent to another tenant or for another application. */
  readonly get: (owner: SecretOwner) => Promise<z.infer<typeof Stored> | undefined>;
  readonly store: (owner: SecretOwner, clientSecret: string) => Promise<void>;
  /** @returns whether there was one, whichever application's */
  readonly forget: () => Promise<boolean>;
}

/** @param secrets the extension's secret storage */
export function createClientSecretStore(
  secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>,
): ClientSecretStore {
  return {
    get: async (owner) => {
      const text = await secrets.get(KEY);
      const stored = Stored.safeParse(text === undefined ? undefined : jsonOr(text));
      if (!stored.success) return undefined;
      const { tenantId, clientId } = stored.data;
      return isSame(tenantId, owner.tenantId) && isSame(clientId, owner.clientId) ? stored.data : undefined;
    },
    store: async ({ tenantId, clientId }, clientSecret) =>
      secrets.store(KEY, JSON.stringify({ tenantId, clientId, clientSecret })),
    forget: async () => {
      const there = (await secrets.get(KEY)) !== undefined;
      if (there) await secrets.delete(KEY);
      return there;
    },
  };
}

/** IDs and domain names: letter case means nothing. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
