// Runs AWS's official cross-SDK test data against the product's own code: `npm run conformance -- FOLDER`.
// The folder holds some of the files named below, as the SDKs' repositories have them. The last line is
// `N passed, N failed`; cases that do not apply are named with the reason and counted apart.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assumeRoleCases } from './conformance/assume-role.mjs';
import { endpointCases } from './conformance/endpoints.mjs';
import { loginCases } from './conformance/login.mjs';
import { parserCases } from './conformance/parser.mjs';

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {() => string | undefined | Promise<string | undefined>} [run] gives what is wrong, if anything
 * @property {string} [inapplicable] why it cannot be asked here
 */

/** @type {readonly (readonly [string, (data: any) => readonly Case[] | Promise<readonly Case[]>])[]} */
const FILES = [
  ['profile-parser-tests.json', parserCases],
  ['assume-role-tests.json', assumeRoleCases],
  ['configured-endpoint-tests.json', endpointCases],
  ['login-provider-test-cases.json', loginCases],
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder that holds the official data: npm run conformance -- FOLDER');
  process.exit(2);
}

let passed = 0;
let failed = 0;
let found = 0;
for (const [file, casesOf] of FILES) {
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
  if (text === undefined) {
    console.log(`${file}: not in ${folder}`);
    continue;
  }
  found += 1;
  const counts = { passed: 0, failed: 0, apart: 0 };
  const lines = [];
  for (const { name, run, inapplicable } of await casesOf(JSON.parse(text))) {
    if (run === undefined) {
      counts.apart += 1;
      lines.push(`  not applicable: ${name} (${inapplicable})`);
      continue;
    }
    const wrong = await Promise.resolve()
      .then(run)
      .catch((error) => `threw ${error instanceof Error ? error.message : String(error)}`);
    counts[wrong === undefined ? 'passed' : 'failed'] += 1;
    if (wrong !== undefined) lines.push(`  FAILED: ${name}: ${wrong}`);
  }
  const total = counts.passed + counts.failed;
  const apart = counts.apart === 0 ? '' : `; ${counts.apart} more do not apply`;
  console.log(`${file}: ${counts.passed} of ${total} passed${apart}`);
  for (const line of lines) console.log(line);
  passed += counts.passed;
  failed += counts.failed;
}
if (found === 0) {
  console.error(`${folder} holds none of the official files.`);
  process.exit(2);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
