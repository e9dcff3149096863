import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { replaceTextFile } from '../../src/files/index.ts';

describe('replaceTextFile', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'customer-meetings-replace-'));
    file = join(folder, 'm.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const content = (): string => readFileSync(file, 'latin1');

  it('replaces the text that was read, byte order mark and all, and leaves nothing beside it', async () => {
    writeFileSync(file, '\uFEFF{ "ä": 1 }\r\n');
    const before = readFileSync(file, 'utf8');
    assert.equal(await replaceTextFile(file, before, `${before}x`), true);
    assert.deepEqual(readFileSync(file), Buffer.from('\uFEFF{ "ä": 1 }\r\nx'));
    assert.deepEqual(readdirSync(folder), ['m.json']);
  });

  it('leaves a file alone that has changed since', async () => {
    writeFileSync(file, '{}');
    assert.equal(await replaceTextFile(file, '{ }', 'new'), false);
    assert.equal(content(), '{}');
    assert.deepEqual(readdirSync(folder), ['m.json']);
  });

  it('leaves a file alone that is no UTF-8, which reading it as text has garbled', async () => {
    writeFileSync(file, Buffer.from('{ "a": "caf\xe9" }', 'latin1'));
    assert.equal(await replaceTextFile(file, readFileSync(file, 'utf8'), 'new'), false);
    assert.equal(content(), '{ "a": "caf\xe9" }');
  });

  it('keeps permissions, and writes through a link', async () => {
    writeFileSync(file, 'old');
    chmodSync(file, 0o664);
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    assert.equal(await replaceTextFile(link, 'old', 'new'), true);
    assert.equal(content(), 'new');
    assert.equal(statSync(file).mode & 0o777, 0o664);
    assert.ok(lstatSync(link).isSymbolicLink());
  });

  it('rejects for a file that is gone', async () => {
    await assert.rejects(replaceTextFile(file, 'old', 'new'), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(folder), []);
  });
});
