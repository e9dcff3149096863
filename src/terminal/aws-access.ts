import { openAwsPool, type AwsPool } from '../recipients/index.ts';
import type { CommandIo } from './command-io.ts';
import { stateFile } from './state-folder.ts';

/**
 * Gives some work a way to AWS and closes it afterwards. A sandbox is on this machine: no proxy leads to it, and its
 * accounts are gone when it ends, so nothing is kept of them.
 */
export async function withAws<T>(
  sandboxed: boolean,
  io: CommandIo,
  work: (aws: AwsPool) => Promise<T>,
): Promise<T> {
  const aws = openAwsPool(
    sandboxed
      ? { readTextFile: io.readTextFile }
      : {
          readTextFile: io.readTextFile,
          environmentProxies: true,
          contactListStore: stateFile('contact-lists.json', io),
        },
  );
  try {
    return await work(aws);
  } finally {
    aws.close();
  }
}
