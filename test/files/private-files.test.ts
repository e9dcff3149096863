import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { appendPrivateFile, readTextFile, writePrivateFile } from '../../src/files/index.ts';

describe('files of our own', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('are added to at the end, in a folder made for them, readable by this user only', async () => {
    const path = join(folder, 'new', 'sends.jsonl');
    await appendPrivateFile(path, 'one\n');
    await appendPrivateFile(path, 'two\n');
    assert.equal(await readTextFile(path), 'one\ntwo\n');
    if (process.platform === 'win32') return;
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(folder, 'new'))).mode & 0o777, 0o700);
  });

  it('are replaced in one step: of two writers at once one wins whole, and nothing is left beside it', async () => {
    const path = join(folder, 'state', 'run.json');
    const texts = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await Promise.all(texts.map((text) => writePrivateFile(path, text)));
    assert.ok(texts.includes((await readTextFile(path)) ?? ''));
    assert.deepEqual(await readdir(join(folder, 'state')), ['run.json']);
  });

  it('leave nothing behind where they cannot be written', async () => {
    const path = join(folder, 'taken', 'by-a-folder');
    await mkdir(join(path, 'inside'), { recursive: true });
    await assert.rejects(writePrivateFile(path, 'text'));
    assert.deepEqual(await readdir(join(folder, 'taken')), ['by-a-folder']);
  });

  it('give no text where there are none', async () => {
    assert.equal(await readTextFile(join(folder, 'missing.json')), undefined);
    await assert.rejects(readTextFile(folder), { code: 'EISDIR' });
  });
});
