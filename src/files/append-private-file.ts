import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notRegular } from './kind-of-file.ts';
import { FileRefusal } from './refusal.ts';

/** Neither through a link nor into a pipe that nobody reads; Windows has neither flag, which counts as 0 here. */
const AT_THE_END =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Adds text at the end of a file that only this user may read, making file and folder if need be. It is on the disk when
 * this settles, so that a record made before a write outlives a crash of the machine.
 * @param path absolute
 * @throws FileRefusal when it is no regular file; whatever else the file system says, e.g. EACCES or ENOSPC
 */
export async function appendPrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, AT_THE_END, 0o600).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP')
      throw new FileRefusal('IsLink', `${path} is a link, and nothing is written through one`);
    if (code === 'ENXIO') throw new FileRefusal('NotRegularFile', `${path} is no regular file`);
    throw error;
  });
  try {
    const kind = notRegular(await file.stat());
    if (kind !== undefined) throw new FileRefusal('NotRegularFile', `${path} is ${kind}, not a regular file`);
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
