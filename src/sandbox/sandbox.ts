import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { answerAdmin } from './admin.ts';
import { writeAwsFiles } from './aws/files.ts';
import { answerSes } from './aws/ses.ts';
import { answerSts } from './aws/sts.ts';
import type { AwsOutcome } from './aws/service.ts';
import { createAwsWorld } from './aws/world.ts';
import type { Judgement } from './entra/token-book.ts';
import { createFaultBook, type Fault } from './fault.ts';
import type { StoredEvent } from './graph/event.ts';
import { createGraphFaults, type GraphFault } from './graph/fault.ts';
import { answerGraph } from './graph/service.ts';
import { createFileStore, createMemoryStore } from './graph/store.ts';
import { createJournal, timingOf, type RecordedRequest, type Timing } from './journal.ts';
import { defaultScenario, type Scenario } from './scenario.ts';
import { closeServer, createSandboxServer } from './server.ts';

/** A running sandbox. */
export interface Sandbox {
  /** Without a slash at the end, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  readonly scenario: Scenario;
  /** What a program needs in its environment to talk to this sandbox; see `sandboxEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every request since the start or the last `clearRequests`, oldest first; administration left out. */
  requests(): readonly RecordedRequest[];
  clearRequests(): void;
  /** Measures the recorded requests, or those of the services named. */
  timing(services?: readonly RecordedRequest['service'][]): Timing;
  /** Replaces a customer's faults; undefined or an empty array takes them away. Throws for an unknown code. */
  setFault(customerCode: string, fault: Fault | readonly Fault[] | undefined): void;
  /** Every request about this customer takes this long from now on; ms. */
  setLatency(customerCode: string, ms: number): void;
  /** Replaces Graph's faults; undefined takes them away. */
  setGraphFault(fault: GraphFault | readonly GraphFault[] | undefined): void;
  /** Ends all sessions that AssumeRole opened, as if their time were over. */
  expireSessions(): void;
  /** Everything that was ever on a calendar, ended events included (`state`). */
  events(): readonly StoredEvent[];
  /** Destroys open connections, stops listening, takes the AWS files away. */
  close(): Promise<void>;
}

/** How to start a sandbox. */
export interface SandboxOptions {
  readonly scenario?: Scenario;
  /** Where the AWS files are written; made if need be. */
  readonly directory: string;
  /** Keeps the calendars in this JSON file, which several processes may share; in memory without it. */
  readonly calendarFile?: string;
  /** What Graph makes of tokens besides the scenario's own, e.g. those of `startEntra`. */
  readonly judgeToken?: (token: string) => Judgement;
  /** 0 or absent: whichever is free. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 when absent. */
  readonly host?: string;
}

/**
 * Starts a stand-in for AWS (STS, SES v2) and Microsoft Graph on a loopback address and writes the AWS files that lead
 * there. Nothing it answers comes from, or goes to, any other machine.
 * @throws Error when the host is no loopback address, or the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {
    scenario = defaultScenario,
    directory,
    calendarFile,
    port: wantedPort = 0,
    host = '127.0.0.1',
  } = options;
  if (!(isIP(host) === 4 && host.startsWith('127.')) && host !== '::1')
    throw new Error(`The sandbox listens on loopback addresses only, not on ${host}.`);
  const startedAt = performance.now();
  const now = () => Date.now();
  const journal = createJournal(() => performance.now() - startedAt);
  const faults = createFaultBook();
  for (const customer of scenario.customers) faults.set(customer.code, customer.faults);
  const graphFaults = createGraphFaults();
  const latencies = new Map<string, number>();
  const aws = createAwsWorld(scenario, faults, now);
  const store = calendarFile === undefined ? createMemoryStore() : createFileStore(calendarFile);
  const graph = { scenario, store, faults: graphFaults, now, judge: options.judgeToken };

  const latencyOf = ({ customerCode, operation = '' }: AwsOutcome): number => {
    const customer = scenario.customers.find(({ code }) => code === customerCode);
    if (!customer) return 0;
    return latencies.get(customer.code) ?? customer.operationLatencyMs[operation] ?? customer.latencyMs;
  };
  const known = (customerCode: string) => {
    if (!scenario.customers.some(({ code }) => code === customerCode))
      throw new Error(`The scenario has no customer ${customerCode}.`);
  };
  const controls = {
    requests: () => journal.all(),
    clearRequests: () => journal.clear(),
    timing: (services?: readonly RecordedRequest['service'][]) =>
      timingOf(services ? journal.all().filter(({ service }) => services.includes(service)) : journal.all()),
    setLatency: (customerCode: string, ms: number) => {
      known(customerCode);
      latencies.set(customerCode, ms);
    },
    expireSessions: () => aws.identities.expireSessions(),
  };
  const server = createSandboxServer(
    {
      serve: async (request, entry) => {
        if (/^\/v1\.0(\/|$)/.test(request.path))
          return { delivery: await answerGraph({ ...request, origin: url, entry }, graph) };
        const sts = request.path.split('?')[0] === '/' && request.method === 'POST';
        const outcome = (sts ? answerSts : answerSes)({ ...request, entry }, aws);
        return { delayMs: latencyOf(outcome), delivery: outcome.delivery };
      },
      admin: ({ method, path, body }) => ({
        kind: 'answer',
        answer: answerAdmin(method, path, body.toString('utf8'), {
          ...controls,
          scenario,
          setFaults: faults.set,
          faults: faults.all,
          setGraphFaults: graphFaults.set,
          calendar: store.read,
        }),
      }),
    },
    journal,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const files = await writeAwsFiles(scenario, directory, url).catch(async (error: unknown) => {
    await closeServer(server);
    throw error;
  });
  return {
    url,
    port,
    scenario,
    environment: {
      AWS_CONFIG_FILE: files.configFile,
      AWS_SHARED_CREDENTIALS_FILE: files.credentialsFile,
      AWS_EC2_METADATA_DISABLED: 'true',
      GRAPH_BASE_URL: url,
      GRAPH_ACCESS_TOKEN: scenario.graph.accessToken,
    },
    ...controls,
    setFault: (customerCode, fault) => {
      known(customerCode);
      faults.set(customerCode, fault === undefined ? [] : [fault].flat());
    },
    setGraphFault: (fault) => graphFaults.set(fault === undefined ? [] : [fault].flat()),
    events: store.read,
    close: async () => {
      await closeServer(server);
      await files.remove();
    },
  };
}
