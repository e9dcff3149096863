import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFileLock } from '../../../src/sandbox/graph/file-lock.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { runSandbox, temporaryDirectory } from '../support/bench.ts';
import { eventBody, graph } from '../support/graph-bench.ts';

test('a calendar file survives the sandbox and is read by the next', async (t) => {
  const calendarFile = join(await temporaryDirectory(t), 'deep', 'calendar.json');
  const first = await startSandbox({ directory: await temporaryDirectory(t), calendarFile });
  const { body } = await graph(first, 'POST', 'events', eventBody({ isOnlineMeeting: true }));
  await first.close();
  const second = await runSandbox(t, { calendarFile });
  const found = await graph(second, 'GET', `events/${encodeURIComponent(body.id)}`);
  assert.deepEqual(found.body.onlineMeeting, body.onlineMeeting);
  assert.equal(second.events().length, 1);
  assert.deepEqual(readdirSync(join(calendarFile, '..')), ['calendar.json']);
});

test('two sandboxes on one file see each other’s events', async (t) => {
  const calendarFile = join(await temporaryDirectory(t), 'calendar.json');
  const one = await runSandbox(t, { calendarFile });
  const two = await runSandbox(t, { calendarFile });
  const create = (index: number) =>
    graph(index % 2 ? one : two, 'POST', 'events', eventBody({ subject: `s${index}` }));
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => create(index)));
  assert.ok(answers.every(({ status }) => status === 201));
  assert.deepEqual(new Set(one.events().map(({ subject }) => subject)).size, 20);
  assert.deepEqual(one.events(), two.events());
});

test('several processes changing the file at once lose nothing', async (t) => {
  const calendarFile = join(await temporaryDirectory(t), 'calendar.json');
  const program = `
    import { createFileStore } from ${JSON.stringify(new URL('../../../src/sandbox/graph/store.ts', import.meta.url).href)};
    const store = createFileStore(process.argv[1]);
    const [template] = JSON.parse(process.argv[2]);
    for (let i = 0; i < 15; i++)
      await store.mutate((events) => ({ events: [...events, { ...template, id: process.pid + '-' + i }], result: 0 }));`;
  const seed = await runSandbox(t);
  await graph(seed, 'POST', 'events', eventBody());
  const run = () =>
    new Promise<number | null>((resolve) => {
      const args = ['--input-type=module', '-e', program, calendarFile, JSON.stringify(seed.events())];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      t.after(() => child.kill('SIGKILL'));
      child.on('close', resolve);
    });
  assert.deepEqual(await Promise.all([run(), run(), run()]), [0, 0, 0]);
  const sandbox = await runSandbox(t, { calendarFile });
  assert.equal(new Set(sandbox.events().map(({ id }) => id)).size, 45);
});

test('a lock left behind by a process that ended is taken over', async (t) => {
  const lockFile = join(await temporaryDirectory(t), 'x.lock');
  const ended = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => ended.on('close', resolve));
  writeFileSync(lockFile, `${ended.pid} somebody`);
  assert.equal(await withFileLock(lockFile, () => Promise.resolve('done')), 'done');
  assert.equal(existsSync(lockFile), false);
});

test('an old lock is taken over even when its process id is in use again or it was never filled', async (t) => {
  const lockFile = join(await temporaryDirectory(t), 'x.lock');
  for (const content of [`${process.pid} somebody`, '']) {
    writeFileSync(lockFile, content);
    utimesSync(lockFile, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    assert.equal(await withFileLock(lockFile, () => Promise.resolve('done')), 'done');
  }
});

test('work under a lock does not overlap, also when some of it fails and the lock was stale', async (t) => {
  const lockFile = join(await temporaryDirectory(t), 'x.lock');
  writeFileSync(lockFile, '999999999 nobody');
  let inside = 0;
  let most = 0;
  const work = (index: number) => async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    if (index % 3 === 0) throw new Error('as planned');
  };
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => withFileLock(lockFile, work(index))),
  );
  assert.equal(most, 1);
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 4);
  assert.equal(existsSync(lockFile), false);
});

test('a file that is no calendar is not overwritten', async (t) => {
  const calendarFile = join(await temporaryDirectory(t), 'calendar.json');
  writeFileSync(calendarFile, '{"mine": true}');
  const sandbox = await runSandbox(t, { calendarFile });
  assert.equal((await graph(sandbox, 'POST', 'events', eventBody())).status, 500);
  assert.equal(readFileSync(calendarFile, 'utf8'), '{"mine": true}');
});
