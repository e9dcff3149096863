import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Variables whose values nobody may ever see. */
const SECRETS = ['GRAPH_ACCESS_TOKEN', 'AZURE_CLIENT_SECRET', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;

/** An error may name an address to be corrected, and who organizes; a list of people it may not hold. */
const FEW = 3;

/**
 * Holds every run of the built program to it: no secret in anything it says, no list of addresses in its log, and
 * neither in the journal. The log is stderr (all of it: beside a JSON document every line goes there).
 */
export function assertCleanLogs(
  said: { readonly stdout: string; readonly stderr: string },
  env: Readonly<Record<string, string | undefined>>,
): void {
  const journals = journalsUnder(env);
  for (const name of SECRETS) {
    const secret = env[name]?.trim() ?? '';
    if (secret.length < 8) continue;
    assert.ok(!`${said.stdout}${said.stderr}${journals}`.includes(secret), `the value of ${name} is told`);
  }
  const addresses = new Set(said.stderr.match(ADDRESS));
  assert.ok(addresses.size <= FEW, `the log holds ${addresses.size} addresses: ${[...addresses].join(' ')}`);
  assert.deepEqual(journals.match(ADDRESS) ?? [], [], 'addresses in the journal');
}

function journalsUnder(env: Readonly<Record<string, string | undefined>>): string {
  const state =
    env.XDG_STATE_HOME ?? (env.HOME === undefined ? undefined : join(env.HOME, '.local', 'state'));
  const folder = state === undefined ? undefined : join(state, 'customer-meetings');
  if (folder === undefined || !existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
