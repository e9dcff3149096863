import { makeScenario } from '../../src/sandbox/index.ts';
import { allAnswered, customers } from './customers.ts';
import { withBench, type Bench, type SandboxProcess } from './processes.ts';
import { median } from './statistics.ts';
import { atLeast, atMost, type Criterion, type Verdict } from './verdict.ts';

/** What is measured. */
export interface ThirtyOptions {
  readonly count?: number;
  readonly rounds?: number;
  /** Of each request; ms. */
  readonly latencyMs?: number;
  /** The most that all may take, as a multiple of one alone. */
  readonly mostOfOne?: number;
}

/** A cold query of some customers and, in the same process, the same query again. */
interface Round {
  readonly coldMs: number;
  readonly warmMs: number;
  readonly inFlight: number;
  readonly criteria: readonly Criterion[];
}

/** Thirty customers at once against one alone, by the sandbox's clock; then what each customer costs in calls. */
export function thirty(options: ThirtyOptions = {}): Promise<Verdict> {
  const { count = 30, rounds = 5, latencyMs = 200, mostOfOne = 1.25 } = options;
  return withBench(async (bench) => {
    const sandbox = await bench.sandbox(makeScenario({ customers: customers(count, { latencyMs }) }));
    await measure(bench, sandbox, 1); // the sandbox, too, is slow the first time
    const alone: Round[] = [];
    const together: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      alone.push(await measure(bench, sandbox, 1));
      together.push(await measure(bench, sandbox, count));
    }
    const of = (measured: readonly Round[], what: 'coldMs' | 'warmMs') =>
      median(measured.map((one) => one[what]));
    const [one, all] = [of(alone, 'coldMs'), of(together, 'coldMs')];
    const warm = of(together, 'warmMs');
    return {
      lines: [
        `One customer alone, cold:        ${one.toFixed(0)} ms`,
        `${count} customers at once, cold:    ${all.toFixed(0)} ms (${together.map(({ coldMs }) => coldMs.toFixed(0)).join(', ')})`,
        `${count} customers at once, again:   ${warm.toFixed(0)} ms`,
      ],
      criteria: [
        ...[...alone, ...together].flatMap(({ criteria }) => criteria).filter(({ met }) => !met),
        atMost(`${count} customers against one alone`, all / one, mostOfOne, '×'),
        atLeast('customers in flight at once', Math.min(...together.map(({ inFlight }) => inFlight)), count),
        atMost(
          'the second run against the first',
          median(together.map(({ coldMs, warmMs }) => warmMs / coldMs)),
          0.5,
          '×',
        ),
        ...(await calls(bench, count, 1)),
        ...(await calls(bench, count, 3)),
      ],
    };
  });
}

async function measure(bench: Bench, sandbox: SandboxProcess, count: number): Promise<Round> {
  const engine = await bench.engine(sandbox);
  const ask = async (run: string) => {
    await sandbox.clear();
    const report = await engine.query({ customerCodes: sandbox.codes.slice(0, count) });
    return { timing: await sandbox.timing(), criterion: allAnswered(report, count, run) };
  };
  const cold = await ask(`${count} cold`);
  const warm = await ask(`${count} again`);
  await engine.end();
  return {
    coldMs: cold.timing.spanMs,
    warmMs: warm.timing.spanMs,
    inFlight: cold.timing.peakCustomersInFlight,
    criteria: [cold.criterion, warm.criterion],
  };
}

/** The most calls any customer costs: at first the role, the list's name and the pages; then the pages alone. */
async function calls(bench: Bench, count: number, pages: number): Promise<readonly Criterion[]> {
  const sandbox = await bench.sandbox(
    makeScenario({ pageSizeCap: 10, customers: customers(count, { subscribers: 10 * pages }) }),
  );
  const engine = await bench.engine(sandbox);
  const most: number[] = [];
  const criteria: Criterion[] = [];
  for (const run of ['cold', 'again']) {
    await sandbox.clear();
    const report = await engine.query({ customerCodes: [...sandbox.codes] });
    criteria.push(allAnswered(report, count, `${pages} pages, ${run}`));
    const totals = (await sandbox.customerCounts()).map((operations) =>
      Object.values(operations).reduce((sum, { requests }) => sum + requests, 0),
    );
    most.push(Math.max(...totals));
  }
  await engine.end();
  const [cold = NaN, warm = NaN] = most;
  return [
    ...criteria.filter(({ met }) => !met),
    atMost(`calls of a customer with ${pages} page${pages === 1 ? '' : 's'}, cold`, cold, 2 + pages),
    atMost(`calls of a customer with ${pages} page${pages === 1 ? '' : 's'}, again`, warm, pages),
  ];
}
