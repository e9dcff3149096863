import { journalEntries, sentMeetings } from '../../history/index.ts';
import type { MeetingDigest } from '../../metadata/index.ts';

/** What is on record about a meeting: how it was put on the calendar last, or that it was cancelled. */
export interface SentRecord {
  readonly kind: 'scheduled' | 'cancelled';
  /** Milliseconds since the Unix epoch; absent where the record does not say when. */
  readonly atEpochMs?: number;
  /** As it was sent; absent where the record does not say. */
  readonly subject?: string;
  readonly startEpochMs?: number;
  readonly endEpochMs?: number;
  readonly digest?: MeetingDigest;
}

/**
 * The last that the send history knows of each meeting, by its key (`sentMeetings`).
 * @param text of the history: JSON lines, oldest first; lines that cannot be read are passed over
 */
export function sentRecords(text: string): ReadonlyMap<string, SentRecord> {
  return new Map(
    [...sentMeetings(journalEntries(text))].map(([key, { kind, last }]): [string, SentRecord] => [
      key,
      {
        kind,
        atEpochMs: Date.parse(last.at),
        subject: last.subject,
        ...(last.start === undefined ? {} : { startEpochMs: Date.parse(last.start) }),
        ...(last.file === undefined ? {} : { digest: last.file }),
      },
    ]),
  );
}
