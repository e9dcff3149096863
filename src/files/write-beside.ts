import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileRefusal } from './refusal.ts';

/** How a new file takes the place of an old one. */
export interface Replacement {
  /** Permissions, whatever the umask is. */
  readonly mode: number;
  /** User and group of the file that is replaced, kept where this user may give files away. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Asked right before the new file takes the name; with `false` everything stays as it was. */
  readonly stillFits?: () => Promise<boolean>;
}

/**
 * Writes a new file beside the one that is meant and then gives it that name (rename(2)): no crash leaves half a file, and
 * a link that stands there, or comes there meanwhile, is replaced itself; nothing is ever written through it.
 * @param path absolute
 * @returns whether it was written
 * @throws FileRefusal when no file can be made in that folder; whatever else the file system says. Nothing is left beside it
 */
export async function writeBeside(
  path: string,
  bytes: Uint8Array,
  { mode, owner, stillFits }: Replacement,
): Promise<boolean> {
  const folder = dirname(path);
  const unfinished = join(folder, `.${randomUUID()}.tmp`);
  try {
    const file = await open(unfinished, 'wx', mode).catch((error: unknown) => {
      throw cannotMake(folder, error);
    });
    try {
      if (owner !== undefined) await file.chown(owner.uid, owner.gid).catch(() => undefined);
      await file.chmod(mode & 0o7777);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (stillFits !== undefined && !(await stillFits())) return false;
    await rename(unfinished, path);
    return true;
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined); // where none could be made, none is to be removed
  }
}

/** Names the folder, not the unfinished file that the file system's own sentence is about. */
function cannotMake(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new FileRefusal('ReadOnly', `there is no folder ${folder} (ENOENT)`);
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error;
  return new FileRefusal('ReadOnly', `no new file can be made in its folder ${folder} (${code})`);
}
