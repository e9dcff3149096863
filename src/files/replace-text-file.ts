import { access, constants, lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { encodeText, type FileText } from './decode-text.ts';
import { readFileText } from './read-text-file.ts';
import { FileRefusal } from './refusal.ts';
import { writeBeside } from './write-beside.ts';

/**
 * Puts a new text in the place of a file's old one, as long as the file still holds that very text, in the encoding that
 * the file has. All or nothing: the new text is written beside it and then takes its name. Permissions stay, and the owner
 * where this user may give files away.
 * @param path absolute. Where it is a link, the file that it leads to is replaced, if that is in the link's own folder
 * @param before what the file was read as; a byte order mark is part of it
 * @param within absolute folders in which a link may lead to a file as well
 * @returns false when the file holds something else by now; it is then left as it is
 * @throws FileRefusal with the reason why it is not written; whatever else the file system says, e.g. ENOENT
 */
export async function replaceTextFile(
  path: string,
  before: string,
  after: string,
  within: readonly string[] = [],
): Promise<boolean> {
  const target = await fileToReplace(path, within);
  const holdsBefore = async (): Promise<FileText | undefined> => {
    const now = await readFileText(target).catch((error: unknown) => {
      if (error instanceof FileRefusal && error.code === 'NotUtf8') return undefined; // it was read, so it has changed
      throw error;
    });
    return now?.text === before ? now : undefined;
  };
  const { mode, uid, gid } = await stat(target);
  const found = await holdsBefore();
  if (found === undefined) return false;
  return writeBeside(target, encodeText(after, found.encoding), {
    mode,
    owner: { uid, gid },
    stillFits: async () => (await holdsBefore()) !== undefined,
  });
}

/**
 * The file that stands at a path and may be replaced. A repository may hold links to anywhere: only such as stay in their
 * place are followed.
 * @param within as for {@link replaceTextFile}
 * @returns its absolute path, without links
 * @throws FileRefusal for one that is elsewhere or read-only; whatever else the file system says, e.g. ENOENT
 */
export async function fileToReplace(path: string, within: readonly string[]): Promise<string> {
  const target = await realpath(path);
  await refuseReadOnly(target);
  if (!(await lstat(path)).isSymbolicLink()) return target;
  for (const folder of [dirname(path), ...within]) {
    const way = relative(await realpath(folder).catch(() => folder), target);
    if (way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return target;
  }
  throw new FileRefusal(
    'IsLink',
    `it is a link to ${target}, which is outside its folder; name that file itself`,
  );
}

/** A new file takes the name of one that forbids writing without being asked: it is left alone as its mode says. */
async function refuseReadOnly(path: string): Promise<void> {
  const { mode } = await stat(path);
  const isWritable =
    (mode & 0o222) !== 0 &&
    (await access(path, constants.W_OK).then(
      () => true,
      () => false,
    ));
  if (!isWritable) throw new FileRefusal('ReadOnly', 'it is read-only');
}
