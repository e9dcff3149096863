import {
  readAwsProfiles,
  resolveCustomers,
  type AwsFile,
  type ConfigLoad,
  type Environment,
} from '../customers/index.ts';
import type { AskMfaCode, AwsPool } from './aws/pool.ts';
import { checkAllCustomers, type CustomerAccessResult } from './check-access.ts';
import type { Clock } from './clock.ts';
import type { QueryLimits } from './limits.ts';

/** Whose access is checked, and as whom. */
export interface AccessRequest {
  readonly customerCodes: readonly string[];
  readonly config: Exclude<ConfigLoad, { kind: 'failed' }>;
  /** The topic that every contact list must have. */
  readonly topicName: string;
  readonly baseProfile?: string;
  readonly limits: QueryLimits;
  readonly env: Environment;
  readonly homeDirectory: string;
}

/** The outside world, as arguments. */
export interface AccessDeps {
  readonly aws: Pick<AwsPool, 'open' | 'memory' | 'readTextFile'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Absent where nobody can be asked for a code. */
  readonly askMfaCode?: AskMfaCode;
  /** Told each customer as it is known. */
  readonly onResult?: (result: CustomerAccessResult) => void;
}

/** What was found, and the AWS files of this machine that it was found with. */
export interface AccessFindings {
  /** In the order of the codes. */
  readonly results: readonly CustomerAccessResult[];
  readonly awsFiles: readonly AwsFile[];
}

/**
 * Checks customers of a config file, all at once: credentials, account, contact list, topic; no contact is read. The one
 * way of every shell. Never rejects for a customer's sake: each failure is that customer's result.
 */
export async function checkConfiguredCustomers(
  request: AccessRequest,
  deps: AccessDeps,
): Promise<AccessFindings> {
  const { customerCodes, config, topicName, limits, env, homeDirectory } = request;
  const { aws, askMfaCode, ...run } = deps;
  const profiles = await readAwsProfiles(env, homeDirectory, aws.readTextFile);
  const base = request.baseProfile === undefined ? {} : { baseProfile: request.baseProfile };
  const resolutions = resolveCustomers(customerCodes, config, profiles, { ...base, env });
  const mfa = askMfaCode === undefined ? {} : { askMfaCode };
  const accounts = aws.open({ env, homeDirectory, profiles, ...base, limits, ...mfa });
  try {
    const access = { ...run, accounts, memory: aws.memory };
    const results = await checkAllCustomers(resolutions, topicName, limits, access);
    return { results, awsFiles: profiles.files };
  } finally {
    accounts.close();
    await aws.memory.contactLists.save();
  }
}
