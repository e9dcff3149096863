import type { RecordedCall } from '../../calendar/index.ts';
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
 * The last that the send history knows of each meeting, by its key. Only what Microsoft Graph has confirmed counts, and no
 * tests. A meeting is cancelled when the last that happened to each of its events is a cancel.
 * @param calls oldest first
 */
export function sentRecords(calls: readonly RecordedCall[]): ReadonlyMap<string, SentRecord> {
  const confirmed = calls.filter(({ before, after }) => after?.result === 'done' && before.test !== true);
  const meetings = new Map<string, RecordedCall[]>();
  for (const call of confirmed) {
    const own = meetings.get(call.before.key);
    if (own === undefined) meetings.set(call.before.key, [call]);
    else own.push(call);
  }
  const records = new Map<string, SentRecord>();
  for (const [key, own] of meetings) {
    const lastOfParts = [...new Map(own.map((call) => [call.before.part, call])).values()];
    const standing = lastOfParts.filter(({ before }) => before.action !== 'cancel');
    const last = (standing.length > 0 ? standing : lastOfParts).at(-1);
    if (last !== undefined) records.set(key, recordOf(last, standing.length > 0));
  }
  return records;
}

function recordOf({ before }: RecordedCall, isStanding: boolean): SentRecord {
  return {
    kind: isStanding ? 'scheduled' : 'cancelled',
    atEpochMs: Date.parse(before.at),
    subject: before.subject,
    ...(before.start === undefined ? {} : { startEpochMs: Date.parse(before.start) }),
    ...(before.file === undefined ? {} : { digest: before.file }),
  };
}
