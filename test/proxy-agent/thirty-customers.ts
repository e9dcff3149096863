import { readTextFile } from '../../src/files/index.ts';
import { loadCustomerConfig, readAwsProfiles, resolveCustomers } from '../../src/customers/index.ts';
import {
  DEFAULT_LIMITS,
  openAwsPool,
  queryAndAggregateCalendarRecipients,
  realClock,
} from '../../src/recipients/index.ts';
import {
  configForScenario,
  makeScenario,
  sandboxEnvironment,
  type Sandbox,
} from '../../src/sandbox/index.ts';

const codes = Array.from({ length: 30 }, (_, index) => `c${index}`);

/** Slow enough that all are under way at once, on a busy machine too: a connection is then reused by its customer's next call, by nobody else's. */
export const thirtyCustomers = makeScenario({
  customers: codes.map((code) => ({ code, subscribers: 2, latencyMs: 500 })),
});

/** The engine over one pool of connections, asking all thirty of a sandbox. */
export interface ThirtyCustomers {
  /** @returns how many answered */
  readonly query: () => Promise<number>;
  readonly close: () => void;
}

/** Reads what the sandbox has written and opens the pool. */
export async function openThirtyCustomers(sandbox: Sandbox): Promise<ThirtyCustomers> {
  const homeDirectory = '/nonexistent';
  const env = sandboxEnvironment({}, sandbox);
  const profiles = await readAwsProfiles(env, homeDirectory, readTextFile);
  const config = await loadCustomerConfig(
    () => Promise.resolve(JSON.stringify(configForScenario(thirtyCustomers))),
    { configFile: 'config.json', metadataFile: 'meeting.json', workingDirectory: homeDirectory },
  );
  const pool = openAwsPool({ readTextFile });
  return {
    query: async () => {
      const accounts = pool.open({ env, homeDirectory, profiles, limits: DEFAULT_LIMITS });
      try {
        const { successful } = await queryAndAggregateCalendarRecipients(
          resolveCustomers(codes, config, profiles, {}),
          'aws-calendar',
          DEFAULT_LIMITS,
          { accounts, memory: pool.memory, clock: realClock, signal: new AbortController().signal },
        );
        return successful;
      } finally {
        accounts.close();
      }
    },
    close: pool.close,
  };
}
