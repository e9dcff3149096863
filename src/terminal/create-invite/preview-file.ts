import { resolve } from 'node:path';
import { renderPreviewPage, type Preparation } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { CommandIo } from '../command-io.ts';
import { runProblem } from '../output/run-problem.ts';

/**
 * Writes the page of `--preview`, over a file that is already there.
 * @param file as the person named it, relative to the working directory; never the metadata file itself
 * @returns the problem when it cannot be written; undefined when it is there
 */
export async function writePreview(
  { plan, aggregated }: Extract<Preparation, { kind: 'planned' }>,
  file: string,
  metadataFile: string,
  io: Pick<CommandIo, 'workingDirectory' | 'writeTextFile'>,
): Promise<Problem | undefined> {
  const path = resolve(io.workingDirectory, file);
  if (path === resolve(io.workingDirectory, metadataFile)) {
    return cannot(file, 'it is the metadata file itself; name another one');
  }
  try {
    await io.writeTextFile(path, renderPreviewPage(plan, aggregated));
    return undefined;
  } catch (error) {
    return cannot(file, error instanceof Error ? error.message : String(error));
  }
}

function cannot(file: string, why: string): Problem {
  const message = `Nothing was sent, because the preview ${file} could not be written: ${why}.`;
  return runProblem('error', 'PreviewNotWritten', message);
}
