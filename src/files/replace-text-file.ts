import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Puts a new text in the place of a file's old one, as long as the file still holds that very text, byte for byte.
 * All or nothing: the new text is written beside it and then takes its name, so that no crash leaves half a file.
 * A link is followed; the file's permissions stay.
 * @param path absolute
 * @param before what the file was read as; a byte order mark is part of it
 * @returns false when the file holds something else by now, or was never valid UTF-8; it is then left as it is
 * @throws whatever the file system says, e.g. ENOENT or EACCES
 */
export async function replaceTextFile(path: string, before: string, after: string): Promise<boolean> {
  const target = await realpath(path);
  const expected = Buffer.from(before, 'utf8');
  const unchanged = async (): Promise<boolean> => expected.equals(await readFile(target));
  if (!(await unchanged())) return false;
  const { mode } = await stat(target);
  const beside = `${target}.${randomUUID()}.tmp`;
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.chmod(mode & 0o7777); // what the umask took away
      await file.writeFile(after, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await unchanged())) return false;
    await rename(beside, target);
    return true;
  } finally {
    await rm(beside, { force: true });
  }
}
