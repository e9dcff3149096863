import { meetingOnRecord } from '../../history/index.ts';
import type { ObjectRecord } from '../../metadata/index.ts';
import type { MeetingSummary } from './meeting-summary.ts';
import type { SentRecord } from './sent-record.ts';

/** Where a metadata file's meeting stands, as far as can be known without asking the calendar. */
export type MeetingState = 'invalid' | 'draft' | 'scheduled' | 'changed' | 'past' | 'cancelled';

/** A meeting's state and, where there is one, the record that says so. */
export interface MeetingStanding {
  readonly state: MeetingState;
  readonly record?: SentRecord;
}

/**
 * Decides a meeting's state from its file and what is on record of it, here and in the file itself; of two records the
 * later one counts. `changed`: it is on the calendar, but the file says something else than what was sent: compared by
 * digest where the record has one, else by subject, start and end as far as it has those. What nobody recorded (a meeting
 * that was changed in Outlook, or sent from another machine) cannot be known here.
 * @param sent the send history's record of this meeting
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function meetingStanding(
  summary: MeetingSummary,
  sent: SentRecord | undefined,
  nowEpochMs: number,
): MeetingStanding {
  const { meeting } = summary;
  if (meeting === undefined) return { state: 'invalid' };
  const record = later(sent, fileRecord(meeting.record));
  const known = record === undefined ? {} : { record };
  if (record?.kind === 'cancelled') return { state: 'cancelled', ...known };
  if (meeting.end.epochMs <= nowEpochMs) return { state: 'past', ...known };
  if (record === undefined) return { state: 'draft' };
  return { state: saysTheSame(summary, record) ? 'scheduled' : 'changed', ...known };
}

/** What a file says of its own meeting: its last entry about one, else the meeting that its top names. */
export function fileRecord(record: ObjectRecord | undefined): SentRecord | undefined {
  const known = meetingOnRecord(record);
  if (known === undefined) return undefined;
  const { meeting } = known;
  const at = epochMs(known.timestamp);
  if (known.cancelled || meeting === undefined) {
    return { kind: 'cancelled', ...(at === undefined ? {} : { atEpochMs: at }) };
  }
  const start = epochMs(meeting.startTime);
  const end = epochMs(meeting.endTime);
  return {
    kind: 'scheduled',
    ...(at === undefined ? {} : { atEpochMs: at }),
    ...(meeting.subject === undefined ? {} : { subject: meeting.subject }),
    ...(start === undefined ? {} : { startEpochMs: start }),
    ...(end === undefined ? {} : { endEpochMs: end }),
  };
}

/** The later of two records. The send history's also has the digest, so it is the one for the same moment. */
function later(sent: SentRecord | undefined, file: SentRecord | undefined): SentRecord | undefined {
  if (sent === undefined || file === undefined) return sent ?? file;
  // An entry is written right after what it tells of, so within a minute it tells of the same.
  return (file.atEpochMs ?? 0) > (sent.atEpochMs ?? 0) + 60_000 ? file : sent;
}

function saysTheSame(
  { meeting, subject, digest, customerCodes }: MeetingSummary,
  record: SentRecord,
): boolean {
  if (record.digest !== undefined && digest !== undefined) {
    // A file that names customers by name only has no codes to compare.
    const isSameCustomers = customerCodes.length === 0 || record.digest.customers === digest.customers;
    return record.digest.content === digest.content && isSameCustomers;
  }
  return (
    // The send history keeps no address, so a subject that had one cannot be compared.
    (record.subject === undefined || record.subject.includes('<address>') || record.subject === subject) &&
    (record.startEpochMs === undefined || record.startEpochMs === meeting?.start.epochMs) &&
    (record.endEpochMs === undefined || record.endEpochMs === meeting?.end.epochMs)
  );
}

/** Only a text that says its offset is a moment for certain. */
function epochMs(text: string | undefined): number | undefined {
  if (text === undefined || !/(?:[Zz]|[+-]\d{2}:?\d{2})$/.test(text.trim())) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
