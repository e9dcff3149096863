import { isAbsolute, join } from 'node:path';
import type { Environment } from '../customers/index.ts';
import type { TextStore } from '../recipients/index.ts';
import type { CommandIo } from './command-io.ts';

/**
 * Where what outlives a run is kept. A relative `XDG_STATE_HOME` counts as none (XDG Base Directory Specification).
 * @returns an absolute path; the folder need not exist
 */
export function stateFolder(env: Environment, homeDirectory: string): string {
  const given = env.XDG_STATE_HOME ?? '';
  const state = isAbsolute(given) ? given : join(homeDirectory, '.local', 'state');
  return join(state, 'customer-meetings');
}

/** One file of the state folder. @param name without a folder, e.g. `contact-lists.json` */
export function stateFile(
  name: string,
  io: Pick<CommandIo, 'env' | 'homeDirectory' | 'readStateFile' | 'writeStateFile'>,
): TextStore {
  const path = join(stateFolder(io.env, io.homeDirectory), name);
  return { read: () => io.readStateFile(path), write: (text) => io.writeStateFile(path, text) };
}
