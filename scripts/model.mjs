// `npm run test:model [-- SEQUENCES [--seed SEED] [--most FAILURES]]`: drives random sequences of edits, subscribers, failing
// customers, faults, crashes, edits by hand, cancels and two machines against the sandbox, and checks the calendar after each
// step. A failure prints the command that plays its sequence again, and the shortest part of it that fails the same way.
import { parseArgs } from 'node:util';
import { runModel } from '../test/model/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, most: { type: 'string', default: '5' } },
});
const sequences = Number(positionals[0] ?? '200');
const seed = Number(values.seed ?? Math.trunc(Math.random() * 2 ** 31));
const most = Number(values.most);
if (![sequences, seed, most].every(Number.isSafeInteger) || sequences < 1 || most < 1) {
  console.error('Usage: npm run test:model [-- SEQUENCES [--seed SEED] [--most FAILURES]]');
  process.exit(2);
}
console.log(`${sequences} sequences from seed ${seed}`);
const startedMs = performance.now();
const result = await runModel({ sequences, seed, most, say: (line) => console.log(line) });
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
for (const { seed: failing, shortest } of result.failures)
  console.log(`seed ${failing}, shortest: ${JSON.stringify(shortest)}`);
const byName = Object.entries(result.figures).sort(([a], [b]) => (a < b ? -1 : 1));
console.log(byName.map(([what, count]) => `${what}: ${count}`).join(', '));
console.log(`${result.sequences} sequences in ${seconds} s`);
console.log(`${result.sequences - result.failures.length} passed, ${result.failures.length} failed`);
process.exit(result.failures.length === 0 ? 0 : 1);
