import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveCalendar, type Proof, type ProofOptions } from '../../../src/calendar/prove/prove-calendar.ts';
import { realClock, type Clock } from '../../../src/recipients/index.ts';
import {
  makeScenario,
  startSandbox,
  type Sandbox,
  type StoredEvent,
  type SwitchesInput,
} from '../../../src/sandbox/index.ts';

export const MAILBOX = 'team@meetings.example';

/** A clock on which waiting takes a hundredth of its time, so that what comes late still comes. */
export const hastyClock: Clock = {
  ...realClock,
  sleep: (ms, signal) => realClock.sleep(ms / 100, signal),
};

/** A sandbox with a calendar of its own, and a proof of it. */
export interface ProofBench {
  readonly sandbox: Sandbox;
  readonly prove: (
    switches?: SwitchesInput,
    more?: Partial<ProofOptions> & { readonly fetch?: typeof fetch },
  ) => Promise<Proof>;
  /** Events that are on the calendar still. */
  readonly live: () => readonly StoredEvent[];
  /** Everybody who would have got mail, ever. */
  readonly mailed: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function openProofBench(): Promise<ProofBench> {
  const directory = mkdtempSync(join(tmpdir(), 'customer-meetings-proof-'));
  const scenario = makeScenario({
    customers: [{ code: 'a' }],
    graph: {
      accessToken: 'proof-graph-token',
      signedInUser: MAILBOX,
      mailboxes: ['@meetings.example'],
    },
  });
  const sandbox = await startSandbox({ scenario, directory });
  const token = { description: 'a test', getAccessToken: () => Promise.resolve('proof-graph-token') };
  return {
    sandbox,
    prove: (switches = {}, { fetch: through = fetch, ...more } = {}) => {
      sandbox.setSwitches(switches);
      const calendar = { baseUrl: sandbox.url, token, fetch: through, clock: hastyClock };
      return proveCalendar(calendar, { mailbox: MAILBOX, signal: new AbortController().signal, ...more });
    },
    live: () => sandbox.events().filter(({ state }) => state === 'live'),
    mailed: () => sandbox.events().flatMap(({ notifications }) => notifications.flatMap(({ to }) => to)),
    close: async () => {
      await sandbox.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The codes of a proof's checks that came to something, in order. */
export function codes(proof: Proof, result: Proof['checks'][number]['result']): readonly string[] {
  return proof.checks.filter((check) => check.result === result).map(({ code }) => code);
}

/** What a proof saw of one assumption. */
export function seenOf(proof: Proof, code: string): string | undefined {
  return proof.checks.find((check) => check.code === code)?.seen;
}
