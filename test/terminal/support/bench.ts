import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  configForScenario,
  makeScenario,
  startSandbox,
  type CustomerShorthand,
  type Sandbox,
  type ScenarioShorthand,
} from '../../../src/sandbox/index.ts';
import { inviteDocumentSchema, type InviteDocument } from '../../../src/documents/index.ts';
import { runCli, type CliRun, type CliSurroundings } from './spawn-cli.ts';

/** A sandbox with a workspace of its own, and the built command line pointed at them. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs the invite on `meeting.json`. */
  readonly invite: (words?: readonly string[], where?: Partial<CliSurroundings>) => Promise<CliRun>;
  /** The same with `--output json`, and its document. */
  readonly inviteJson: (
    words?: readonly string[],
    where?: Partial<CliSurroundings>,
  ) => Promise<CliRun & { readonly document: InviteDocument }>;
  /** Runs the cancel of `meeting.json`. */
  readonly cancel: (words?: readonly string[], where?: Partial<CliSurroundings>) => Promise<CliRun>;
  readonly write: (name: string, content: unknown) => void;
  readonly close: () => Promise<void>;
}

/** A customer of a bench, reached by its own local profile: `cN` with account 11112223000N. */
export function customer(index: number, subscribers: readonly string[]): CustomerShorthand {
  const code = `c${index}`;
  return {
    code,
    name: `Customer ${code}`,
    accountId: String(111_122_230_000 + index),
    access: 'profile',
    subscribers: [...subscribers],
  };
}

export const METADATA = {
  object_type: 'change',
  changeId: 'CHG-BENCH-1',
  changeTitle: 'Move the bench',
  implementationStart: '2030-04-12T21:00:00-04:00',
  implementationEnd: '2030-04-12T23:00:00-04:00',
  timezone: 'America/New_York',
  meetingTitle: 'Moving the bench',
  meetingStartTime: '2030-04-10T10:00:00-04:00',
  meetingDuration: '45 minutes',
} as const;

/** Starts a bench for the given customers; `meeting.json` names them all. */
export async function openBench(
  customers: readonly CustomerShorthand[],
  more: Partial<Omit<ScenarioShorthand, 'customers'>> = {},
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'customer-meetings-bench-'));
  const scenario = makeScenario({
    graph: { accessToken: 'bench-graph-token', signedInUser: 'cloud-team@meetings.example' },
    ...more,
    customers,
  });
  const sandbox = await startSandbox({ scenario, directory: join(folder, 'aws') });
  const write = (name: string, content: unknown): void => {
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  };
  write('config.json', configForScenario(scenario));
  write('meeting.json', { ...METADATA, customers: scenario.customers.map(({ code }) => code) });
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ...sandbox.environment };
  const invite: Bench['invite'] = (words = [], where = {}) =>
    runCli(
      [
        ...['ses', '--action', 'create-multi-customer-meeting-invite'],
        ...withDefaults({ 'topic-name': 'aws-calendar', ...FILE_AND_SENDER }, words),
      ],
      { cwd: folder, env, ...where },
    );
  const cancel: Bench['cancel'] = (words = [], where = {}) =>
    runCli(
      [
        ...['ses', '--action', 'cancel-multi-customer-meeting-invite'],
        ...withDefaults(FILE_AND_SENDER, words),
      ],
      { cwd: folder, env, ...where },
    );
  return {
    cancel,
    sandbox,
    workspace: folder,
    env,
    invite,
    inviteJson: async (words = [], where) => {
      const run = await invite([...words, '--output', 'json'], where);
      return { ...run, document: inviteDocumentSchema.parse(JSON.parse(run.stdout)) };
    },
    write,
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const FILE_AND_SENDER = {
  'json-metadata': 'meeting.json',
  'sender-email': 'cloud-team@meetings.example',
} as const;

/** The words, and before them each flag that they do not give themselves: a flag may be given only once. */
function withDefaults(flags: Readonly<Record<string, string>>, words: readonly string[]): readonly string[] {
  const given = Object.entries(flags).filter(([name]) => !words.includes(`--${name}`));
  return [...given.flatMap(([name, value]) => [`--${name}`, value]), ...words];
}
