import { resolve } from 'node:path';
import type { EventOutcome } from '../calendar/index.ts';
import {
  addModifications,
  confirmationOf,
  metadataNotUpdated,
  modificationsFor,
  type RecordedPlan,
} from '../invite/index.ts';
import type { Problem } from '../metadata/index.ts';
import { realClock } from '../recipients/index.ts';
import type { CommandIo } from './command-io.ts';
import type { Output } from './output/output.ts';

/** What the calendar has confirmed, and the file that is to say so. */
export interface Confirmed {
  readonly plan: RecordedPlan;
  readonly events: readonly EventOutcome[];
  /** As the person named it. */
  readonly file: string;
  /** The file's text as the run has read it. */
  readonly metadataText: string;
}

/**
 * Adds to a metadata file's `modifications[]` what the calendar has confirmed (`--update-metadata`).
 * @returns warnings only: what is on the calendar stays, whatever becomes of the file
 */
export async function updateMetadata(
  { plan, events, file, metadataText }: Confirmed,
  io: CommandIo,
  output: Output,
): Promise<readonly Problem[]> {
  const { entries, problems } = modificationsFor(plan, events, (io.clock ?? realClock).now());
  if (entries.length === 0) return problems;
  const edited = addModifications(metadataText, entries, file);
  if (edited.kind === 'refused') return [...problems, edited.problem];
  const notUpdated = (why: string, again = 'Run it again'): Problem =>
    metadataNotUpdated(confirmationOf(events), file, why, again);
  const types = [...new Set(entries.map((entry) => entry.modification_type))].join(', ');
  try {
    const path = resolve(io.workingDirectory, file);
    if (await io.replaceTextFile(path, metadataText, edited.text)) {
      output.line(`✍️  ${file} brought up to date: ${types} added to its modifications`);
      return problems;
    }
    return [...problems, notUpdated('it has changed since it was read')];
  } catch (error) {
    // The same run would only meet the same obstacle again.
    const why = error instanceof Error ? error.message : String(error);
    return [...problems, notUpdated(why, 'Put that right and run it again')];
  }
}
