import type { Meeting, Modification, Problem, ScheduledMeeting, ZonedTime } from '../metadata/index.ts';
import { problem } from './problems.ts';
import { isWebAddress } from './web-address.ts';

/** An entry of a metadata file's `modifications[]` (upstream.md §3.8), as it stands in the file. */
export interface ModificationEntry {
  /** RFC 3339, UTC. */
  readonly timestamp: string;
  readonly user_id: string;
  readonly modification_type: 'meeting_scheduled' | 'meeting_cancelled';
  /** With `meeting_scheduled` and only there. Never with attendees: addresses do not belong in a repository. */
  readonly meeting_metadata?: {
    readonly meeting_id: string;
    readonly join_url: string;
    /** RFC 3339 with the meeting's own offset. */
    readonly start_time: string;
    readonly end_time: string;
    readonly subject: string;
    readonly organizer: string;
  };
}

/** What the calendar confirmed about one event; the calendar room's outcomes are of this form. */
export interface ConfirmedEvent {
  readonly status: 'planned' | 'created' | 'updated' | 'unchanged' | 'cancelled';
  readonly id?: string;
  readonly joinUrl?: string;
  readonly subject: string;
}

/** The part of a plan that its file is told about. */
export interface RecordedPlan {
  readonly meeting: Pick<Meeting, 'record'>;
  readonly organizer: string;
  readonly start: ZonedTime;
  readonly end: ZonedTime;
}

/** Who made the entry. Its form is the Go tool's rule: at least ten of `A-Za-z0-9:/-`, so never an address. */
const USER_ID = 'customer-meetings';

/**
 * The entries that a file gains once the calendar has confirmed these events. What is `unchanged` gains one only where
 * the file does not know of it yet, so that running again adds nothing. Of several events the first comes last: the
 * file's last word is then the one that holds the online meeting.
 * @param events in the order of their parts
 * @param nowEpochMs milliseconds since the Unix epoch
 * @returns `problems`: a warning for each event that cannot be recorded yet, as its join link is not known
 */
export function modificationsFor(
  plan: RecordedPlan,
  events: readonly ConfirmedEvent[],
  nowEpochMs: number,
): { readonly entries: readonly ModificationEntry[]; readonly problems: readonly Problem[] } {
  const base = { timestamp: new Date(nowEpochMs).toISOString(), user_id: USER_ID };
  const known = recordedMeetings(plan.meeting.record?.modifications ?? []);
  const scheduled: ModificationEntry[] = [];
  const problems: Problem[] = [];
  for (const { status, id, joinUrl, subject } of events) {
    if (status === 'planned' || status === 'cancelled' || id === undefined) continue;
    if (joinUrl === undefined || !isWebAddress(joinUrl)) {
      problems.push(problem('warning', 'MeetingNotRecorded', withoutJoinLink(subject)));
      continue;
    }
    const meeting = {
      meeting_id: id,
      join_url: joinUrl,
      start_time: withOffset(plan.start),
      end_time: withOffset(plan.end),
      subject,
      organizer: plan.organizer,
    };
    if (status === 'unchanged' && known.some((one) => isSame(one, meeting))) continue;
    scheduled.push({ ...base, modification_type: 'meeting_scheduled', meeting_metadata: meeting });
  }
  const cancelled = events.some(({ status }) => status === 'cancelled');
  const cancelling: readonly ModificationEntry[] = cancelled
    ? [{ ...base, modification_type: 'meeting_cancelled' }]
    : [];
  return { entries: [...cancelling, ...scheduled.reverse()], problems };
}

function withoutJoinLink(subject: string): string {
  return `"${subject}" is on the calendar, but Microsoft has not given its join link yet, without which the file cannot say so. Run it again in a minute: nothing is sent again, and the file is brought up to date.`;
}

/** A moment as RFC 3339 with the offset that its zone has then. */
function withOffset({ dateTime, epochMs }: ZonedTime): string {
  const minutes = (Date.parse(`${dateTime}Z`) - epochMs) / 60_000;
  // RFC 3339 offsets are whole minutes; those of long ago were not.
  if (!Number.isInteger(minutes)) return new Date(epochMs).toISOString();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
  return dateTime + (minutes < 0 ? '-' : '+') + offset;
}

/** The meetings that a file knows of: all that it scheduled after it last cancelled. */
function recordedMeetings(modifications: readonly Modification[]): readonly ScheduledMeeting[] {
  const cancelled = modifications.findLastIndex(({ type }) => type === 'meeting_cancelled');
  return modifications.slice(cancelled + 1).flatMap(({ meeting }) => meeting ?? []);
}

function isSame(
  known: ScheduledMeeting,
  meeting: NonNullable<ModificationEntry['meeting_metadata']>,
): boolean {
  return (
    known.meetingId === meeting.meeting_id &&
    known.joinUrl === meeting.join_url &&
    known.subject === meeting.subject &&
    Date.parse(known.startTime ?? '') === Date.parse(meeting.start_time) &&
    Date.parse(known.endTime ?? '') === Date.parse(meeting.end_time)
  );
}
