import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SAMPLE = resolve(import.meta.dirname, '..', '..', 'src', 'sandbox', 'sample-workspace');

/** A copy of the sample workspace at another place, which the extension takes for anybody's folder. */
export interface Workspace {
  readonly folder: string;
  /** Removes it. */
  close(): Promise<void>;
}

/** Makes the folder that the suite has open; tests may write into it. */
export async function makeWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'cm-ws-'));
  await cp(SAMPLE, folder, { recursive: true });
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * This process's environment without anything that could lead a test to a real AWS account or calendar.
 * The AWS files named do not exist.
 */
export function harmlessEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|AZURE|GRAPH)_/.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: join(tmpdir(), 'no-such-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(tmpdir(), 'no-such-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
