// `npm run test:crash [-- ROUNDS [SEED]]`: kills a process (SIGKILL) at random moments of creating, updating, splitting and
// cancelling meetings, runs each again, and checks that there is exactly one event per part, with nobody lost and nobody
// mailed twice. Prints the seed, with which a failure happens again as far as the timing of processes lets it.
import { crashRounds } from '../test/calendar/crash/rounds.ts';

const [rounds = 200, seed = Math.trunc(Math.random() * 2 ** 32)] = process.argv.slice(2).map(Number);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run test:crash [-- ROUNDS [SEED]]');
  process.exit(2);
}
console.log(`seed ${seed}`);
const started = performance.now();
try {
  const figures = await crashRounds({ rounds, seed, say: (line) => console.log(line) });
  console.log(
    JSON.stringify({ seed, ...figures, seconds: Math.round((performance.now() - started) / 1000) }),
  );
  console.log(`${figures.rounds} passed, 0 failed`);
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
