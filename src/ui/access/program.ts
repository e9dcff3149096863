import { posix, win32 } from 'node:path';
import type { Environment } from '../../customers/index.ts';

/**
 * Finds a program the way a shell would, without running anything: in the folders of PATH, on Windows with the endings of
 * programs that can be started without a shell.
 * @param isFile whether there is a file of this absolute path that may be run
 * @returns its absolute path, `undefined` where it is not installed
 */
export async function findProgram(
  name: string,
  env: Environment,
  platform: NodeJS.Platform,
  isFile: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  const path = env.PATH ?? env.Path ?? '';
  // Only absolute folders: a relative one would be looked for in the workspace, which is somebody else's.
  const folders = path
    .split(platform === 'win32' ? ';' : ':')
    .filter((folder) => isAbsolute(folder, platform));
  const names = platform === 'win32' ? [`${name}.exe`] : [name];
  for (const folder of folders)
    for (const candidate of names) {
      const file = (platform === 'win32' ? win32 : posix).join(folder, candidate);
      if (await isFile(file)) return file;
    }
  return undefined;
}

function isAbsolute(folder: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? /^([a-z]:[\\/]|\\\\)/i.test(folder) : folder.startsWith('/');
}
