import { calendarFile, renderPreviewPage, type Preparation } from '../../invite/index.ts';
import { sentEditions } from '../../history/index.ts';
import { meetingDigest, type Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import type { Output } from '../output/output.ts';
import { writeOutputFile } from '../output/output-file.ts';
import { sendJournal } from '../send-journal.ts';
import type { InviteValues } from './request.ts';

type Planned = Extract<Preparation, { kind: 'planned' }>;
type FileValues = Pick<InviteValues, 'json-metadata' | 'config-file' | 'preview' | 'ics' | 'sandbox'>;

/**
 * Writes the files that `--preview` and `--ics` ask for and says so, before anything is sent.
 * @returns the problem that keeps the run from going on; undefined when all is written
 */
export async function writeInviteFiles(
  { plan, aggregated }: Planned,
  values: FileValues,
  io: CommandIo,
  output: Pick<Output, 'line'>,
): Promise<Problem | undefined> {
  const { preview, ics } = values;
  if (preview !== undefined) {
    const page = { file: preview, what: 'preview', code: 'PreviewNotWritten', others: inputs(values) };
    const unwritten = await writeOutputFile(page, renderPreviewPage(plan, aggregated), io);
    if (unwritten !== undefined) return unsent(unwritten);
    output.line(`🖼️  Preview written to ${preview}`);
  }
  if (ics === undefined) return undefined;
  const unwritten = await writeCalendarFile({ plan }, values, io);
  if (unwritten !== undefined) return unsent(unwritten);
  output.line(`🗓️  Calendar file written to ${ics}`);
  return undefined;
}

/**
 * Writes the file of `--ics`, if there is one to write.
 * @param joinUrl of the online meeting, once it is known
 */
export async function writeCalendarFile(
  { plan, joinUrl }: Pick<Planned, 'plan'> & { readonly joinUrl?: string },
  values: FileValues,
  io: CommandIo,
): Promise<Problem | undefined> {
  const { ics, preview } = values;
  if (ics === undefined) return undefined;
  const others = { ...inputs(values), preview };
  const entries = await sendJournal(io, values.sandbox)
    .read()
    .catch(() => []);
  const sent = sentEditions(entries, plan.key, meetingDigest(plan.meeting).content);
  const text = await calendarFile(plan, (io.clock ?? realClock).now(), joinUrl, sent);
  return writeOutputFile(
    { file: ics, what: 'calendar file', code: 'CalendarFileNotWritten', others },
    text,
    io,
  );
}

const inputs = (values: FileValues): Readonly<Record<string, string | undefined>> => ({
  'metadata file': values['json-metadata'],
  configuration: values['config-file'],
});

const unsent = (problem: Problem): Problem => ({
  ...problem,
  message: `Nothing was sent, because ${problem.message.replace(/^The /, 'the ')}`,
});
