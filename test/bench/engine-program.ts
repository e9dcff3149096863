// The engine in a process of its own, driven by messages: what the command line does between its flags and its lines.
import { setTimeout as sleep } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readFile } from 'node:fs/promises';
import { readTextFile } from '../../src/files/index.ts';
import { prepareInvite, type InviteRequest, type Preparation } from '../../src/invite/index.ts';
import { DEFAULT_LIMITS, openAwsPool, realClock } from '../../src/recipients/index.ts';
import {
  orderSchema,
  querySchema,
  type LeakCheck,
  type LeakReport,
  type Query,
  type QueryReport,
  type Report,
} from './messages.ts';
import { slope } from './statistics.ts';

/** Counted by what the bundler puts into the SDK's parser. */
declare global {
  var iniParses: number | undefined;
}

const [configFile = '', homeDirectory = ''] = process.argv.slice(2);
let pool = openAwsPool({ readTextFile });

/** How finely the loop is watched; it never waits less than that, so that much is no stall. */
const RESOLUTION_MS = 5;

async function prepare(query: Query, signal: AbortSignal): Promise<Preparation> {
  const request: InviteRequest = {
    metadataFile: 'meeting.json',
    metadataText: JSON.stringify({
      changeId: 'CHG-2031-0001',
      changeTitle: 'Renew the certificates of the shared gateway',
      customers: query.customerCodes,
      implementationStart: '2031-02-03T10:00:00-05:00',
      implementationEnd: '2031-02-03T11:00:00-05:00',
      timezone: 'America/New_York',
    }),
    workingDirectory: homeDirectory,
    configFile,
    topicName: 'aws-calendar',
    defaultTimeZone: 'America/New_York',
    hideAttendees: 'auto',
    limits: { ...DEFAULT_LIMITS, ...query.limits },
    acceptPartial: true,
  };
  return prepareInvite(request, {
    readTextFile: (file) => readFile(file, 'utf8').catch(() => undefined),
    env: process.env,
    homeDirectory,
    clock: realClock,
    signal,
    aws: pool,
  });
}

async function query(order: Query): Promise<QueryReport> {
  const asked = querySchema.parse(order);
  if (asked.freshPool) {
    pool.close();
    pool = openAwsPool({ readTextFile });
  }
  const cancelling = new AbortController();
  let cancelledAt: number | undefined;
  const cancel = () => {
    cancelledAt = performance.now();
    cancelling.abort();
  };
  const ordered = new Promise<void>((resolve) => {
    onCancelOrder = resolve;
  });
  const onTimer = () => {
    if (asked.cancelOnOrder) void ordered.then(cancel);
    else cancel();
  };
  const timer = asked.cancelAfterMs === undefined ? undefined : setTimeout(onTimer, asked.cancelAfterMs);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const parsedBefore = globalThis.iniParses ?? 0;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const preparation = await prepare(asked, cancelling.signal);
  const endedAt = performance.now();
  const cpu = process.cpuUsage(cpuBefore);
  clearTimeout(timer);
  delay.disable();
  const results = preparation.aggregated?.results ?? [];
  if (preparation.kind === 'failed' && results.length === 0)
    throw new Error(preparation.problems.map(({ message }) => message).join(' '));
  return {
    type: 'query',
    kind: preparation.kind,
    wallMs: endedAt - startedAt,
    ...(cancelledAt === undefined ? {} : { settledMs: endedAt - cancelledAt }),
    answered: results.filter(({ error }) => error === undefined).length,
    recipients: preparation.aggregated?.unique.length ?? 0,
    errors: results.flatMap(({ customerCode, error }) =>
      error === undefined ? [] : [{ customerCode, code: error.code, message: error.message }],
    ),
    iniParses: (globalThis.iniParses ?? 0) - parsedBefore,
    longestStallMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
    cpuMs: (cpu.user + cpu.system) / 1000,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

async function leakCheck(order: LeakCheck): Promise<LeakReport> {
  const { customerCodes, cancelAfterMs, warmUpRuns, runs } = order;
  const handles: number[] = [];
  const rss: number[] = [];
  const heap: number[] = [];
  let longestSettledMs = 0;
  for (let run = -warmUpRuns; run < runs; run++) {
    const { settledMs, kind } = await query({ type: 'query', customerCodes, cancelAfterMs });
    if (kind !== 'cancelled' || settledMs === undefined) throw new Error('the query was not cancelled');
    // What is closing needs a turn or two of the loop to be closed.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (run < 0) continue;
    longestSettledMs = Math.max(longestSettledMs, settledMs);
    globalThis.gc?.();
    await sleep(0);
    const { rss: resident, heapUsed, external } = process.memoryUsage();
    handles.push(process.getActiveResourcesInfo().length);
    rss.push(resident / 1024);
    heap.push((heapUsed + external) / 1024);
  }
  return {
    type: 'leak-check',
    longestSettledMs,
    handles,
    rssSlopeKb: slope(rss),
    heapSlopeKb: slope(heap),
  };
}

let onCancelOrder = (): void => undefined;

const say = (report: Report) => process.send?.(report);

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.type === 'cancel') {
    onCancelOrder();
    return;
  }
  if (order.type === 'end') {
    pool.close();
    process.disconnect();
    return;
  }
  (order.type === 'query' ? query(order) : leakCheck(order)).then(say, (error: unknown) =>
    say({ type: 'broken', message: error instanceof Error ? error.message : String(error) }),
  );
});
say({ type: 'ready' });
