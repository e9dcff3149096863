import { resolve } from 'node:path';
import { FileRefusal } from '../../files/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { CommandIo } from '../command-io.ts';
import { runProblem } from './run-problem.ts';

/** A file that a run writes for a person: what it is, and what its absence is called. */
export interface OutputFile {
  /** As the person named it, relative to the working directory. */
  readonly file: string;
  /** For a sentence, e.g. `preview`. */
  readonly what: string;
  readonly code: string;
  /** Other files of the run by what they are; none of them may be written over. As the person named them. */
  readonly others: Readonly<Record<string, string | undefined>>;
  /** For a name that the person did not give: what may be written over, by its text, and the flag that gives a name. */
  readonly unnamed?: { readonly isOurs: (text: string) => boolean; readonly flag: string };
}

/**
 * Writes a file that only this user can read, over a regular file that is already there, unless that is another file of the
 * same run, or one that the person has not named and that is not ours.
 * @returns the problem when it cannot be written; undefined when it is there
 */
export async function writeOutputFile(
  { file, what, code, others, unnamed }: OutputFile,
  text: string,
  io: Pick<CommandIo, 'workingDirectory' | 'writeTextFile'>,
): Promise<Problem | undefined> {
  const path = resolve(io.workingDirectory, file);
  const cannot = (why: string): Problem =>
    runProblem('error', code, `The ${what} ${file} could not be written: ${why}.`);
  for (const [role, other] of Object.entries(others)) {
    if (other !== undefined && path === resolve(io.workingDirectory, other)) {
      return cannot(`it is the ${role} itself; name another one`);
    }
  }
  try {
    await io.writeTextFile(path, text, unnamed?.isOurs);
    return undefined;
  } catch (error) {
    if (unnamed !== undefined && error instanceof FileRefusal)
      return cannot(`${error.message}; name the file with ${unnamed.flag}`);
    return cannot(error instanceof Error ? error.message : String(error));
  }
}
