import type { AwsFile } from '../../customers/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { CustomerAccessResult, CustomerError } from '../../recipients/index.ts';
import type { ExcludedCustomer } from '../session/excluded.ts';

/** A customer of config.json and what its check found; absent while it is checked. */
export interface CheckedCustomer extends Pick<ExcludedCustomer, 'customerCode' | 'customerName'> {
  readonly result?: CustomerAccessResult;
}

/** What *Check Access* knows of one config.json. Immutable. */
export interface AccessState {
  /** The config file's URI as text. */
  readonly uri: string;
  readonly configFile: string;
  readonly topicName: string;
  readonly sandbox: boolean;
  readonly phase: 'checking' | 'checked' | 'cancelled' | 'failed';
  /** In the file's order. */
  readonly customers: readonly CheckedCustomer[];
  /** What is wrong with config.json itself. */
  readonly problems: readonly Problem[];
  /** The files of this machine that the credentials came from. */
  readonly awsFiles: readonly AwsFile[];
  /** Whose machine that is, e.g. `WSL: Ubuntu`; absent where it is the person's own. */
  readonly remoteName?: string;
  /** When the last answer came, in milliseconds since the Unix epoch. */
  readonly checkedAt?: number;
}

/** How many customers of a check stand where. */
export interface AccessCounts {
  readonly ready: number;
  readonly failed: number;
  readonly open: number;
}

/** @returns the counts over a check's customers */
export function countAccess({ customers }: Pick<AccessState, 'customers'>): AccessCounts {
  const failed = customers.filter(({ result }) => result?.error !== undefined).length;
  const open = customers.filter(({ result }) => result === undefined).length;
  return { ready: customers.length - failed - open, failed, open };
}

/** @returns the codes of the customers that could not be asked */
export function failedCodes({ customers }: Pick<AccessState, 'customers'>): readonly string[] {
  return customers
    .filter(({ result }) => result?.error !== undefined)
    .map(({ customerCode }) => customerCode);
}

/** Who can be asked, and who cannot with why. */
export function accessOutcome({ customers }: Pick<AccessState, 'customers'>): {
  readonly ready: readonly CustomerAccessResult[];
  readonly failed: readonly (CustomerAccessResult & { readonly error: CustomerError })[];
} {
  const results = customers.map(({ result }) => result).filter((result) => result !== undefined);
  const hasFailed = (one: CustomerAccessResult): one is CustomerAccessResult & { error: CustomerError } =>
    one.error !== undefined;
  return { ready: results.filter(({ error }) => error === undefined), failed: results.filter(hasFailed) };
}
