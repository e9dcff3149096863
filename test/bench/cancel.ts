import { setTimeout as sleep } from 'node:timers/promises';
import { makeScenario } from '../../src/sandbox/index.ts';
import { allAnswered, customers } from './customers.ts';
import { withBench, type SandboxProcess } from './processes.ts';
import { atLeast, atMost, exactly, type Verdict } from './verdict.ts';

/** What is measured. */
export interface CancelOptions {
  readonly count?: number;
  /** After the query began, at the earliest; ms. */
  readonly cancelAfterMs?: number;
  readonly settledWithinMs?: number;
  readonly endedWithinMs?: number;
  /** Cancelled queries in one process. */
  readonly runs?: number;
  readonly warmUpRuns?: number;
  readonly mostSlopeKb?: number;
}

/** Cancelling while every customer hangs: how soon it is over, and what it leaves behind. */
export function cancel(options: CancelOptions = {}): Promise<Verdict> {
  const { count = 30, cancelAfterMs = 50, settledWithinMs = 250, endedWithinMs = 500 } = options;
  const { runs = 200, warmUpRuns = 50, mostSlopeKb = 50 } = options;
  return withBench(async (bench) => {
    const sandbox = await bench.sandbox(makeScenario({ customers: customers(count) }));
    const customerCodes = [...sandbox.codes];
    const engine = await bench.engine(sandbox);
    const healthy = await engine.query({ customerCodes });
    // Whatever the engine asks first: with what it knows already that may be the role, or the contacts at once.
    for (const code of customerCodes)
      await sandbox.setFaults(code, [{ kind: 'hanging' }, { kind: 'hanging', operation: 'AssumeRole' }]);
    await sandbox.clear();
    const query = engine.query({ customerCodes, cancelAfterMs, cancelOnOrder: true });
    const peakCustomersInFlight = await inFlight(sandbox, count);
    engine.cancel();
    const cancelled = await query;
    const endedMs = await engine.end();
    const left = await sandbox.connections();

    const again = await bench.engine(sandbox, '--expose-gc');
    const leak = await again.leakCheck({ customerCodes, cancelAfterMs, runs, warmUpRuns });
    await again.end();
    return {
      lines: [
        `Cancelled with ${peakCustomersInFlight} customers hanging: settled in ${cancelled.settledMs?.toFixed(1) ?? '?'} ms`,
        `The process ended by itself ${endedMs?.toFixed(0) ?? 'never: more than 5,000'} ms after its last word`,
        `${runs} cancelled runs in one process: handles ${Math.min(...leak.handles)} to ${Math.max(...leak.handles)}, memory ${leak.rssSlopeKb.toFixed(1)} KB a run (heap ${leak.heapSlopeKb.toFixed(1)})`,
      ],
      criteria: [
        allAnswered(healthy, count, 'before'),
        atLeast('customers hanging when it was cancelled', peakCustomersInFlight, count),
        exactly('how it ended', cancelled.kind, 'cancelled'),
        atMost('settled', cancelled.settledMs ?? Infinity, settledWithinMs, ' ms', 1),
        atMost('end of the process', endedMs ?? Infinity, endedWithinMs, ' ms', 0),
        exactly('connections left', left.open, 0),
        atMost(`settled, slowest of ${runs}`, leak.longestSettledMs, settledWithinMs, ' ms', 1),
        exactly(
          'handles more after the last run than after the first',
          (leak.handles.at(-1) ?? 0) - (leak.handles[0] ?? 0),
          0,
        ),
        atMost('memory', leak.rssSlopeKb, mostSlopeKb, ' KB a run', 1),
        atMost('heap', leak.heapSlopeKb, mostSlopeKb, ' KB a run', 1),
      ],
    };
  });
}

/** Waits until so many customers are in flight, ten seconds at the most. @returns how many were */
async function inFlight(sandbox: SandboxProcess, count: number): Promise<number> {
  const until = performance.now() + 10_000;
  for (;;) {
    const { peakCustomersInFlight } = await sandbox.timing();
    if (peakCustomersInFlight >= count || performance.now() > until) return peakCustomersInFlight;
    await sleep(5);
  }
}
