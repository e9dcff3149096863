import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { answerAdmin } from './admin.ts';
import { answerConsoleLogin, isConsoleLogin } from './aws/console-login.ts';
import { writeAwsFiles } from './aws/files.ts';
import { answerSes } from './aws/ses.ts';
import type { AwsOutcome, AwsRequest } from './aws/service.ts';
import { answerSsoOidc, isSsoOidc } from './aws/sso-oidc.ts';
import { answerSsoPortal, isSsoPortal } from './aws/sso-portal.ts';
import { answerSts } from './aws/sts.ts';
import { createAwsWorld } from './aws/world.ts';
import type { ConnectionCounts } from './connections.ts';
import type { Judgement } from './entra/token-book.ts';
import { BASE_CODE, createFaultBook, type Fault } from './fault.ts';
import type { StoredEvent } from './graph/event.ts';
import { createGraphFaults, type GraphFault } from './graph/fault.ts';
import { editByHand, handEditSchema, type HandEdit } from './graph/hand-edit.ts';
import { answerGraph } from './graph/service.ts';
import { createSight } from './graph/sight.ts';
import { createFileStore, createMemoryStore } from './graph/store.ts';
import { withSwitches, type Switches, type SwitchesInput } from './graph/switches.ts';
import { countsOf, createJournal, timingOf, type RecordedRequest, type Timing } from './journal.ts';
import type { SsoState } from './profile.ts';
import { defaultScenario, type Scenario } from './scenario.ts';
import { closeServer, createSandboxServer } from './server.ts';
import { startSilentListener } from './silent-listener.ts';

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
  /** How often each operation was asked for and throttled, by customer; `base` has what concerns no customer. */
  counts(): ReturnType<typeof countsOf>;
  /** Connections, those of administration left out; `clearRequests` does not touch them. */
  connections(): ConnectionCounts;
  /** Replaces the faults of a customer or of `base`; undefined or an empty array takes them away. Throws for an unknown code. */
  setFault(customerCode: string, fault: Fault | readonly Fault[] | undefined): void;
  /** Every request about this customer takes this long from now on; ms. */
  setLatency(customerCode: string, ms: number): void;
  /** From now on exactly these addresses are subscribed to the topic. Throws for an unknown code. */
  setSubscribers(customerCode: string, topicName: string, addresses: readonly string[]): void;
  /** Replaces Graph's faults; undefined takes them away. */
  setGraphFault(fault: GraphFault | readonly GraphFault[] | undefined): void;
  /** How the calendar behaves now. */
  switches(): Switches;
  /** Sets these switches over the scenario's; undefined: the scenario's alone. Throws for what is none. */
  setSwitches(given: SwitchesInput | undefined): void;
  /** Does to an event what somebody does in Outlook. Rejects when there is no such event. */
  byHand(edit: HandEdit): Promise<StoredEvent>;
  /** Ends all sessions that AssumeRole opened, as if their time were over. */
  expireSessions(): void;
  /** Makes every second factor look proved half a day ago; the sessions stay good. */
  ageSecondFactors(): void;
  /** Ends all sign-ins but those with keys: their tokens are good no longer. */
  expireSignIns(): void;
  /** Puts a session of IAM Identity Center into another state, as signing in or out on this machine would. */
  setSsoSession(name: string, state: SsoState): Promise<void>;
  /** Everything that was ever on a calendar, ended events included (`state`). */
  events(): readonly StoredEvent[];
  /** Destroys open connections, stops listening, takes the AWS files away. */
  close(): Promise<void>;
}

/** How to start a sandbox. */
export interface SandboxOptions {
  readonly scenario?: Scenario;
  /**
   * Where the AWS files are written; made if need be. Profiles that sign in by SSO only work where this is `.aws` in
   * the home directory of the program that uses them: the AWS tools look for such sign-ins nowhere else.
   */
  readonly directory: string;
  /** How the calendar behaves, over what the scenario says. */
  readonly switches?: SwitchesInput;
  /** Keeps the calendars in this JSON file, which several processes may share; in memory without it. */
  readonly calendarFile?: string;
  /** What Graph makes of tokens besides the scenario's own, e.g. those of `startEntra`. */
  readonly judgeToken?: (token: string) => Judgement;
  /** The calendar's clock, in ms since the Unix epoch; the machine's own when absent. */
  readonly calendarNow?: () => number;
  /** 0 or absent: whichever is free. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 when absent. */
  readonly host?: string;
}

/**
 * Starts a stand-in for AWS (STS, SES v2, the sign-in services) and Microsoft Graph on a loopback address and writes the
 * AWS files that lead there. Nothing it answers comes from, or goes to, any other machine.
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
  let switches = withSwitches(scenario.graph.switches, options.switches ?? {});
  const calendarNow = options.calendarNow ?? now;
  const sight = createSight(() => switches, calendarNow);
  const graph = {
    scenario,
    store,
    faults: graphFaults,
    sight,
    switches: () => switches,
    now: calendarNow,
    judge: options.judgeToken,
  };

  const latencyOf = ({ customerCode, operation = '' }: AwsOutcome): number => {
    const customer = scenario.customers.find(({ code }) => code === customerCode);
    if (!customer) return 0;
    return latencies.get(customer.code) ?? customer.operationLatencyMs[operation] ?? customer.latencyMs;
  };
  const known = (code: string) => {
    const customer = scenario.customers.find((one) => one.code === code);
    if (!customer) throw new Error(`The scenario has no customer ${code}.`);
    return customer;
  };
  const controls = {
    requests: () => journal.all(),
    clearRequests: () => journal.clear(),
    timing: (services?: readonly RecordedRequest['service'][]) =>
      timingOf(services ? journal.all().filter(({ service }) => services.includes(service)) : journal.all()),
    counts: () => countsOf(journal.all()),
    connections: () => connections(),
    setLatency: (customerCode: string, ms: number) => {
      known(customerCode);
      latencies.set(customerCode, ms);
    },
    setSubscribers: (customerCode: string, topicName: string, addresses: readonly string[]) =>
      aws.setSubscribers(known(customerCode), topicName, addresses),
    switches: () => switches,
    setSwitches: (given: unknown) => {
      switches = withSwitches(scenario.graph.switches, given ?? {});
    },
    byHand: (edit: HandEdit) => {
      const parsed = handEditSchema.parse(edit);
      return store.mutate((events) => editByHand(events, parsed, switches, calendarNow()));
    },
    expireSessions: () => aws.identities.expireSessions(),
    ageSecondFactors: () => aws.identities.ageSecondFactors(),
    expireSignIns: () => aws.signIns.expire(),
    setSsoSession: (name: string, state: SsoState) => files.setSsoSession(name, state),
  };
  const answerAws = (request: AwsRequest): AwsOutcome => {
    const path = request.path.split('?')[0] ?? '';
    if (isSsoPortal(request.method, path)) return answerSsoPortal(request, aws);
    if (isSsoOidc(request.method, path)) return answerSsoOidc(request, aws);
    if (isConsoleLogin(request.method, path)) return answerConsoleLogin(request, aws, url);
    return path === '/' && request.method === 'POST' ? answerSts(request, aws) : answerSes(request, aws);
  };
  const { server, connections } = createSandboxServer(
    {
      serve: async (request, entry) => {
        if (/^\/v1\.0(\/|$)/.test(request.path))
          return {
            delayMs: switches.latencyMs,
            delivery: await answerGraph({ ...request, origin: url, entry }, graph),
          };
        const outcome = answerAws({ ...request, entry });
        return { delayMs: latencyOf(outcome), delivery: outcome.delivery };
      },
      admin: async ({ method, path, body }) => ({
        kind: 'answer',
        answer: await answerAdmin(method, path, body.toString('utf8'), {
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
  const authority = host.includes(':') ? `[${host}]` : host;
  const url = `http://${authority}:${port}`;
  const wantsSilence = [scenario.base, ...scenario.customers].some(
    ({ profile }) => profile.endpoint === 'silent',
  );
  const silent = wantsSilence ? await startSilentListener(host) : undefined;
  const endpoints = {
    sandbox: url,
    refused: REFUSED,
    silent: `https://${authority}:${silent?.port ?? 0}`,
    unresolvable: UNRESOLVABLE,
  };
  const files = await writeAwsFiles({ directory, endpoints }, aws).catch(async (error: unknown) => {
    await closeServer(server);
    await silent?.close();
    throw error;
  });
  return {
    url,
    port,
    scenario,
    environment: {
      AWS_CONFIG_FILE: files.configFile,
      AWS_SHARED_CREDENTIALS_FILE: files.credentialsFile,
      AWS_LOGIN_CACHE_DIRECTORY: join(directory, 'login', 'cache'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...Object.fromEntries(SIGN_IN_SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, url])),
      GRAPH_BASE_URL: url,
      GRAPH_ACCESS_TOKEN: scenario.graph.accessToken,
    },
    ...controls,
    setFault: (customerCode, fault) => {
      if (customerCode !== BASE_CODE) known(customerCode);
      faults.set(customerCode, fault === undefined ? [] : [fault].flat());
    },
    setGraphFault: (fault) => graphFaults.set(fault === undefined ? [] : [fault].flat()),
    events: store.read,
    close: async () => {
      await closeServer(server);
      await silent?.close();
      await files.remove();
    },
  };
}

/** Ports below 1024 are given to nobody by chance, and nothing listens at this one. */
const REFUSED = 'http://127.0.0.1:2';

/** A name whose first part is longer than DNS allows (RFC 1035 §2.3.4): every resolver refuses it without asking. */
const UNRESOLVABLE = `http://${'no-such-host-'.padEnd(64, 'x')}.invalid`;

/** Their endpoints come from the environment, because the SDK looks at no profile for them. */
const SIGN_IN_SERVICES = ['SSO', 'SSO_OIDC', 'SIGNIN'] as const;
