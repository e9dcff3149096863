import { meetingOnRecord } from '../history/index.ts';
import type { ObjectRecord } from '../metadata/index.ts';

/** The meeting that a metadata file says it was scheduled as. */
export interface KnownMeeting {
  /** Graph's id of the event, not necessarily an immutable one. */
  readonly id: string;
  /** Whose calendar it is on, where the file says so. */
  readonly organizer?: string;
  readonly subject?: string;
  /** As the file has it. */
  readonly startTime?: string;
  readonly joinUrl?: string;
  /** Whether the file says that it was cancelled since. */
  readonly cancelled: boolean;
}

/** The meeting that a file's record names, also one that was cancelled since (`meetingOnRecord`); texts trimmed. */
export function knownMeetingOf(record: ObjectRecord | undefined): KnownMeeting | undefined {
  const { meeting, cancelled = false } = meetingOnRecord(record) ?? {};
  if (meeting === undefined) return undefined;
  const { meetingId: id, organizer, subject, startTime, joinUrl } = meeting;
  return {
    id,
    cancelled,
    ...(organizer !== undefined && { organizer: organizer.trim() }),
    ...(subject !== undefined && { subject: subject.trim() }),
    ...(startTime !== undefined && { startTime: startTime.trim() }),
    ...(joinUrl !== undefined && { joinUrl: joinUrl.trim() }),
  };
}
