import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The command line as it is built. */
export const CLI = join(ROOT, 'dist', 'cli.js');

/** The packaged extension that users get; rejects with a sentence when it has not been made. */
export async function packagedExtension(): Promise<string> {
  const manifest = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const file = join(ROOT, `${manifest.name}-${manifest.version}.vsix`);
  await access(file).catch(() => {
    throw new Error(`${file} is missing: run npm run package first.`);
  });
  return file;
}
