/** As much of a metadata file's record as tells which meeting it has; `M` is what a file says of a meeting. */
export interface FileRecord<M> {
  /** The entries of the file's `modifications`, oldest first. */
  readonly modifications: readonly {
    readonly type?: string;
    readonly timestamp?: string;
    readonly meeting?: M;
  }[];
  /** What the top of the file names. */
  readonly meetingAtTop?: M;
}

/** The meeting that a file has, or had. */
export interface MeetingOnRecord<M> {
  /** Absent where the file says only that a meeting was cancelled. */
  readonly meeting?: M;
  /** Whether the file's last word about it is that it was cancelled. */
  readonly cancelled: boolean;
  /** When the file says so, as written. */
  readonly timestamp?: string;
}

/**
 * The one reading of "which meeting does this file have": that of its last `meeting_scheduled` entry which names one, else
 * the one at its top (upstream.md §3.8); cancelled when a `meeting_cancelled` entry follows it. An entry that
 * says `meeting_scheduled` of no meeting is the file's own word, which nobody has confirmed, and counts for nothing.
 * @returns `undefined` for a file that knows of no meeting
 */
export function meetingOnRecord<M>(record: FileRecord<M> | undefined): MeetingOnRecord<M> | undefined {
  const { modifications = [], meetingAtTop } = record ?? {};
  const isNamed = ({ type, meeting }: (typeof modifications)[number]): boolean =>
    type === 'meeting_scheduled' && meeting !== undefined;
  const named = modifications.findLast(isNamed);
  const last = modifications.findLast((entry) => entry.type === 'meeting_cancelled' || isNamed(entry));
  const meeting = named?.meeting ?? meetingAtTop;
  const cancelled = last?.type === 'meeting_cancelled';
  if (meeting === undefined && !cancelled) return undefined;
  const { timestamp } = last ?? {};
  return {
    cancelled,
    ...(meeting === undefined ? {} : { meeting }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}
