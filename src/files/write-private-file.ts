import { lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notRegular } from './kind-of-file.ts';
import { readTextFile } from './read-text-file.ts';
import { FileRefusal } from './refusal.ts';
import { writeBeside } from './write-beside.ts';

/** Files that hold addresses are for this user only. */
const PRIVATE = 0o600;

/**
 * Writes a file of our own in one step, readable by this user only, making its folder if need be: a process that ends
 * meanwhile, or another one that writes at the same time, leaves either the old or the new.
 * @param path absolute
 * @throws FileRefusal when something stands there that is no regular file; whatever else the file system says. The old text
 * is then still there, and nothing is left beside it
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeOutputFile(path, text);
}

/**
 * Writes a file that a person asked for and named, in one step, over a regular file that has that name, readable by this
 * user only.
 * @param path absolute; its folder is there
 * @throws FileRefusal when a link, a directory or a device stands there; whatever else the file system says
 */
export async function writeOutputFile(path: string, text: string): Promise<void> {
  await kindThere(path);
  await writeBeside(path, Buffer.from(text, 'utf8'), { mode: PRIVATE });
}

/**
 * {@link writeOutputFile} for a name that nobody gave but the program itself: it only ever replaces what is ours.
 * @param isOurs says by its text whether the file that is there was made by us
 * @throws FileRefusal `NotOurs` as well
 */
export async function writeUnnamedFile(
  path: string,
  text: string,
  isOurs: (text: string) => boolean,
): Promise<void> {
  if ((await kindThere(path)) === 'regular') {
    const there = await readTextFile(path).catch(() => undefined);
    if (there === undefined || !isOurs(there))
      throw new FileRefusal('NotOurs', 'there is such a file already, and it was not made here');
  }
  await writeBeside(path, Buffer.from(text, 'utf8'), { mode: PRIVATE });
}

async function kindThere(path: string): Promise<'nothing' | 'regular'> {
  const stats = await lstat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return 'nothing';
  const kind = notRegular(stats);
  if (kind === undefined) return 'regular';
  throw new FileRefusal(
    stats.isSymbolicLink() ? 'IsLink' : 'NotRegularFile',
    `${kind} has that name, and only regular files are written over`,
  );
}
