import { loadCustomerConfig, resolveCustomerNames, type ReadTextFile } from '../customers/index.ts';
import { sentEditions, type JournalEntry } from '../history/index.ts';
import { meetingDigest, readMetadata, type MetadataReading, type Problem } from '../metadata/index.ts';
import { calendarFile } from './calendar-file.ts';
import { meetingContent, type MeetingContent } from './meeting-content.ts';
import { namedCustomers } from './named-customers.ts';
import type { InviteRequest } from './prepare.ts';
import { attachmentsNamed, chooseOrganizer, customersNamed, selectionProblems } from './problems.ts';
import { selectCustomers } from './scope.ts';

/** What a calendar file is made from: an invite's request without anything that is about asking customers. */
export type CalendarFileRequest = Pick<
  InviteRequest,
  | 'metadataFile'
  | 'metadataText'
  | 'workingDirectory'
  | 'configFile'
  | 'senderEmail'
  | 'defaultTimeZone'
  | 'hideAttendees'
  | 'onlyCustomers'
> & {
  /** Of the online meeting, where it is known; else the one that the file has recorded. */
  readonly joinUrl?: string;
  /** What was sent from here so far; by default nothing. */
  readonly sent?: readonly JournalEntry[];
};

/** The text of a calendar file, or why there is none. */
export type CalendarFilePreparation =
  | {
      readonly kind: 'ready';
      readonly text: string;
      readonly content: MeetingContent;
      readonly reading: MetadataReading;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[]; readonly reading: MetadataReading };

/**
 * From the text of a metadata file to its meeting's calendar file. Asks nobody: such a file has no attendees. Who will
 * read it is not known, so its text names a customer only where the meeting (or the selection) has no other, or where
 * `hideAttendees` is `never`.
 */
export async function prepareCalendarFile(
  request: CalendarFileRequest,
  deps: { readonly readTextFile: ReadTextFile; readonly nowEpochMs: number },
): Promise<CalendarFilePreparation> {
  const read = readMetadata(request.metadataText, {
    file: request.metadataFile,
    defaultTimeZone: request.defaultTimeZone,
    nowEpochMs: deps.nowEpochMs,
  });
  const config = await loadCustomerConfig(deps.readTextFile, request);
  const reading = resolveCustomerNames(read, config);
  const { meeting } = reading;
  // That nobody's restrictions are known says nothing about a file without attendees.
  const problems = [...reading.problems, ...config.problems.filter(({ code }) => code !== 'NoConfigFile')];
  if (meeting === undefined) return { kind: 'failed', problems, reading };

  const scope = selectCustomers(meeting, request);
  const organizer = chooseOrganizer(request.senderEmail, config);
  problems.push(
    ...selectionProblems(meeting, scope),
    ...(organizer.kind === 'unknown' && config.kind !== 'failed' ? [organizer.problem] : []),
  );
  if (organizer.kind === 'unknown' || problems.some(({ severity }) => severity === 'error')) {
    return { kind: 'failed', problems, reading };
  }
  const alone = scope.asked.length === 1;
  const named = alone || request.hideAttendees === 'never' ? namedCustomers(scope.asked, config) : [];
  const content = meetingContent(meeting, organizer.address, named);
  return {
    kind: 'ready',
    text: await calendarFile(
      content,
      deps.nowEpochMs,
      request.joinUrl,
      sentEditions(request.sent ?? [], content.key, meetingDigest(meeting).content),
    ),
    content,
    reading,
    problems: [
      ...problems,
      ...attachmentsNamed(meeting, { file: request.metadataFile, text: request.metadataText }),
      ...(named.length > 1 ? customersNamed(named) : []),
    ],
  };
}
