import { inspectMetadata, meetingDigest, type Meeting, type MeetingDigest } from '../../metadata/index.ts';
import { mayBeMetadata } from '../language/sniff.ts';

/** What a list needs to know of a metadata file. Plain data, small: there may be thousands. */
export interface MeetingSummary {
  /** The meeting's own subject, else the file's title; absent in a file without either. */
  readonly subject?: string;
  readonly customerCodes: readonly string[];
  /** There when the file has no error. */
  readonly meeting?: Pick<Meeting, 'objectId' | 'start' | 'end' | 'location' | 'record' | 'kind'>;
  readonly digest?: MeetingDigest;
  /** The first error's sentence, and how many there are. */
  readonly errors: { readonly count: number; readonly first?: string };
}

/**
 * Sums a text up, unless it is no metadata, or could as well be another program's file: a list of meetings is no place
 * for guesses.
 * @param file path, for the problems
 * @param defaultTimeZone IANA
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function meetingSummary(
  text: string,
  file: string,
  defaultTimeZone: string,
  nowEpochMs: number,
): MeetingSummary | undefined {
  if (!mayBeMetadata(text)) return undefined;
  const { look, reading, found } = inspectMetadata(text, { file, defaultTimeZone, nowEpochMs });
  if (!look.yes) return undefined;
  const { meeting, problems, customerCodes } = reading;
  const errors = problems.filter(({ severity }) => severity === 'error');
  // A file that may be another program's is listed when it makes a meeting, not when it is full of errors.
  if (!look.certain && meeting === undefined) return undefined;
  const subject = meeting?.subject ?? found?.draft.title?.value.trim();
  return {
    ...(subject === undefined ? {} : { subject }),
    customerCodes,
    ...(meeting === undefined
      ? {}
      : {
          meeting: {
            objectId: meeting.objectId,
            start: meeting.start,
            end: meeting.end,
            kind: meeting.kind,
            ...(meeting.location === undefined ? {} : { location: meeting.location }),
            ...(meeting.record === undefined ? {} : { record: meeting.record }),
          },
          digest: meetingDigest(meeting),
        }),
    errors: { count: errors.length, ...(errors[0] === undefined ? {} : { first: errors[0].message }) },
  };
}
