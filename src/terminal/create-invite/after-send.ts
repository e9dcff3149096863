import { isTest, type EventOutcome } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { CommandIo } from '../command-io.ts';
import type { Output } from '../output/output.ts';
import { updateMetadata } from '../update-metadata.ts';
import { writeCalendarFile } from './invite-files.ts';
import type { InviteValues } from './request.ts';

/** What a send has confirmed, and what the files are then brought up to date from. */
export interface Sent {
  readonly plan: InvitePlan;
  readonly events: readonly EventOutcome[];
  /** The metadata file's text as the run has read it. */
  readonly metadataText: string;
}

/**
 * Brings the run's files up to date with what the calendar has confirmed: the join link into the calendar file, the
 * meeting into the metadata where `--update-metadata` asks for it. A test's event is not the meeting: no file is told
 * of it.
 * @returns warnings only: the meeting is sent, whatever becomes of the files
 */
export async function afterSend(
  { plan, events, metadataText }: Sent,
  values: InviteValues,
  io: CommandIo,
  output: Output,
): Promise<readonly Problem[]> {
  if (isTest(plan)) return [];
  const { 'json-metadata': file, 'update-metadata': wanted } = values;
  const joinUrl = events.find((event) => event.joinUrl !== undefined)?.joinUrl;
  const unwritten =
    joinUrl === undefined ? undefined : await writeCalendarFile({ plan, joinUrl }, values, io);
  const recorded = wanted ? await updateMetadata({ plan, events, file, metadataText }, io, output) : [];
  return [...(unwritten === undefined ? [] : [{ ...unwritten, severity: 'warning' } as const]), ...recorded];
}
