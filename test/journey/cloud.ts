import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  configForScenario,
  makeScenario,
  sandboxEnvironment,
  startSandbox,
  type Environment,
  type Sandbox,
  type ScenarioShorthand,
} from '../../src/sandbox/index.ts';
import { harmlessEnvironment } from '../vscode/workspace.ts';

/** Customers, a calendar and a folder about them, which the extension takes for anybody's. */
export interface Cloud {
  readonly sandbox: Sandbox;
  /** For the editor: everything that AWS and Graph look at leads to the sandbox. */
  readonly environment: Environment;
  /** Holds config.json and the files given. */
  readonly folder: string;
  /** Requests to AWS since the start or the last `forget`, by customer code and operation. */
  asked(): readonly string[];
  forget(): void;
  close(): Promise<void>;
}

/**
 * Starts the stand-in for AWS and Graph in this process.
 * @param scenario the customers
 * @param files by name; objects are written as JSON
 */
export async function startCloud(
  scenario: ScenarioShorthand,
  files: Readonly<Record<string, unknown>>,
): Promise<Cloud> {
  const home = await mkdtemp(join(tmpdir(), 'cm-home-'));
  const folder = await mkdtemp(join(tmpdir(), 'cm-ws-'));
  const sandbox = await startSandbox({ scenario: makeScenario(scenario), directory: join(home, '.aws') });
  const all = { 'config.json': configForScenario(sandbox.scenario), ...files };
  for (const [name, content] of Object.entries(all))
    await writeFile(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, undefined, 2),
    );
  return {
    sandbox,
    environment: { ...sandboxEnvironment(harmlessEnvironment(), sandbox), HOME: home, USERPROFILE: home },
    folder,
    asked: () =>
      sandbox
        .requests()
        .filter(({ service }) => service === 'ses' || service === 'sts')
        .map(({ customerCode = 'base', operation }) => `${customerCode} ${operation}`),
    forget: () => sandbox.clearRequests(),
    close: async () => {
      await sandbox.close();
      for (const made of [home, folder]) await rm(made, { recursive: true, force: true });
    },
  };
}

/** Metadata in the Go tool's flat shape, on a day that is not over yet. */
export const meetingOf = (
  customers: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  changeId: 'CHG-2031-0001',
  changeTitle: 'Renew the certificates of the shared gateway',
  customers,
  implementationStart: '2031-02-03T10:00:00',
  implementationEnd: '2031-02-03T11:00:00',
  timezone: 'America/New_York',
  ...more,
});
