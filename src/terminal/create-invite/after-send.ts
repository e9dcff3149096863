import { resolve } from 'node:path';
import type { EventOutcome } from '../../calendar/index.ts';
import { addModifications, modificationsFor, type Preparation } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import type { Output } from '../output/output.ts';
import { runProblem } from '../output/run-problem.ts';
import { writeCalendarFile } from './invite-files.ts';
import type { InviteValues } from './request.ts';

/** What a send has confirmed, and what the files are then brought up to date from. */
export interface Sent {
  readonly plan: Extract<Preparation, { kind: 'planned' }>['plan'];
  readonly events: readonly EventOutcome[];
  /** The metadata file's text as the run has read it. */
  readonly metadataText: string;
}

/**
 * Brings the run's files up to date with what the calendar has confirmed: the join link into the calendar file, the
 * meeting into the metadata where `--update-metadata` asks for it.
 * @returns warnings only: the meeting is sent, whatever becomes of the files
 */
export async function afterSend(
  sent: Sent,
  values: InviteValues,
  io: CommandIo,
  output: Output,
): Promise<readonly Problem[]> {
  const { plan, events } = sent;
  const joinUrl = events.find((event) => event.joinUrl !== undefined)?.joinUrl;
  const unwritten =
    joinUrl === undefined ? undefined : await writeCalendarFile({ plan, joinUrl }, values, io);
  const recorded = values['update-metadata'] ? await updateMetadata(sent, values, io, output) : [];
  return [...(unwritten === undefined ? [] : [{ ...unwritten, severity: 'warning' } as const]), ...recorded];
}

async function updateMetadata(
  { plan, events, metadataText }: Sent,
  { 'json-metadata': file }: InviteValues,
  io: CommandIo,
  output: Output,
): Promise<readonly Problem[]> {
  const { entries, problems } = modificationsFor(plan, events, (io.clock ?? realClock).now());
  if (entries.length === 0) return problems;
  const edited = addModifications(metadataText, entries, file);
  if (edited.kind === 'refused') return [...problems, edited.problem];
  const types = [...new Set(entries.map((entry) => entry.modification_type))].join(', ');
  try {
    const path = resolve(io.workingDirectory, file);
    if (await io.replaceTextFile(path, metadataText, edited.text)) {
      output.line(`✍️  ${file} brought up to date: ${types} added to its modifications`);
      return problems;
    }
    return [...problems, notUpdated(file, 'it has changed since it was read')];
  } catch (error) {
    return [...problems, notUpdated(file, error instanceof Error ? error.message : String(error))];
  }
}

function notUpdated(file: string, why: string): Problem {
  const message = `The calendar has the meeting, but ${file} was not brought up to date: ${why}. Run it again: nothing is sent twice, and the file is told what is on the calendar.`;
  return runProblem('warning', 'MetadataNotUpdated', message);
}
