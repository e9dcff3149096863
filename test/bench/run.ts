// `npm run bench -- NAME`: measures, says what it found, and exits with 1 when the engine is not good enough.
import { activation } from './activation.ts';
import { cancel } from './cancel.ts';
import { concurrency } from './concurrency.ts';
import { thirty } from './thirty.ts';
import { thousand } from './thousand.ts';
import { throttle } from './throttle.ts';
import type { Verdict } from './verdict.ts';

const BENCHES: Readonly<Record<string, () => Promise<Verdict>>> = {
  concurrency,
  thirty,
  thousand,
  throttle,
  cancel,
  activation,
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined || rest.length > 0) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')}\n`);
  process.exitCode = 2;
} else {
  const { lines, criteria } = await bench();
  for (const line of lines) process.stdout.write(`${line}\n`);
  process.stdout.write('\n');
  for (const { what, measured, met } of criteria)
    process.stdout.write(`${met ? '✔' : '✖'} ${what}: ${measured}\n`);
  process.exitCode = criteria.every(({ met }) => met) ? 0 : 1;
}
