import * as l10n from '@vscode/l10n';
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
 * @param known texts that are given as they were read before, whatever the files say now
 * @returns the wrapped reader and the map it fills
 */
export function rememberingReader(
  readTextFile: ReadTextFile,
  known: ReadonlyMap<string, string | undefined> = new Map(),
): {
  read: ReadTextFile;
  files: Map<string, string | undefined>;
} {
  const files = new Map<string, string | undefined>();
  return {
    files,
    read: async (path) => {
      const text = known.has(path) ? known.get(path) : await readTextFile(path);
      files.set(path, text);
      return text;
    },
  };
}

/** How the inputs of a plan differ from those of one that would be made now. */
export interface InputChanges {
  /** A sentence for a person about the first thing that changed; `undefined` when nothing did. */
  readonly sentence?: string;
  /** Nothing but the text of the meeting's own file has changed: the answers may still be good. */
  readonly onlyText: boolean;
}

/**
 * Whether a plan made from `before` would come out the same now. Limits do not count: they change how fast the
 * answers come, never what they say.
 */
export async function whatChanged(
  before: RunInputs,
  now: RunRequest,
  readTextFile: ReadTextFile,
): Promise<InputChanges> {
  const other = await otherChange(before, now, readTextFile);
  if (before.request.metadataText !== now.metadataText)
    return {
      sentence: l10n.t('The file has changed since its customers were asked.'),
      onlyText: other === undefined,
    };
  return other === undefined ? { onlyText: false } : { sentence: other, onlyText: false };
}

async function otherChange(
  before: RunInputs,
  now: RunRequest,
  readTextFile: ReadTextFile,
): Promise<string | undefined> {
  if (JSON.stringify(relevantInputs(before.request)) !== JSON.stringify(relevantInputs(now)))
    return l10n.t('The settings have changed since the customers were asked.');
  for (const [path, text] of before.files) {
    if ((await readTextFile(path)) !== text)
      return l10n.t('{file} has changed since the customers were asked.', {
        file: path.split(/[\\/]/).at(-1) ?? path,
      });
  }
  return undefined;
}

/** The part of a request, besides the file's own text, that a plan depends on. */
export function relevantInputs(request: RunRequest): unknown {
  return { ...request, limits: undefined, metadataText: undefined };
}
