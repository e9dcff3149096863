import { readAttendees } from './attendee-list.ts';
import { disagreements, sameText } from './disagreement.ts';
import type { Draft } from './draft.ts';
import type { JsonDocument } from './json-document.ts';
import type { Meeting, MetadataShape } from './meeting.ts';
import { readTimes, type TimeOptions } from './meeting-times.ts';
import { inWords, missing } from './missing.ts';
import { readRecord } from './object-record.ts';
import type { Problem } from './problem.ts';
import { textCautions } from './text-cautions.ts';
import { readWishes } from './wishes.ts';

/** The meeting a draft describes; absent when anything it needs is missing or wrong. */
export interface AssembledMeeting {
  readonly meeting?: Meeting;
  readonly problems: readonly Problem[];
}

/** What the Go tool calls the place of every meeting that names none. */
const DEFAULT_LOCATION = 'Microsoft Teams Meeting';

/** Makes a meeting of a draft: identity, subject, times, place and people, with every default decided here. */
export function assembleMeeting(
  document: JsonDocument,
  shape: MetadataShape,
  draft: Draft,
  customerCodes: readonly string[],
  options: TimeOptions,
): AssembledMeeting {
  const times = readTimes(document, draft, options);
  const people = readAttendees(document, draft.meeting.attendees);
  const title = draft.title === undefined ? undefined : singleLine(draft.title.value);
  const { record, problems: recordProblems } = readRecord(document, draft.wishes);
  const ownId = draft.objectId?.value.trim();
  const problems = [
    ...(title === undefined
      ? missing(
          document,
          draft.places.title,
          'error',
          'TitleMissing',
          `The file gives no title. Give ${inWords(draft.places.title)}.`,
        )
      : []),
    ...(ownId === undefined
      ? missing(
          document,
          draft.places.objectId,
          'warning',
          'NoObjectId',
          `The file has no ${inWords(draft.places.objectId)}: the meeting is recognised by its title and tickets, so changing those makes it another meeting.`,
        )
      : []),
    ...times.problems,
    ...people.problems,
    ...readWishes(document, draft),
    ...recordProblems,
    ...textCautions(document, textsOf(draft)),
    ...disagreements(document, draft.meeting.title, sameText),
    ...disagreements(document, draft.meeting.location, sameText),
  ];
  if (title === undefined || times.start === undefined || times.end === undefined) return { problems };
  const tickets = [draft.details.serviceNow.trim(), draft.details.jira.trim()];
  const meeting: Meeting = {
    objectId: ownId ?? [draft.objectType, title, ...tickets].join('|'),
    objectIdIsFallback: ownId === undefined,
    kind: draft.kind,
    shape,
    title,
    subject:
      draft.meeting.title === undefined
        ? `${draft.subjectPrefix}: ${title}`
        : singleLine(draft.meeting.title.value),
    customerCodes,
    start: times.start,
    end: times.end,
    ...(times.window === undefined ? {} : { window: times.window }),
    location:
      draft.meeting.location === undefined ? DEFAULT_LOCATION : singleLine(draft.meeting.location.value),
    manualAttendees: people.attendees,
    details: draft.details,
    ...(draft.announcement === undefined ? {} : { announcement: draft.announcement }),
    record,
  };
  return { meeting, problems };
}

/** Every text of the draft that people are sent. */
function textsOf({ title, meeting, details, announcement }: Draft): readonly string[] {
  return [
    title?.value ?? '',
    meeting.title?.value ?? '',
    meeting.location?.value ?? '',
    ...Object.values<string>({ ...details }),
    announcement?.content ?? '',
    ...(announcement?.attachments ?? []).map(({ name }) => name),
  ];
}

/** A text on one line: line breaks and control characters would break subjects and log lines. */
function singleLine(text: string): string {
  const breaks = /[\p{Cc}\u2028\u2029]/u;
  return text.replace(/[\s\p{Cc}]+/gu, (gap) => (breaks.test(gap) ? ' ' : gap)).trim();
}
