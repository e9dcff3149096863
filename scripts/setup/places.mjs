// Where things are in this repository. Absolute paths, so that every script works from any directory.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname, which the first Node 20 releases lack.
export const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

/** Node 24 from the devDependency `node`: there once the dependencies are installed. */
export const NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

export const VSCODE_SERVER = join(ROOT, 'test', 'vscode-server');

/** Scratch space of builds and tests; ignored by git. */
export const OUT = join(ROOT, 'out');
