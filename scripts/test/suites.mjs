// Every suite there is: what it needs, how it is started, how long it may take.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE, ROOT } from '../setup/places.mjs';
import { AWS_TOOLS } from '../setup/tools.mjs';

const REPORTER = fileURLToPath(new URL('reporter.mjs', import.meta.url));
const MINUTE = 60_000;

/** Folders of test/ whose files are not run with the pure tests: they need another program. */
const ELSEWHERE = new Set(['vscode', 'vscode-server', 'journey', 'awscli', 'node_modules']);

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} editor needs a real VS Code and a browser on this machine
 * @property {readonly string[]} [tools] needs these programs (scripts/setup/tools.mjs); without them `npm test` leaves the
 *   suite out and says so, and the suite asked for by name fails
 * @property {boolean} always part of `npm test`
 * @property {number} limitMs
 * @property {() => string[]} command program and arguments
 */

/** @type {Suite[]} in the order in which they run */
export const SUITES = [
  {
    name: 'unit',
    editor: false,
    always: true,
    limitMs: 25 * MINUTE,
    command: () => nodeTest(testFiles(join(ROOT, 'test'), '.test.ts')),
  },
  {
    name: 'awscli',
    editor: false,
    tools: AWS_TOOLS,
    always: true,
    limitMs: 5 * MINUTE,
    command: () => nodeTest(testFiles(join(ROOT, 'test', 'awscli'), '.test.ts')),
  },
  {
    name: 'vscode',
    editor: true,
    always: true,
    limitMs: 10 * MINUTE,
    command: () => [NODE, join('test', 'vscode', 'run-server.ts')],
  },
  {
    name: 'journey',
    editor: true,
    always: true,
    limitMs: 25 * MINUTE,
    // One file at a time: two browsers on two cores only wait for each other.
    command: () => nodeTest(testFiles(join(ROOT, 'test', 'journey'), '.journey.ts'), '--test-concurrency=1'),
  },
  {
    name: 'electron',
    editor: false, // brings its own VS Code, by downloading it
    always: false,
    limitMs: 15 * MINUTE,
    command: () => [NODE, join('test', 'vscode', 'run-electron.ts')],
  },
];

function nodeTest(files, ...flags) {
  return [NODE, '--test', `--test-reporter=${REPORTER}`, ...flags, ...files];
}

/** @returns {string[]} paths relative to the repository, sorted; the glob of node --test cannot leave folders out */
function testFiles(folder, ending) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : testFiles(path, ending);
      return entry.name.endsWith(ending) ? [relative(ROOT, path)] : [];
    })
    .sort();
}
