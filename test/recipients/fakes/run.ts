import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readTextFile } from '../../../src/files/index.ts';
import type { Customer, Environment } from '../../../src/customers/index.ts';
import { readAwsProfiles } from '../../../src/customers/index.ts';
import {
  openAwsPool,
  queryAndAggregateCalendarRecipients,
  realClock,
} from '../../../src/recipients/index.ts';
import type {
  AggregatedRecipients,
  AskMfaCode,
  AwsPool,
  QueryEvent,
  QueryLimits,
} from '../../../src/recipients/index.ts';
import { limits } from './limits.ts';

/** What a run with the real SDK is asked. */
export interface RealRun {
  readonly customers: readonly Customer[];
  /** The AWS config file's text. */
  readonly config: string;
  readonly credentials?: string;
  /** Where the AWS files are written; a folder of this run's own when absent. */
  readonly home?: string;
  readonly env?: Environment;
  readonly limits?: Partial<QueryLimits>;
  readonly topicName?: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: QueryEvent) => void;
  /** Kept by the test for several runs; one of this run's own when absent. */
  readonly pool?: AwsPool;
  readonly askMfaCode?: AskMfaCode;
}

/** Asks with the real AWS SDK over AWS files written for this test alone. */
export async function realRun(test: TestContext, run: RealRun): Promise<AggregatedRecipients> {
  const home = run.home ?? (await mkdtemp(join(tmpdir(), 'recipients-')));
  test.after(() => rm(home, { recursive: true, force: true }));
  const env = {
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...run.env,
  };
  await writeFile(env.AWS_CONFIG_FILE, run.config);
  await writeFile(env.AWS_SHARED_CREDENTIALS_FILE, run.credentials ?? '');
  const profiles = await readAwsProfiles(env, home, readTextFile);
  const queryLimits = limits({ requestTimeoutMs: 2000, customerTimeoutMs: 5000, ...run.limits });
  const pool = run.pool ?? openAwsPool({ readTextFile });
  const askMfaCode = run.askMfaCode === undefined ? {} : { askMfaCode: run.askMfaCode };
  const accounts = pool.open({ env, homeDirectory: home, profiles, limits: queryLimits, ...askMfaCode });
  try {
    return await queryAndAggregateCalendarRecipients(
      run.customers.map((customer) => ({ kind: 'customer', customer })),
      run.topicName ?? 'aws-calendar',
      queryLimits,
      {
        accounts,
        memory: pool.memory,
        clock: realClock,
        signal: run.signal ?? new AbortController().signal,
        ...(run.onEvent === undefined ? {} : { onEvent: run.onEvent }),
      },
    );
  } finally {
    accounts.close();
    if (run.pool === undefined) pool.close();
  }
}
