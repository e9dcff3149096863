import { parse } from 'jsonc-parser';
import * as z from 'zod';

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

const text = z.string().trim().min(1);
const optional = text.optional().catch(undefined);
const scheduled = z.object({
  meeting_id: text,
  organizer: optional,
  subject: optional,
  start_time: optional,
  join_url: optional,
});
const modification = z
  .object({ modification_type: z.string(), meeting_metadata: scheduled.optional().catch(undefined) })
  .optional()
  .catch(undefined);
const file = z.object({
  meeting_metadata: scheduled.optional().catch(undefined),
  modifications: z.array(modification).optional().catch(undefined),
  meeting_id: optional,
  join_url: optional,
});

/**
 * The last meeting that a metadata file records: its last `meeting_scheduled` entry, else the top-level
 * `meeting_metadata`, else the bare `meeting_id` of older files (the Go tool's own data). Whatever else is wrong with
 * the file is none of its business. Never throws.
 */
export function knownMeetingIn(metadataText: string): KnownMeeting | undefined {
  const read = file.safeParse(parse(metadataText.replace(/^\uFEFF/, '')));
  if (!read.success) return undefined;
  const { meeting_metadata: current, modifications = [], meeting_id: id, join_url: joinUrl } = read.data;
  const last = modifications.findLastIndex(
    (entry) => entry?.modification_type === 'meeting_scheduled' && entry.meeting_metadata !== undefined,
  );
  const cancelled = modifications
    .slice(last + 1)
    .some((entry) => entry?.modification_type === 'meeting_cancelled');
  const meeting = modifications[last]?.meeting_metadata ?? current;
  if (meeting === undefined) {
    return id === undefined ? undefined : { id, cancelled, ...(joinUrl !== undefined && { joinUrl }) };
  }
  return {
    id: meeting.meeting_id,
    cancelled,
    ...(meeting.organizer !== undefined && { organizer: meeting.organizer }),
    ...(meeting.subject !== undefined && { subject: meeting.subject }),
    ...(meeting.start_time !== undefined && { startTime: meeting.start_time }),
    ...(meeting.join_url !== undefined && { joinUrl: meeting.join_url }),
  };
}
