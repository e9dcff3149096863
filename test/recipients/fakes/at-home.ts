import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readTextFile } from '../../../src/files/index.ts';
import {
  loadCustomerConfig,
  readAwsProfiles,
  resolveCustomers,
  type CustomerResolution,
  type Environment,
} from '../../../src/customers/index.ts';
import {
  openAwsPool,
  queryAndAggregateCalendarRecipients,
  realClock,
  type AggregatedRecipients,
  type AskMfaCode,
  type AwsPool,
  type CustomerError,
  type QueryLimits,
} from '../../../src/recipients/index.ts';
import {
  configForScenario,
  makeScenario,
  sandboxEnvironment,
  startSandbox,
  type Sandbox,
  type ScenarioShorthand,
} from '../../../src/sandbox/index.ts';
import { limits } from './limits.ts';

/** What one run may vary. */
export interface HomeRun {
  readonly codes?: readonly string[];
  readonly env?: Environment;
  readonly limits?: Partial<QueryLimits>;
  readonly signal?: AbortSignal;
  /** Kept by the test for several runs; one of this run's own when absent. */
  readonly pool?: AwsPool;
  readonly askMfaCode?: AskMfaCode;
  readonly change?: (resolution: CustomerResolution) => CustomerResolution;
  /** After the AWS files have been read, before anybody is asked. */
  readonly onProfilesRead?: () => Promise<void>;
}

/** A sandbox whose AWS files are those of this process's home, where alone the SDK looks for sign-ins. */
export interface AtHome {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly run: (run?: HomeRun) => Promise<AggregatedRecipients>;
  /** Each customer's error, by code. */
  readonly errors: (run?: HomeRun) => Promise<Readonly<Record<string, CustomerError | undefined>>>;
}

/** Starts the sandbox, and makes its directory the home until the test is over. */
export async function atHome(test: TestContext, short: ScenarioShorthand): Promise<AtHome> {
  const home = await mkdtemp(join(tmpdir(), 'at-home-'));
  const scenario = makeScenario(short);
  const sandbox = await startSandbox({ scenario, directory: join(home, '.aws') });
  const before = { HOME: process.env.HOME, USERPROFILE: process.env.USERPROFILE };
  Object.assign(process.env, { HOME: home, USERPROFILE: home });
  test.after(async () => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  });
  const config = await loadCustomerConfig(
    () => Promise.resolve(JSON.stringify(configForScenario(scenario))),
    { configFile: 'config.json', metadataFile: 'meeting.json', workingDirectory: home },
  );

  const run: AtHome['run'] = async (wanted = {}) => {
    const env = { ...sandboxEnvironment({}, sandbox), ...wanted.env };
    const profiles = await readAwsProfiles(env, home, readTextFile);
    await wanted.onProfilesRead?.();
    const codes = wanted.codes ?? scenario.customers.map(({ code }) => code);
    const resolutions = resolveCustomers(codes, config, profiles, {});
    const queryLimits = limits({ requestTimeoutMs: 5000, customerTimeoutMs: 20_000, ...wanted.limits });
    const pool = wanted.pool ?? openAwsPool({ readTextFile });
    const mfa = wanted.askMfaCode === undefined ? {} : { askMfaCode: wanted.askMfaCode };
    const accounts = pool.open({ env, homeDirectory: home, profiles, limits: queryLimits, ...mfa });
    try {
      return await queryAndAggregateCalendarRecipients(
        wanted.change === undefined ? resolutions : resolutions.map(wanted.change),
        'aws-calendar',
        queryLimits,
        {
          accounts,
          memory: pool.memory,
          clock: realClock,
          signal: wanted.signal ?? new AbortController().signal,
        },
      );
    } finally {
      accounts.close();
      if (wanted.pool === undefined) pool.close();
    }
  };
  return {
    sandbox,
    home,
    run,
    errors: async (wanted) => {
      const { results } = await run(wanted);
      return Object.fromEntries(results.map(({ customerCode, error }) => [customerCode, error]));
    },
  };
}

/** A pool that outlives its runs, closed after the test. */
export function keptPool(test: TestContext): AwsPool {
  const pool = openAwsPool({ readTextFile });
  test.after(() => pool.close());
  return pool;
}
