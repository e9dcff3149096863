import type * as z from 'zod';
import { meetingOnRecord } from '../history/index.ts';
import { field, present, type Draft } from './draft.ts';
import { firstProblems } from './first-problems.ts';
import type { JsonDocument } from './json-document.ts';
import type { Modification, ObjectRecord, ScheduledMeeting } from './meeting.ts';
import type { Problem } from './problem.ts';
import { ModificationEntry, RecordDocument, type MeetingMetadata } from './record-document.ts';
import { readTyped, type TypedDocument } from './typed-document.ts';
import { meansYes } from './yes-or-no.ts';

/**
 * Reads what a file says about its own object: wishes, status, version, history and the meeting it already has. None of
 * it makes a meeting wrong, so whatever does not make sense is a warning at its place and is left out.
 */
export function readRecord(
  document: JsonDocument,
  wishes: Draft['wishes'],
): { readonly record: ObjectRecord; readonly problems: readonly Problem[] } {
  const { data, problems } = readTyped(document, [], RecordDocument);
  const entries = (data.modifications ?? []).map((entry, index) =>
    typeof entry === 'object' && entry !== null
      ? readTyped(document, ['modifications', index], ModificationEntry)
      : NO_OBJECT,
  );
  const modifications = entries.map((entry): Modification => {
    const { modification_type, timestamp, user_id, customer_code, meeting_metadata } = entry.data;
    return present({
      type: word(modification_type),
      timestamp: field(timestamp)?.value,
      userId: field(user_id)?.value,
      customerCode: field(customer_code)?.value,
      meeting: scheduledMeeting(meeting_metadata),
    });
  });
  const { meeting_id, join_url } = data;
  const meetingAtTop = scheduledMeeting(data.meeting_metadata) ?? scheduledMeeting({ meeting_id, join_url });
  const onRecord = meetingOnRecord({
    modifications,
    ...(meetingAtTop === undefined ? {} : { meetingAtTop }),
  });
  const version = wholeNumber(data.version);
  const record: ObjectRecord = {
    ...present({
      status: word(wishes.status?.value),
      priorStatus: word(data.prior_status),
      includeMeeting: meansYes(wishes.includeMeeting?.value),
      meetingRequired: meansYes(wishes.meetingRequired?.value),
      testRun: meansYes(wishes.testRun?.value),
      version,
      scheduledMeeting: onRecord?.cancelled === true ? undefined : onRecord?.meeting,
      meetingAtTop,
    }),
    modifications,
  };
  const found = [
    ...problems,
    ...firstProblems(
      entries.flatMap((entry) => entry.problems),
      (problem) => problem,
      (count) => modificationInvalid(document, [], `${count} more fields of the entries are not used.`),
    ),
    ...firstProblems(
      entries.flatMap((entry, index) => (entry === NO_OBJECT ? [index] : [])),
      (index) =>
        modificationInvalid(
          document,
          [index],
          'An entry of the history is an object in curly brackets; this one says nothing.',
        ),
      (count) => modificationInvalid(document, [], `${count} more entries are no objects either.`),
    ),
  ];
  return {
    record,
    problems: [
      ...found.map((problem): Problem => ({ ...problem, severity: 'warning' })),
      ...(data.version === undefined || version !== undefined ? [] : [versionInvalid(document)]),
    ],
  };
}

const NO_OBJECT: TypedDocument<z.output<typeof ModificationEntry>> = { data: {}, problems: [] };

function modificationInvalid(document: JsonDocument, at: readonly number[], message: string): Problem {
  return document.problemAt(['modifications', ...at], 'warning', 'ModificationInvalid', message);
}

function scheduledMeeting(metadata: MeetingMetadata): ScheduledMeeting | undefined {
  const meetingId = field(metadata?.meeting_id)?.value.trim();
  if (metadata === undefined || meetingId === undefined) return undefined;
  return {
    meetingId,
    ...present({
      joinUrl: field(metadata.join_url)?.value,
      startTime: field(metadata.start_time)?.value,
      endTime: field(metadata.end_time)?.value,
      subject: field(metadata.subject)?.value,
      organizer: field(metadata.organizer)?.value,
    }),
  };
}

function versionInvalid(document: JsonDocument): Problem {
  const message = 'A version is a whole number from 0. This one is not used.';
  return document.problemAt(['version'], 'warning', 'VersionInvalid', message);
}

/** A whole number from 0, also written as text. */
function wholeNumber(value: string | number | undefined): number | undefined {
  const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

const word = (text: string | undefined): string | undefined => field(text)?.value.trim().toLowerCase();
