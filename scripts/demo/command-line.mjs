// Runs the built command line the way a person would, showing its lines as they come.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { StepFailed } from '../setup/run.mjs';

/** Rows of alike lines are shown up to here; the rest is counted. */
const ROW_SHOWN = 4;

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
 * @param {{ brief?: boolean }} [options]
 * @returns {Promise<{ lines: string[], document: any }>} every line, uncut; with `--output json` the document
 */
export async function runCommandLine(where, words, { brief = false } = {}) {
  console.log(`\n$ ccoe-customer-contact-manager ${words.map(quoted).join(' ')}`);
  const asJson = words.includes('json');
  const child = spawn(where.node, [join(ROOT, 'dist', 'cli.js'), ...words], {
    cwd: where.cwd,
    env: where.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const document = [];
  const lines = [];
  const show = shortener(brief);
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
  return { lines, document: asJson ? JSON.parse(Buffer.concat(document).toString()) : undefined };
}

/** Lines that come once per customer or person: of several in a row only the first few are shown. */
const MANY = [
  /^ {3}\S+@\S+ \(/,
  /^⏭️ {2}Skipping meeting attendee /,
  /^(🔍 Querying customer: |✅ Successfully assumed role |📋 Getting subscribers |👥 Found \d+ subscribers |📧 |⏭️ {2}Customer )/,
];

/**
 * Prints lines as they come, cutting rows of alike ones short.
 * @param {boolean} brief also cuts the customers' own lines, once they have been shown in full
 */
function shortener(brief) {
  let kind = -1;
  let shown = 0;
  let hidden = 0;
  return (line) => {
    const now = line === undefined ? -1 : MANY.slice(0, brief ? 3 : 2).findIndex((each) => each.test(line));
    if (now !== kind) {
      if (hidden > 0) console.log(`   … and ${hidden} more such lines`);
      kind = now;
      shown = hidden = 0;
    }
    if (line === undefined) return;
    if (now >= 0 && shown >= ROW_SHOWN) hidden++;
    else console.log(line);
    shown++;
  };
}

const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);
