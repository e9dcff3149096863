import { isOwnCalendarFile, prepareCalendarFile, type CalendarFilePreparation } from '../../invite/index.ts';
import { formatWhen, type Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import { createTeller, sayReading } from '../create-invite/tell.ts';
import { inviteDocument } from '../../documents/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FlagValues } from '../flags/flag.ts';
import type { Output } from '../output/output.ts';
import { writeOutputFile } from '../output/output-file.ts';
import { readMetadataFile } from '../read-metadata-file.ts';
import { sendJournal } from '../send-journal.ts';
import { DEFAULT_TIME_ZONE } from '../create-invite/request.ts';
import { CREATE_ICS } from '../usage/actions.ts';
import type { ICS_FLAGS } from '../usage/ics-flags.ts';
import { versionLine } from '../usage/version.ts';

type IcsValues = FlagValues<typeof ICS_FLAGS>;

/** `ses --action create-ics-invite`: writes a calendar file of the meeting. Asks nobody, mails nobody. */
export async function createIcsInvite(values: IcsValues, io: CommandIo, output: Output): Promise<ExitCode> {
  output.line(versionLine());
  output.line('');
  const { 'json-metadata': metadataFile, 'dry-run': dryRun } = values;
  const say = createTeller(output);
  const end = (
    exitCode: ExitCode,
    problems: readonly Problem[],
    preparation?: CalendarFilePreparation,
  ): ExitCode => {
    problems.forEach(say);
    if (exitCode !== EXIT.done) output.error('Nothing was written.');
    if (output.isJson) output.document(documentOf(values, problems, preparation));
    return exitCode;
  };

  const metadata = await readMetadataFile(metadataFile, io);
  if (!metadata.ok) return end(EXIT.failed, [metadata.problem]);
  const nowEpochMs = (io.clock ?? realClock).now();
  // A history that cannot be read is none: the file's own count of versions still holds.
  const sent = await sendJournal(io, values.sandbox)
    .read()
    .catch(() => []);
  const preparation = await prepareCalendarFile(
    { ...requestOf(values, metadata.text, io), sent },
    {
      readTextFile: io.readTextFile,
      nowEpochMs,
    },
  );
  sayReading(preparation.reading, output, say);
  if (preparation.kind === 'failed') return end(EXIT.failed, preparation.problems, preparation);

  const { subject, start, end: until, location } = preparation.content;
  output.line(`📝 Subject: ${subject}`);
  output.line(`🕙 When: ${formatWhen(start)} to ${formatWhen(until)}`);
  output.line(`📍 Where: ${location}`);
  const file = values.ics ?? besideMetadata(metadataFile);
  if (dryRun) {
    output.line(`DRY RUN: Would write the calendar file ${file}`);
    return end(EXIT.done, preparation.problems, preparation);
  }
  const others = { 'metadata file': metadataFile, configuration: values['config-file'] };
  const unwritten = await writeOutputFile(
    {
      file,
      what: 'calendar file',
      code: 'CalendarFileNotWritten',
      others,
      ...(values.ics === undefined && { unnamed: { isOurs: isOwnCalendarFile, flag: '--ics FILE' } }),
    },
    preparation.text,
    io,
  );
  if (unwritten !== undefined) return end(EXIT.failed, [...preparation.problems, unwritten], preparation);
  output.line(`🗓️  Calendar file written to ${file}`);
  return end(EXIT.done, preparation.problems, preparation);
}

/** `meeting.json` → `meeting.ics`, in the same folder. */
function besideMetadata(metadataFile: string): string {
  return `${metadataFile.replace(/\.jsonc?$/i, '')}.ics`;
}

function requestOf(
  values: IcsValues,
  metadataText: string,
  { workingDirectory }: CommandIo,
): Parameters<typeof prepareCalendarFile>[0] {
  const { 'config-file': configFile, 'sender-email': senderEmail, 'customer-code': onlyCustomers } = values;
  return {
    metadataFile: values['json-metadata'],
    metadataText,
    workingDirectory,
    defaultTimeZone: DEFAULT_TIME_ZONE,
    hideAttendees: values['hide-attendees'],
    ...(configFile === undefined ? {} : { configFile }),
    ...(senderEmail === undefined ? {} : { senderEmail }),
    ...(onlyCustomers === undefined ? {} : { onlyCustomers }),
  };
}

/** The document of the meeting actions: nobody is asked here, so nobody is in it. */
function documentOf(
  values: IcsValues,
  problems: readonly Problem[],
  preparation: CalendarFilePreparation | undefined,
): ReturnType<typeof inviteDocument> {
  return inviteDocument({
    action: CREATE_ICS,
    dryRun: values['dry-run'],
    topicName: values['topic-name'] ?? '',
    metadataFile: values['json-metadata'],
    ...(preparation === undefined
      ? {}
      : { preparation: { kind: 'failed', problems: [], reading: preparation.reading } }),
    ...(preparation?.kind === 'ready' ? { organizer: preparation.content.organizer } : {}),
    events: [],
    problems,
  });
}
