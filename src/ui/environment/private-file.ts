import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file of the extension's own in one step, readable by this user only, making its folder if need be: a window
 * that closes meanwhile, or another one that writes at the same time, leaves either the old or the new.
 * @param file absolute
 */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = join(dirname(file), `.${randomUUID()}`);
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
