import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readTextFile } from '../../../src/files/index.ts';
import { loadCustomerConfig, readAwsProfiles, resolveCustomers } from '../../../src/customers/index.ts';
import type { AwsProfiles, CustomerResolution } from '../../../src/customers/index.ts';
import {
  openAwsPool,
  queryAndAggregateCalendarRecipients,
  realClock,
} from '../../../src/recipients/index.ts';
import type {
  AggregatedRecipients,
  AwsPool,
  ContactAccounts,
  QueryEvent,
  QueryLimits,
} from '../../../src/recipients/index.ts';
import {
  configForScenario,
  makeScenario,
  sandboxEnvironment,
  startSandbox,
} from '../../../src/sandbox/index.ts';
import type { CustomerShorthand, Sandbox, ScenarioShorthand } from '../../../src/sandbox/index.ts';
import { limits } from './limits.ts';

/** What one query over the sandbox may vary. */
export interface SandboxQuery {
  readonly codes?: readonly string[];
  readonly topicName?: string;
  readonly limits?: Partial<QueryLimits>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: QueryEvent) => void;
  /** Kept for several queries, with what it remembers; without it each query remembers nothing. */
  readonly pool?: AwsPool;
  /** Changes the customers before they are asked. */
  readonly change?: (resolution: CustomerResolution) => CustomerResolution;
}

/** A sandbox with everything that leads to it, from config.json and AWS files to the real SDK. */
export interface Sandboxed {
  readonly sandbox: Sandbox;
  readonly query: (query?: SandboxQuery) => Promise<AggregatedRecipients>;
  readonly openAccounts: (queryLimits: QueryLimits, pool?: AwsPool) => ContactAccounts;
  readonly resolve: (codes?: readonly string[]) => readonly CustomerResolution[];
}

/** Starts a sandbox with the given customers, for one test. */
export async function sandboxed(
  test: TestContext,
  customers: readonly CustomerShorthand[],
  more: Partial<ScenarioShorthand> = {},
): Promise<Sandboxed> {
  const directory = await mkdtemp(join(tmpdir(), 'sandboxed-'));
  const scenario = makeScenario({ ...more, customers });
  const sandbox = await startSandbox({ scenario, directory });
  test.after(async () => {
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  });
  const env = sandboxEnvironment({}, sandbox);
  const profiles: AwsProfiles = await readAwsProfiles(env, directory, readTextFile);
  const config = await loadCustomerConfig(
    () => Promise.resolve(JSON.stringify(configForScenario(scenario))),
    {
      configFile: 'config.json',
      metadataFile: 'meeting.json',
      workingDirectory: directory,
    },
  );
  const resolve: Sandboxed['resolve'] = (codes = customers.map(({ code }) => code)) =>
    resolveCustomers(codes, config, profiles, {});
  const own = openAwsPool({ readTextFile });
  test.after(() => own.close());
  const openAccounts: Sandboxed['openAccounts'] = (queryLimits, pool = own) =>
    pool.open({ env, homeDirectory: directory, profiles, limits: queryLimits });
  return {
    sandbox,
    resolve,
    openAccounts,
    query: async (query = {}) => {
      const queryLimits = limits({ requestTimeoutMs: 5000, customerTimeoutMs: 20_000, ...query.limits });
      const { pool } = query;
      const accounts = openAccounts(queryLimits, pool);
      const resolutions = resolve(query.codes);
      try {
        return await queryAndAggregateCalendarRecipients(
          query.change === undefined ? resolutions : resolutions.map(query.change),
          query.topicName ?? 'aws-calendar',
          queryLimits,
          {
            accounts,
            ...(pool === undefined ? {} : { memory: pool.memory }),
            clock: realClock,
            signal: query.signal ?? new AbortController().signal,
            ...(query.onEvent === undefined ? {} : { onEvent: query.onEvent }),
          },
        );
      } finally {
        accounts.close();
      }
    },
  };
}
