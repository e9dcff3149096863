import { makeScenario } from '../../src/sandbox/index.ts';
import { allAnswered, customers } from './customers.ts';
import { withBench, type EngineProcess, type SandboxProcess } from './processes.ts';
import { median } from './statistics.ts';
import { atLeast, type Criterion, type Verdict } from './verdict.ts';

/** What is compared. */
export interface ConcurrencyOptions {
  readonly counts?: readonly number[];
  /** Seconds that one customer's requests take together. */
  readonly secondsPerCustomer?: number;
  /** Of as many times as there are customers. */
  readonly leastEfficiency?: number;
  /** How often all are asked at once; the median counts. */
  readonly repetitions?: number;
}

/** One line of the table. */
export interface Row {
  readonly count: number;
  readonly sequentialMs: number;
  /** The median. */
  readonly concurrentMs: number;
}

/** The share of each request in a customer's time: the role, the list's name, one page. */
const SHARES = { AssumeRole: 0.2, ListContactLists: 0.3, ListContacts: 0.5 };

/**
 * Asks the same customers one by one and all at once, by the sandbox's clock from the first request to the last answer.
 * Both in one process, one after the other, each with connections, sign-ins and knowledge of lists of its own: asking
 * thirty one by one warms its code up after the first few, so asking all at once must not be a cold process's. What that
 * costs is said besides. One by one is a sum, in which what disturbs one customer is a thirtieth; all at once is as long as
 * its slowest, so it is repeated and the median counts.
 */
export function concurrency(options: ConcurrencyOptions = {}): Promise<Verdict> {
  const {
    counts = [2, 5, 10, 30],
    secondsPerCustomer = 2,
    leastEfficiency = 0.95,
    repetitions = 3,
  } = options;
  return withBench(async (bench) => {
    const operationLatencyMs = Object.fromEntries(
      Object.entries(SHARES).map(([operation, share]) => [operation, share * secondsPerCustomer * 1000]),
    );
    const sandbox = await bench.sandbox(
      makeScenario({ customers: customers(Math.max(...counts), { operationLatencyMs }) }),
    );
    const rows: (Row & { readonly eachConcurrentMs: readonly number[] })[] = [];
    const criteria: Criterion[] = [];
    const engine = await bench.engine(sandbox);
    for (const count of counts) {
      const oneByOne = await measure(engine, sandbox, count, 1);
      const eachConcurrentMs: number[] = [];
      criteria.push(...oneByOne.criteria);
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const allAtOnce = await measure(engine, sandbox, count, 0);
        eachConcurrentMs.push(allAtOnce.spanMs);
        criteria.push(...allAtOnce.criteria);
      }
      const concurrentMs = median(eachConcurrentMs);
      rows.push({ count, sequentialMs: oneByOne.spanMs, concurrentMs, eachConcurrentMs });
      criteria.push(
        atLeast(
          `${count} customers: times as fast`,
          oneByOne.spanMs / concurrentMs,
          leastEfficiency * count,
          '×',
        ),
      );
    }
    await engine.end();
    const most = rows.at(-1);
    const cold = await bench.engine(sandbox);
    const first = await measure(cold, sandbox, most?.count ?? 0, 0);
    await cold.end();
    criteria.push(
      ...first.criteria.map(({ what, ...rest }) => ({ what: `${what}, in a fresh process`, ...rest })),
    );
    const times = shortest((most?.sequentialMs ?? 0) / first.spanMs);
    return {
      lines: [
        ...table(rows),
        '',
        ...rows.map(
          ({ count, eachConcurrentMs }) =>
            `${count} at once: ${eachConcurrentMs.map((ms) => shortest(ms / 1000)).join(', ')} seconds; the median is in the table.`,
        ),
        `In a process that has asked nobody before, ${most?.count} customers at once take ${shortest(first.spanMs / 1000)} seconds (${times}x).`,
      ],
      criteria,
    };
  });
}

async function measure(
  engine: EngineProcess,
  sandbox: SandboxProcess,
  count: number,
  maxCustomerConcurrency: number,
): Promise<{ readonly spanMs: number; readonly criteria: readonly Criterion[] }> {
  await sandbox.clear();
  const report = await engine.query({
    customerCodes: sandbox.codes.slice(0, count),
    limits: { maxCustomerConcurrency, customerTimeoutMs: 120_000 },
    freshPool: true,
  });
  const { spanMs } = await sandbox.timing();
  const run = `${count} ${maxCustomerConcurrency === 1 ? 'one by one' : 'at once'}`;
  return { spanMs, criteria: [allAnswered(report, count, run)] };
}

/** The table as the product's first description has it, with what was measured. */
export function table(rows: readonly Row[]): string[] {
  const row = (...cells: readonly [string, string, string, string]) =>
    `| ${cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join(' | ')} |`;
  return [
    '| Number of Customers | Sequential Time | Concurrent Time | Speed Improvement |',
    `|${WIDTHS.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(({ count, sequentialMs, concurrentMs }) =>
      row(
        `${count} customers`,
        `${shortest(sequentialMs / 1000)} seconds`,
        `${shortest(concurrentMs / 1000)} seconds`,
        `**${shortest(sequentialMs / concurrentMs)}x faster**`,
      ),
    ),
  ];
}

const WIDTHS = [17, 14, 14, 16];

/** Two digits after the point, none where they say nothing. */
const shortest = (value: number): string => String(Number(value.toFixed(2)));
