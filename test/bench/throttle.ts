import { makeScenario, type Scenario } from '../../src/sandbox/index.ts';
import { allAnswered, customers } from './customers.ts';
import { withBench, type Bench } from './processes.ts';
import { atMost, exactly, type Criterion, type Verdict } from './verdict.ts';

/** What is measured. */
export interface ThrottleOptions {
  readonly count?: number;
  readonly pages?: readonly number[];
  /** Of each request; ms. */
  readonly latencyMs?: number;
  /** What an account lets through: requests a second, and at once after a quiet time. */
  readonly requestsPerSecond?: number;
  readonly burst?: number;
}

/** Throttling accounts: nobody is lost, hardly an answer is a refusal, and it takes no longer than the quota makes it. */
export function throttle(options: ThrottleOptions = {}): Promise<Verdict> {
  const { count = 30, pages = [1, 5], latencyMs = 40, requestsPerSecond = 1, burst = 1 } = options;
  return withBench(async (bench) => {
    const lines: string[] = [];
    const criteria: Criterion[] = [];
    for (const pageCount of pages) {
      const scenario = (
        customerCount: number,
        limit: { requestsPerSecond?: number; burst?: number },
      ): Scenario =>
        makeScenario({
          pageSizeCap: 10,
          customers: customers(customerCount, { latencyMs, subscribers: 10 * pageCount, ...limit }),
        });
      const limit = { requestsPerSecond, burst };
      const alone = await measure(bench, scenario(1, {}));
      // Of SES: the name of the list, and the pages.
      const requests = pageCount + 1;
      const quotaMs = ((requests - burst) / requestsPerSecond) * 1000;
      const mostMs = 1.25 * quotaMs + alone.spanMs;
      const learning = await measure(bench, scenario(count, limit));
      const told = await measure(bench, scenario(count, limit), { requestsPerSecond });
      const name = `${pageCount} page${pageCount === 1 ? '' : 's'}`;
      lines.push(
        `${name}: one customer without a quota ${seconds(alone.spanMs)}; ${count} with ${requestsPerSecond}/s each ` +
          `${seconds(learning.spanMs)}, ${learning.throttled} of ${learning.requests} answers throttled; ` +
          `told the quota ${seconds(told.spanMs)}, ${told.throttled} of ${told.requests}`,
      );
      criteria.push(
        allAnswered(learning.report, count, name),
        atMost(`throttling answers per account, ${name}`, learning.mostThrottled, 1),
        atMost(`time, ${name}`, learning.spanMs / 1000, mostMs / 1000, ' s'),
        allAnswered(told.report, count, `${name}, told the quota`),
        exactly(`throttling answers, ${name}, told the quota`, told.throttled, 0),
      );
    }
    return { lines, criteria };
  });
}

async function measure(bench: Bench, scenario: Scenario, limits: Record<string, number> = {}) {
  const sandbox = await bench.sandbox(scenario);
  const engine = await bench.engine(sandbox);
  const report = await engine.query({ customerCodes: [...sandbox.codes], limits });
  await engine.end();
  const { spanMs } = await sandbox.timing();
  const accounts = (await sandbox.customerCounts()).map((operations) => Object.values(operations));
  const total = (what: 'requests' | 'throttled') =>
    accounts.map((ofOne) => ofOne.reduce((sum, one) => sum + one[what], 0));
  const throttled = total('throttled');
  return {
    report,
    spanMs,
    requests: sum(total('requests')),
    throttled: sum(throttled),
    mostThrottled: Math.max(...throttled),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
