import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import {
  configForScenario,
  sandboxEnvironment,
  type ConnectionCounts,
  type Fault,
  type OperationCounts,
  type Scenario,
  type Timing,
} from '../../src/sandbox/index.ts';
import { bundleEngine } from './engine-bundle.ts';
import {
  reportSchema,
  type LeakCheck,
  type LeakReport,
  type Order,
  type Query,
  type QueryReport,
} from './messages.ts';

/** A sandbox in another process. */
export interface SandboxProcess {
  readonly scenario: Scenario;
  readonly codes: readonly string[];
  /** The home directory whose `.aws` the sandbox has written. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  timing(): Promise<Timing>;
  /** One entry for each customer that was asked about, by operation. */
  customerCounts(): Promise<readonly Readonly<Record<string, OperationCounts>>[]>;
  connections(): Promise<ConnectionCounts>;
  clear(): Promise<void>;
  setFaults(customerCode: string, faults: readonly Fault[]): Promise<void>;
}

/** The engine in another process; cold until its first query. */
export interface EngineProcess {
  query(query: Omit<Query, 'type'>): Promise<QueryReport>;
  /** Cancels the query under way, if it was made with `cancelOnOrder`. */
  cancel(): void;
  leakCheck(check: Omit<LeakCheck, 'type'>): Promise<LeakReport>;
  /** Closes its pool. @returns ms until the process had ended by itself; undefined when it had to be killed. */
  end(): Promise<number | undefined>;
}

/** Everything a bench needs; what it starts ends with it. */
export interface Bench {
  sandbox(scenario: Scenario): Promise<SandboxProcess>;
  engine(sandbox: SandboxProcess, ...nodeFlags: string[]): Promise<EngineProcess>;
}

const startedSchema = z.object({
  url: z.string(),
  home: z.string(),
  environment: z.record(z.string(), z.string()),
});

/** Longer than any of the benches' queries may take; ms. */
const LONGEST_MS = 300_000;

/** Runs a bench and ends every process it started. */
export async function withBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cm-bench-'));
  const children: ChildProcess[] = [];
  const start = (program: string, args: string[], options: Parameters<typeof fork>[2] = {}): ChildProcess => {
    const child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...options });
    children.push(child);
    return child;
  };
  try {
    const program = await bundleEngine();
    return await work({
      sandbox: async (scenario) => {
        const file = join(folder, `scenario-${children.length}.json`);
        await writeFile(file, JSON.stringify(scenario));
        const child = start(join(import.meta.dirname, 'sandbox-program.ts'), [file], { execArgv: [] });
        return sandboxProcess(scenario, startedSchema.parse(await answerOf(child)));
      },
      engine: async (sandbox, ...nodeFlags) => {
        const config = join(folder, `config-${children.length}.json`);
        await writeFile(config, JSON.stringify(configForScenario(sandbox.scenario)));
        const env = {
          ...sandboxEnvironment(process.env, sandbox),
          HOME: sandbox.home,
          USERPROFILE: sandbox.home,
        };
        const child = start(program, [config, sandbox.home], { env, execArgv: nodeFlags });
        await answerOf(child);
        return engineProcess(child);
      },
    });
  } finally {
    for (const child of children) {
      if (child.connected) child.disconnect();
      if (!(await endedWithin(child, 5000))) child.kill('SIGKILL');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

function sandboxProcess(scenario: Scenario, started: z.output<typeof startedSchema>): SandboxProcess {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${started.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${method} ${path}.`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    scenario,
    codes: scenario.customers.map(({ code }) => code),
    home: started.home,
    environment: started.environment,
    timing: async () => (await call('GET', 'timing')) as Timing,
    customerCounts: async () => {
      const counts = (await call('GET', 'counts')) as Record<string, Record<string, OperationCounts>>;
      return scenario.customers.flatMap(({ code }) => (counts[code] ? [counts[code]] : []));
    },
    connections: async () => (await call('GET', 'connections')) as ConnectionCounts,
    clear: async () => {
      await call('DELETE', 'requests');
    },
    setFaults: async (code, faults) => {
      await call('PUT', `faults/${code}`, faults);
    },
  };
}

function engineProcess(child: ChildProcess): EngineProcess {
  const ask = async (order: Order) => {
    child.send(order);
    const report = reportSchema.parse(await answerOf(child));
    if (report.type === 'broken') throw new Error(`The engine could not do it: ${report.message}`);
    return report;
  };
  return {
    query: async (query) => {
      const report = await ask({ type: 'query', ...query });
      if (report.type !== 'query') throw new Error(`The engine answered ${report.type} to a query.`);
      return report;
    },
    cancel: () => {
      child.send({ type: 'cancel' } satisfies Order);
    },
    leakCheck: async (check) => {
      const report = await ask({ type: 'leak-check', ...check });
      if (report.type !== 'leak-check')
        throw new Error(`The engine answered ${report.type} to a leak check.`);
      return report;
    },
    end: async () => {
      const toldAt = performance.now();
      child.send({ type: 'end' } satisfies Order);
      return (await endedWithin(child, 5000)) ? performance.now() - toldAt : undefined;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const given = new AbortController();
  const ended = once(child, 'exit', { signal: given.signal }).then(([code]) => {
    throw new Error(`A process of the bench ended with status ${String(code)} before it had answered.`);
  });
  const answered = once(child, 'message', {
    signal: AbortSignal.any([given.signal, AbortSignal.timeout(LONGEST_MS)]),
  });
  try {
    const [message] = (await Promise.race([answered, ended])) as unknown[];
    return message;
  } finally {
    given.abort();
    await Promise.allSettled([answered, ended]);
  }
}

async function endedWithin(child: ChildProcess, ms: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  return once(child, 'exit', { signal: AbortSignal.timeout(ms) }).then(
    () => true,
    () => false,
  );
}
