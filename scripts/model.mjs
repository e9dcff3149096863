// `npm run test:model [-- SEQUENCES [--seed SEED] [--most FAILURES] [--at-once PROCESSES]]`: drives random sequences of edits,
// subscribers, failing customers, faults, crashes, edits by hand, cancels and two machines against the sandbox, and checks the
// calendar after each step. A failure prints the command that plays its sequence again, and the shortest part of it that
// fails the same way.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runModel } from '../test/model/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    most: { type: 'string', default: '5' },
    'at-once': { type: 'string', default: String(availableParallelism()) },
  },
});
const sequences = Number(positionals[0] ?? '200');
const seed = Number(values.seed ?? Math.trunc(Math.random() * 2 ** 31));
const most = Number(values.most);
const atOnce = Math.min(Number(values['at-once']), sequences);
if (![sequences, seed, most, atOnce].every(Number.isSafeInteger) || Math.min(sequences, most, atOnce) < 1) {
  console.error(
    'Usage: npm run test:model [-- SEQUENCES [--seed SEED] [--most FAILURES] [--at-once PROCESSES]]',
  );
  process.exit(2);
}

if (process.send !== undefined) {
  process.send(await runModel({ sequences, seed, most, say: (line) => console.log(line) }));
  process.disconnect();
} else {
  console.log(`${sequences} sequences from seed ${seed}`);
  const startedMs = performance.now();
  const results = atOnce === 1 ? [await here()] : await Promise.all(parts().map(elsewhere));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const failures = results.flatMap((result) => result.failures);
  for (const { seed: failing, shortest } of failures)
    console.log(`seed ${failing}, shortest: ${JSON.stringify(shortest)}`);
  const figures = {};
  for (const result of results)
    for (const [what, count] of Object.entries(result.figures)) figures[what] = (figures[what] ?? 0) + count;
  const byName = Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(byName.map(([what, count]) => `${what}: ${count}`).join(', '));
  const played = results.reduce((sum, result) => sum + result.sequences, 0);
  console.log(`${played} sequences in ${seconds} s`);
  console.log(`${played - failures.length} passed, ${failures.length} failed`);
  process.exit(failures.length === 0 ? 0 : 1);
}

function here() {
  return runModel({ sequences, seed, most, say: (line) => console.log(line) });
}

/** Stretches of seeds, one for each process. */
function parts() {
  const size = Math.ceil(sequences / atOnce);
  return Array.from({ length: atOnce }, (_, part) => ({
    seed: seed + part * size,
    sequences: Math.min(size, sequences - part * size),
  })).filter((part) => part.sequences > 0);
}

/** Plays a stretch in a process of its own. */
function elsewhere(part) {
  return new Promise((resolve, reject) => {
    const words = [String(part.sequences), '--seed', String(part.seed), '--most', String(most)];
    const child = fork(new URL(import.meta.url), words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`A process of the model ended with status ${code}.`)));
  });
}
