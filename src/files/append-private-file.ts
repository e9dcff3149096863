import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Adds text at the end of a file that only this user may read, making file and folder if need be. It is on the disk when
 * this settles, so that a record made before a write outlives a crash of the machine.
 * @param path absolute
 * @throws whatever the file system says, e.g. EACCES or ENOSPC
 */
export async function appendPrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
