import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..', '..');
const MAX_LINES = 400;

/** Hosts that packages are downloaded from; in pieces, so that this file does not name them. */
const HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['npm', 'jsr', 'io'],
].map((parts) => parts.join('.'));

const Lock = z.object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional() })) });

describe('the files of the repository', () => {
  let files: readonly string[];

  before(async () => {
    // Tracked, and about to be; -c and -o together may name a file twice.
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
      cwd: ROOT,
      maxBuffer: 10_000_000,
    });
    files = [...new Set(stdout.split('\0').filter((name) => name !== ''))];
    assert.ok(files.includes('package.json'));
  });

  const textOf = async (name: string): Promise<string> => {
    try {
      return await readFile(join(ROOT, name), 'utf8');
    } catch {
      return ''; // deleted, not yet committed
    }
  };

  it('name no registry, least of all the lock files', async () => {
    for (const name of files) {
      const text = await textOf(name);
      for (const host of HOSTS) assert.ok(!text.includes(host), `${name} names ${host}`);
    }
    const locks = files.filter((name) => name.endsWith('package-lock.json'));
    assert.deepEqual([...locks].sort(), ['package-lock.json', 'test/vscode-server/package-lock.json']);
    for (const name of locks) {
      const { packages } = Lock.parse(JSON.parse(await textOf(name)));
      const addressed = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
      assert.deepEqual(addressed, [], name);
    }
  });

  it(`stay under ${MAX_LINES} lines in src/`, async () => {
    const sources = files.filter((name) => name.startsWith('src/') && name.endsWith('.ts'));
    assert.ok(sources.length > 50);
    for (const name of sources) {
      const lines = (await textOf(name)).split('\n').length - 1;
      assert.ok(lines <= MAX_LINES, `${name} has ${lines} lines`);
    }
  });

  it('import vscode in src/ui/ and src/extension.ts only', async () => {
    for (const name of files.filter((file) => /^(src|media)\/.*\.ts$/.test(file))) {
      if (name.startsWith('src/ui/') || name === 'src/extension.ts') continue;
      assert.doesNotMatch(await textOf(name), /(?:from|import|require)\s*\(?\s*["'`]vscode["'`]/, name);
    }
  });

  it('hold no build, no package and nothing installed', () => {
    const strange = files.filter((name) => /(^|\/)(node_modules|dist|out)\/|\.vsix$/.test(name));
    assert.deepEqual(strange, []);
  });
});
