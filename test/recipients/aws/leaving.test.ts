import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startStandIn } from '../fakes/stand-in.ts';
import type { StandInAnswer } from '../fakes/stand-in.ts';

/** Waits for a program's answer, then for its end; how long that took is what was left behind. */
async function endOf(test: TestContext, answer: StandInAnswer, cancel: string[]) {
  const server = await startStandIn({ ListContactLists: answer });
  const home = await mkdtemp(join(tmpdir(), 'leaving-'));
  test.after(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });
  const files = [join(home, 'config'), join(home, 'credentials')] as const;
  await writeFile(files[0], `[profile hts]\nregion = us-east-1\nendpoint_url = ${server.url}\n`);
  await writeFile(files[1], '[hts]\naws_access_key_id = AKIAHTS\naws_secret_access_key = secret\n');
  const program = fileURLToPath(new URL('../fakes/query-and-leave.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...files, ...cancel], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let saidAt = Number.NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    saidAt = performance.now();
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { said, status, lingeredMs: performance.now() - saidAt };
}

it('nothing keeps the program alive after an answer', async (test) => {
  const { said, status, lingeredMs } = await endOf(
    test,
    { body: '{"ContactLists":[{"ContactListName":"main"}]}' },
    [],
  );
  assert.deepEqual([said, status], ['fine', 0]);
  assert.ok(lingeredMs < 600, `${lingeredMs} ms`);
});

it('nothing keeps the program alive after cancelling a request that hangs', async (test) => {
  const { said, status, lingeredMs } = await endOf(test, () => undefined, ['1500']);
  assert.deepEqual([said, status], ['Cancelled', 0]);
  assert.ok(lingeredMs < 600, `${lingeredMs} ms`);
});
