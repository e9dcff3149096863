import type { Environment, ReadTextFile } from '../../customers/index.ts';
import type { InviteRequest } from '../../invite/index.ts';

/** What a run is asked for, as far as the person chose it: file, config, topic, sender … */
export type RunRequest = Omit<InviteRequest, 'previous' | 'retry' | 'acceptPartial'>;

/** Where a run happens: the user's own machine and accounts, or the sandbox's. */
export interface Surroundings {
  readonly env: Environment;
  readonly homeDirectory: string;
  readonly sandbox: boolean;
}

/** Everything the last plan was made from, kept so that a send can tell whether it still holds. */
export interface RunInputs {
  readonly request: RunRequest;
  /** Every other file the run read, by path; `undefined` for one that was not there. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/**
 * Wraps a reader so that what it read is remembered.
 * @param readTextFile gives a file's text, `undefined` when there is no such file
 * @returns the wrapped reader and the map it fills
 */
export function rememberingReader(readTextFile: ReadTextFile): {
  read: ReadTextFile;
  files: Map<string, string | undefined>;
} {
  const files = new Map<string, string | undefined>();
  return {
    files,
    read: async (path) => {
      const text = await readTextFile(path);
      files.set(path, text);
      return text;
    },
  };
}

/**
 * Whether a plan made from `before` would come out the same now. Limits do not count: they change how fast the
 * answers come, never what they say.
 * @returns a sentence for a person, `undefined` when nothing changed
 */
export async function whatChanged(
  before: RunInputs,
  now: RunRequest,
  readTextFile: ReadTextFile,
): Promise<string | undefined> {
  if (before.request.metadataText !== now.metadataText)
    return 'The file has changed since its customers were asked.';
  if (JSON.stringify(relevantInputs(before.request)) !== JSON.stringify(relevantInputs(now)))
    return 'The settings have changed since the customers were asked.';
  for (const [path, text] of before.files) {
    if ((await readTextFile(path)) !== text)
      return `${path.split(/[\\/]/).at(-1) ?? path} has changed since the customers were asked.`;
  }
  return undefined;
}

/** The part of a request, besides the file's own text, that a plan depends on. */
export function relevantInputs(request: RunRequest): unknown {
  return { ...request, limits: undefined, metadataText: undefined };
}
