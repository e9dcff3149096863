import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** What `npm run lint` reads; the dependencies are linked, since copying them takes longer than the check. */
const COPIED = [
  ...['src', 'media', 'scripts', 'package.json', 'tsconfig.json', 'eslint.config.js'],
  ...['.prettierrc.json', '.prettierignore'],
];

interface Ending {
  readonly status: number;
  readonly output: string;
}

function npmRunLint(folder: string): Promise<Ending> {
  const bin = join(folder, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  const shell = process.platform === 'win32'; // where npm is a shell script
  return new Promise((done) => {
    execFile('npm', ['run', 'lint'], { cwd: folder, env, shell }, (error, stdout, stderr) => {
      done({ status: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

it('npm run lint fails in a tree where a room imports vscode, and where it enters another room by the window', async () => {
  const tree = await mkdtemp(join(tmpdir(), 'cm-lint-'));
  try {
    for (const name of COPIED) await cp(join(ROOT, name), join(tree, name), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
    await writeFile(
      join(tree, 'src', 'customers', 'offending.ts'),
      "import type { Uri } from 'vscode';\n\nimport type { Meeting } from '../metadata/meeting.ts';\n\nexport type Both = [Uri, Meeting];\n",
    );
    const { status, output } = await npmRunLint(tree);
    assert.notEqual(status, 0);
    assert.match(output, /src[/\\]customers[/\\]offending\.ts/);
    assert.match(
      output,
      /1:1 +error +Only src\/ui\/ and src\/extension\.ts import vscode +house\/boundaries/,
    );
    assert.match(output, /3:1 +error +Import another room through its index\.ts only +house\/boundaries/);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
});
