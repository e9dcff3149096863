import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createRunStore } from '../../../src/ui/environment/run-store.ts';
import type { KeptRun } from '../../../src/ui/session/kept-run.ts';
import { answer, failure } from '../samples.ts';

const DAY = 24 * 3_600_000;
const RUN: KeptRun = {
  inputs: 'hash',
  files: ['/meetings/config.json'],
  sandbox: false,
  topicName: 'aws-calendar',
  results: [answer('a', ['x@a.example'], { answeredAt: 5 }), failure('b')],
  older: [],
};

async function folder(test: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'run-store-'));
  test.after(() => rm(made, { recursive: true, force: true }));
  return join(made, 'runs');
}

describe('createRunStore', () => {
  it('gives back what it was given, one meeting apart from the other, readable by this user only', async (test) => {
    const runs = await folder(test);
    const store = createRunStore(runs);
    assert.equal(await store.load('file:///a.json'), undefined);
    await store.save('file:///a.json', RUN);
    await store.save('file:///b.json', { ...RUN, topicName: 'other' });
    assert.deepEqual(await createRunStore(runs).load('file:///a.json'), { version: 1, ...RUN });
    assert.equal((await store.load('file:///b.json'))?.topicName, 'other');
    const files = await readdir(runs);
    assert.equal(files.length, 2, 'nothing unfinished is left');
    for (const file of files) assert.equal((await stat(join(runs, file))).mode & 0o077, 0);
  });

  it('takes a file it cannot read for none', async (test) => {
    const runs = await folder(test);
    const store = createRunStore(runs);
    await store.save('file:///a.json', RUN);
    const [file = ''] = await readdir(runs);
    for (const text of ['', '{', '{"version":1}', JSON.stringify({ version: 1, ...RUN, results: [{}] })]) {
      await writeFile(join(runs, file), text);
      assert.equal(await store.load('file:///a.json'), undefined, text);
    }
  });

  it('keeps no answer longer than a month', async (test) => {
    const runs = await folder(test);
    const store = createRunStore(runs);
    await store.save('file:///a.json', RUN);
    const [file = ''] = await readdir(runs);
    const old = new Date(Date.now() - 31 * DAY);
    await utimes(join(runs, file), old, old);
    assert.equal(await store.load('file:///a.json'), undefined);
    await store.save('file:///b.json', RUN);
    assert.equal((await readdir(runs)).includes(file), false);
  });

  it('goes on where nothing can be kept', async (test) => {
    const runs = await folder(test);
    await writeFile(runs, 'a file where the folder should be');
    const store = createRunStore(runs);
    await store.save('file:///a.json', RUN);
    assert.equal(await store.load('file:///a.json'), undefined);
  });
});
