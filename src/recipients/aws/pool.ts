import type { LookupFunction } from 'node:net';
import type { AwsProfiles, Environment, ReadTextFile } from '../../customers/index.ts';
import type { ContactAccounts } from '../account.ts';
import type { QueryLimits } from '../limits.ts';
import { createQueryMemory } from '../memory/query-memory.ts';
import type { QueryMemory } from '../memory/query-memory.ts';
import type { TextStore } from '../memory/text-store.ts';
import { openRunAccounts } from './accounts.ts';
import { openConnections } from './connections.ts';
import { createSessionMemo } from './credentials/session-memo.ts';
import type { SessionMemo } from './credentials/session-memo.ts';
import { createSsoTroubles } from './credentials/sso-troubles.ts';
import type { SsoTroubles } from './credentials/sso-troubles.ts';
import type { Connections } from './connections.ts';
import { loadAwsSdk } from './sdk/index.ts';
import type { AwsSdk } from './sdk/index.ts';

/** AWS behind the engine's port, with everything that is worth keeping from one run to the next. */
export interface AwsPool {
  /** As given when it was opened: what reads AWS's files reads them so. */
  readonly readTextFile: ReadTextFile;
  /** Opens the accounts of one run. Closing those ends the run's look-ups and requests; the pool stays warm. */
  readonly open: (run: AwsRun) => ContactAccounts;
  /** What the engine itself knows of the accounts: their pace, their lists. */
  readonly memory: QueryMemory;
  /** Closes every connection, for good. */
  readonly close: () => void;
}

/** How to open a pool. */
export interface AwsPoolOptions {
  /** Reads AWS's own files of this machine, and the tokens that they name. */
  readonly readTextFile: ReadTextFile;
  /** Whether proxies of the process's environment count; only on the command line (see `ConnectionOptions`). */
  readonly environmentProxies?: boolean;
  /** Looks host names up, instead of the machine's resolver. */
  readonly lookup?: LookupFunction;
  /** Where contact-list names are kept across processes; in memory only without it. */
  readonly contactListStore?: TextStore;
}

/** What reaching AWS needs, afresh for each run. Nothing of it is read from `process.env`. */
export interface AwsRun {
  readonly env: Environment;
  readonly homeDirectory: string;
  /** Read for this run, so that a sign-in or a changed file is noticed. */
  readonly profiles: AwsProfiles;
  /** From which roles are assumed where the customer names no profile; else the default chain, which knows AWS_PROFILE. */
  readonly baseProfile?: string;
  readonly limits: QueryLimits;
  /** Asks the person for the code of a multi-factor device; absent where nobody can be asked. */
  readonly askMfaCode?: AskMfaCode;
}

/**
 * Asks a person for the code that a device shows now.
 * @param device its serial number or ARN, and the profile that needs it; `again` after a code was refused
 * @param signal aborts when nobody waits for the code any more
 * @returns the code, or undefined when the person declines
 */
export type AskMfaCode = (
  device: { readonly serial: string; readonly profile: string; readonly again: boolean },
  signal: AbortSignal,
) => Promise<string | undefined>;

/** What runs share: the SDK, the sockets, and what is known of credentials. */
export interface PoolParts {
  readonly readTextFile: ReadTextFile;
  readonly sdk: AwsSdk;
  readonly connections: Connections;
  /** Account (12 digits) by access key id, where AWS itself has said so. */
  readonly knownAccounts: Map<string, string>;
  /** Roles' and other temporary sessions, while they are good. */
  readonly sessions: SessionMemo;
  readonly ssoTroubles: SsoTroubles;
}

/**
 * Opens a pool: one per process or window. The SDK is loaded, and the first socket opened, at the first customer.
 */
export function openAwsPool(options: AwsPoolOptions): AwsPool {
  const closing = new AbortController();
  let parts: Promise<PoolParts> | undefined;
  const load = (): Promise<PoolParts> => {
    closing.signal.throwIfAborted();
    return (parts ??= openParts(options));
  };
  return {
    readTextFile: options.readTextFile,
    memory: createQueryMemory(options.contactListStore),
    open: (run) => openRunAccounts(run, load),
    close: () => {
      closing.abort(new Error('the connections to AWS are closed'));
      parts?.then(({ connections }) => connections.close()).catch(() => undefined); // nothing opened, nothing to close
    },
  };
}

async function openParts({
  readTextFile,
  environmentProxies = false,
  lookup,
}: AwsPoolOptions): Promise<PoolParts> {
  const sdk = await loadAwsSdk();
  const proxies =
    environmentProxies && namesProxy(process.env)
      ? { agents: (await import('./sdk/proxies.ts')).proxies, env: { ...process.env } }
      : undefined;
  return {
    readTextFile,
    sdk,
    connections: openConnections(sdk, {
      ...(proxies === undefined ? {} : { proxies }),
      ...(lookup === undefined ? {} : { lookup }),
    }),
    knownAccounts: new Map(),
    sessions: createSessionMemo(),
    ssoTroubles: createSsoTroubles(),
  };
}

/** Whether any variable is there that names, or seems to name, a proxy. */
const namesProxy = (env: Environment): boolean => Object.keys(env).some((name) => /_proxy$/i.test(name));
