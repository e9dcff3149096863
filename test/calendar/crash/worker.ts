import { createInterface } from 'node:readline';
import { carryOut, type Work } from './work.ts';

// A process to be killed: says that it is ready, takes one piece of work as a line of JSON, says how it ended.
await import('@microsoft/microsoft-graph-client');
await import('parse5');
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const outcome = await carryOut(JSON.parse(line) as Work);
  process.stdout.write(`${outcome.kind}\n`);
  process.exit(0);
}
