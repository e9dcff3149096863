import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { accountsOf } from './account.ts';

/** The AWS files of a running sandbox. */
export interface AwsFiles {
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Takes the files away again, unless somebody else's stand there by now. */
  remove(): Promise<void>;
}

/**
 * Writes `config` and `credentials` into `directory` (made if need be), readable by their owner only: `[default]` is
 * the cloud team's own account, one profile per customer is that customer's. Every profile names the sandbox as its
 * endpoint; the JavaScript SDK looks only at that of `[default]` or `AWS_PROFILE`.
 */
export async function writeAwsFiles(
  scenario: Scenario,
  directory: string,
  endpointUrl: string,
): Promise<AwsFiles> {
  const profiles = accountsOf(scenario).map((account) => ({
    ...account,
    name: account.customer?.code ?? 'default',
  }));
  const config = profiles
    .map(({ name, region }) =>
      section(name === 'default' ? name : `profile ${name}`, { region, endpoint_url: endpointUrl }),
    )
    .join('\n');
  const credentials = profiles
    .map(({ name, keys }) =>
      section(name, { aws_access_key_id: keys.accessKeyId, aws_secret_access_key: keys.secretAccessKey }),
    )
    .join('\n');
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  const configFile = join(directory, 'config');
  const credentialsFile = join(directory, 'credentials');
  await write(configFile, config);
  await write(credentialsFile, credentials);
  return {
    configFile,
    credentialsFile,
    remove: async () => {
      const ours = (await readFile(configFile, 'utf8').catch(() => '')) === config;
      if (!ours) return;
      await rm(configFile, { force: true });
      await rm(credentialsFile, { force: true });
      const left = await readdir(directory).catch(() => ['unreadable']);
      if (made !== undefined && left.length === 0) await rmdir(directory);
    },
  };
}

async function write(file: string, text: string): Promise<void> {
  // `mode` counts only for a new file: one that is there already may be readable by others.
  await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o600 });
}

function section(name: string, keys: Readonly<Record<string, string>>): string {
  return [`[${name}]`, ...Object.entries(keys).map(([key, value]) => `${key} = ${value}`), ''].join('\n');
}
