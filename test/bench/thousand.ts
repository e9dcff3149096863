import { appendFile, stat } from 'node:fs/promises';
import { makeScenario } from '../../src/sandbox/index.ts';
import { allAnswered, customers } from './customers.ts';
import { withBench, type SandboxProcess } from './processes.ts';
import { atMost, type Verdict } from './verdict.ts';

/** What is measured. */
export interface ThousandOptions {
  readonly count?: number;
  /** Of each request; ms. */
  readonly latencyMs?: number;
  /** How large the two AWS files together are at least; bytes. */
  readonly filesSize?: number;
  readonly longestStallMs?: number;
}

/** Many customers, each with a role profile of its own in large AWS files. */
export function thousand(options: ThousandOptions = {}): Promise<Verdict> {
  const { count = 1000, latencyMs = 50, filesSize = 300_000, longestStallMs = 100 } = options;
  return withBench(async (bench) => {
    const profile = { credentials: { kind: 'role' as const } };
    const sandbox = await bench.sandbox(
      makeScenario({ customers: customers(count, { latencyMs, access: 'profile', profile }) }),
    );
    const size = await enlarge(sandbox, filesSize);
    const engine = await bench.engine(sandbox);
    const report = await engine.query({ customerCodes: [...sandbox.codes] });
    const { spanMs, peakCustomersInFlight } = await sandbox.timing();
    const { opened, peak } = await sandbox.connections();
    await engine.end();
    return {
      lines: [
        `${count} customers, AWS files of ${(size / 1000).toFixed(0)} KB: ${(report.wallMs / 1000).toFixed(2)} s, of which ${(spanMs / 1000).toFixed(2)} s from the first request to the last answer`,
        `Customers in flight at the most: ${peakCustomersInFlight}; connections: ${opened}, at the most ${peak} at a time`,
        `CPU per customer: ${(report.cpuMs / count).toFixed(2)} ms; peak memory: ${report.peakRssMb.toFixed(0)} MB`,
      ],
      criteria: [
        allAnswered(report, count, 'all'),
        atMost('ini files parsed', report.iniParses, 2),
        atMost('longest stall of the event loop', report.longestStallMs, longestStallMs, ' ms', 1),
      ],
    };
  });
}

/** Adds profiles that nobody asks for, as a large team's files have them. */
async function enlarge({ environment }: SandboxProcess, size: number): Promise<number> {
  const { AWS_CONFIG_FILE: config = '', AWS_SHARED_CREDENTIALS_FILE: credentials = '' } = environment;
  const sizes = await Promise.all([config, credentials].map(async (file) => (await stat(file)).size));
  let total = (sizes[0] ?? 0) + (sizes[1] ?? 0);
  const more: string[] = [];
  for (let number = 1; total < size; number++) {
    const profile =
      `\n[unused-${number}]\naws_access_key_id = AKIAUNUSED${String(number).padStart(10, '0')}\n` +
      `aws_secret_access_key = not-a-real-secret-${number}\n`;
    more.push(profile);
    total += profile.length;
  }
  await appendFile(credentials, more.join(''));
  return total;
}
