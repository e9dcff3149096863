import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { QueryEvent } from '../../../src/recipients/index.ts';
import { aggregateLines, createQueryLines } from '../../../src/recipients/index.ts';
import { fakeCustomer } from '../fakes/accounts.ts';
import { realRun } from '../fakes/run.ts';

/** What a helper may write before it fails, with a secret in it. */
const LINES: readonly ((secret: string) => string)[] = [
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `GET https://user:${secret}@vault.example/ failed`,
  (secret) => `"sessionToken": "${secret}"`,
  (secret) => `{"x":"${secret}"}`,
  (secret) => `login ${secret}: bad`,
  (secret) => `password=${secret}`,
  (secret) => `--token ${secret} is not known`,
  (secret) => `proxy http://me:${secret}@proxy.example:3128 refused`,
  (secret) => `${'x'.repeat(5000)} ${secret}`,
];

async function helper(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'helper.cjs');
  // The line comes as base64, so that the command line does not hold the secret unless it is given as an argument.
  await writeFile(file, "console.error(Buffer.from(process.argv[2], 'base64').toString()); process.exit(3);");
  return file;
}

describe('a secret', () => {
  it('that a helper, its command line or an endpoint holds is in nothing that is told', async (test) => {
    const secret = randomBytes(9).toString('hex');
    const file = await helper(test);
    const profiles = [
      ...LINES.map((line) => {
        const text = Buffer.from(line(secret)).toString('base64');
        return `credential_process = "${process.execPath}" ${file} ${text} ${secret}`;
      }),
      `aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\nendpoint_url = http://user:${secret}@127.0.0.1:9`,
      `aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\nendpoint_url = https://${secret}@127.0.0.1:9`,
      `role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = p0\nendpoint_url = http://u:${secret}@127.0.0.1:9`,
    ];
    const events: QueryEvent[] = [];
    const aggregated = await realRun(test, {
      customers: profiles.map((_, index) => fakeCustomer(`p${index}`, { region: 'us-east-1' })),
      config: profiles.map((text, index) => `[profile p${index}]\n${text}\n`).join('\n'),
      onEvent: (event) => events.push(event),
      limits: { customerTimeoutMs: 20_000, maxAttempts: 1 },
    });
    assert.equal(aggregated.errors, profiles.length);
    const lines = createQueryLines();
    const told = [
      ...events.flatMap((event) => lines(event)),
      ...aggregateLines(aggregated),
      JSON.stringify(aggregated),
      JSON.stringify(events),
    ].join('\n');
    assert.match(told, /exit status 3/);
    assert.match(told, /http:\/\/127\.0\.0\.1:9 refused the connection/);
    assert.ok(!told.includes(secret), told.slice(told.indexOf(secret) - 200, told.indexOf(secret) + 20));
  });
});
