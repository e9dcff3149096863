import { createHash } from 'node:crypto';
import type { CustomerRecipientResult } from '../../recipients/index.ts';
import type { ReadTextFile } from '../../customers/index.ts';
import type { Choices } from './choices.ts';
import type { ExcludedCustomer } from './excluded.ts';
import { relevantInputs, type RunInputs, type RunRequest } from './inputs.ts';

/** What the last run of a meeting came to, kept so that a restart of the editor does not lose it. */
export interface KeptRun {
  /** Of the file, the settings and every other file the run read: answers are good for the same question only. */
  readonly inputs: string;
  /** Every other file that the run read, by path. */
  readonly files: readonly string[];
  readonly sandbox: boolean;
  readonly topicName: string;
  /** The last run's, in the metadata's order, failures included. */
  readonly results: readonly CustomerRecipientResult[];
  /** The last good answers of customers that have failed since. Only ever shown. */
  readonly older: readonly CustomerRecipientResult[];
  /** Customers that the person took out of the meeting. */
  readonly excluded?: readonly ExcludedCustomer[];
  /** What the person decided about its attendees. */
  readonly choices?: Choices;
}

/** Where kept runs are. Loading gives undefined for a run that was never kept, or cannot be read. */
export interface RunStore {
  readonly load: (uri: string) => Promise<KeptRun | undefined>;
  readonly save: (uri: string, run: KeptRun) => Promise<void>;
}

/** @returns the same text for inputs that ask the same question, in whichever process */
export function inputsHash({ request, files }: RunInputs): string {
  const all = JSON.stringify([relevantInputs(request), request.metadataText, [...files].sort()]);
  return createHash('sha256').update(all).digest('hex');
}

/** Whether kept answers are still answers to the question that would be asked now. */
export async function stillAnswers(
  kept: KeptRun,
  request: RunRequest,
  sandbox: boolean,
  readTextFile: ReadTextFile,
): Promise<boolean> {
  if (kept.sandbox !== sandbox) return false;
  const files = new Map<string, string | undefined>();
  for (const path of kept.files) files.set(path, await readTextFile(path));
  return inputsHash({ request, files }) === kept.inputs;
}

/**
 * What to keep of a run.
 * @param before what was kept until now; its good answers stay, as older ones, where this run has none
 */
export function keptRunOf(
  inputs: RunInputs,
  sandbox: boolean,
  results: readonly CustomerRecipientResult[],
  before: KeptRun | undefined,
): KeptRun {
  const { topicName } = inputs.request;
  const isSameQuestion = before?.topicName === topicName && before.sandbox === sandbox;
  const good = isSameQuestion
    ? [...before.older, ...before.results.filter(({ error }) => error === undefined)]
    : [];
  const failed = new Set(
    results.filter(({ error }) => error !== undefined).map(({ customerCode }) => customerCode),
  );
  const newest = new Map(good.map((result) => [result.customerCode, result]));
  return {
    inputs: inputsHash(inputs),
    files: [...inputs.files.keys()],
    sandbox,
    topicName,
    results,
    older: [...newest.values()].filter(({ customerCode }) => failed.has(customerCode)),
  };
}
