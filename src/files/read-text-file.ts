import { readFile } from 'node:fs/promises';

/**
 * Reads a text file as UTF-8.
 * @param path absolute
 * @returns `undefined` when there is no such file
 * @throws whatever else the file system says, e.g. EACCES
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
