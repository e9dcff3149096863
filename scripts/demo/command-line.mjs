// Runs the built command line the way a person would, showing its lines as they come.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { StepFailed } from '../setup/run.mjs';

/** Lists of people are shown up to here; the rest is counted. */
const PEOPLE_SHOWN = 4;

/**
 * @typedef {object} CommandLine
 * @property {string} node the Node to run it with
 * @property {string} cwd where relative files are looked for
 * @property {Record<string, string | undefined>} env
 */

/**
 * Runs `ccoe-customer-contact-manager` to its end. Its lines are shown as they arrive, long lists of people cut short.
 * Throws StepFailed when it ends with another status than 0.
 * @param {CommandLine} where
 * @param {string[]} words
 * @returns {Promise<{ lines: string[], document: any, seconds: number }>} every line, uncut; with `--output json` the document
 */
export async function runCommandLine(where, words) {
  console.log(`\n$ ccoe-customer-contact-manager ${words.map(quoted).join(' ')}`);
  const started = performance.now();
  const asJson = words.includes('json');
  const child = spawn(where.node, [join(ROOT, 'dist', 'cli.js'), ...words], {
    cwd: where.cwd,
    env: where.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const document = [];
  const lines = [];
  const show = shortener();
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  if (asJson) child.stdout.on('data', (chunk) => document.push(chunk));
  const logs = asJson ? [child.stderr] : [child.stdout, child.stderr];
  await Promise.all(
    logs.map(async (log) => {
      for await (const line of createInterface({ input: log })) {
        lines.push(line);
        show(line);
      }
    }),
  );
  const status = await ended;
  show(undefined);
  if (status !== 0) throw new StepFailed(`The command above ended with ${status} instead of 0.`);
  const seconds = (performance.now() - started) / 1000;
  return { lines, document: asJson ? JSON.parse(Buffer.concat(document).toString()) : undefined, seconds };
}

/** Prints lines, but of consecutive people (indented addresses) only the first few and how many follow. */
function shortener() {
  let people = 0;
  return (line) => {
    const isPerson = line !== undefined && /^ {3}\S+@\S+ \(/.test(line);
    if (!isPerson && people > PEOPLE_SHOWN) console.log(`   … and ${people - PEOPLE_SHOWN} more`);
    people = isPerson ? people + 1 : 0;
    if (line !== undefined && people <= PEOPLE_SHOWN) console.log(line);
  };
}

const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);
