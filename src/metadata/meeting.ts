import type { Problem } from './problem.ts';

/** The shapes of metadata files people have, by the names the command line prints. */
export type MetadataShape =
  'flat' | 'nested' | 'announcement' | 'portal' | 'snake_case' | 'functional' | 'documented';

/** A moment as people wrote it: wall time in a zone, and the instant it means. */
export interface ZonedTime {
  /** Wall time without offset, `YYYY-MM-DDTHH:mm:ss`. */
  readonly dateTime: string;
  /** IANA zone, e.g. `America/New_York`. */
  readonly timeZone: string;
  /** The same moment in milliseconds since the Unix epoch. */
  readonly epochMs: number;
}

/** One meeting as its file describes it: everything the later rooms need, nothing about who will come. */
export interface Meeting {
  /** Identity across edits: `changeId`, `announcement_id`, else `<type>|<title>|<ServiceNow>|<Jira>`. */
  readonly objectId: string;
  /** True when the file has no id of its own and `objectId` was composed from its title and tickets. */
  readonly objectIdIsFallback: boolean;
  readonly kind: 'change' | 'announcement';
  readonly shape: MetadataShape;
  /** The change's or announcement's title. */
  readonly title: string;
  /** What the invite is called: the meeting's own title, else the seed's `Change Implementation: <title>`. */
  readonly subject: string;
  /** Trimmed, lower-cased, unique, in the file's order. */
  readonly customerCodes: readonly string[];
  readonly start: ZonedTime;
  readonly end: ZonedTime;
  /** The implementation window where the file has one (it may differ from the meeting's own time). */
  readonly window?: { readonly start: ZonedTime; readonly end: ZonedTime };
  readonly location?: string;
  /** Addresses named in the file itself, trimmed, as written, in order. Not yet checked for validity. */
  readonly manualAttendees: readonly string[];
  /** For an announcement its summary is `reason` and the rest is empty; its content is in `announcement`. */
  readonly details: ChangeDetails;
  /** There exactly when `kind` is `announcement`. */
  readonly announcement?: AnnouncementDetails;
  /** What the file says about itself: wishes, state and history. Absent means that it says nothing. */
  readonly record?: ObjectRecord;
}

/** What an announcement has that a change has not. */
export interface AnnouncementDetails {
  /** Lower-cased, e.g. `cic`, `finops`, `innersource`, `general`; `announcement` where the file names no type. */
  readonly type: string;
  /** The long text, as written; may be Markdown. `''` where the file has none. */
  readonly content: string;
  readonly attachments: readonly Attachment[];
}

/** A file or link that an announcement names. Not fetched, not checked: a text of the file. */
export interface Attachment {
  readonly name: string;
  /** Where it lies (URL or storage key), as written. */
  readonly location?: string;
}

/** A file's own account of its object; each key only where the file has it and it makes sense. */
export interface ObjectRecord {
  /** Trimmed and lower-cased, e.g. `approved`. */
  readonly status?: string;
  readonly priorStatus?: string;
  readonly includeMeeting?: boolean;
  readonly meetingRequired?: boolean;
  readonly testRun?: boolean;
  /** A whole number from 0. */
  readonly version?: number;
  /** One for every entry of the file's `modifications`, in its order, so that its length is their number. */
  readonly modifications: readonly Modification[];
  /**
   * The meeting that this file already has: that of the last `meeting_scheduled` entry, else the top-level
   * `meeting_metadata`; none when the last word is `meeting_cancelled`.
   */
  readonly scheduledMeeting?: ScheduledMeeting;
  /** What the top of the file names, whatever `modifications` say: `meeting_metadata`, else older files' `meeting_id`. */
  readonly meetingAtTop?: ScheduledMeeting;
}

/** One entry of `modifications`; what it lacks, or has in another type, is absent. */
export interface Modification {
  /** `modification_type`, e.g. `meeting_scheduled`. */
  readonly type?: string;
  /** As written, usually RFC 3339. */
  readonly timestamp?: string;
  readonly userId?: string;
  readonly customerCode?: string;
  readonly meeting?: ScheduledMeeting;
}

/** `meeting_metadata`: a meeting as it was put on the calendar. Texts as written. */
export interface ScheduledMeeting {
  readonly meetingId: string;
  readonly joinUrl?: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly subject?: string;
  readonly organizer?: string;
}

/** The texts of a change, each as written, `''` where the file has none. Plain text: never HTML. */
export interface ChangeDetails {
  readonly reason: string;
  readonly implementationPlan: string;
  readonly testPlan: string;
  readonly customerImpact: string;
  readonly rollbackPlan: string;
  readonly serviceNow: string;
  readonly jira: string;
}

/** Everything that reading one metadata text yields. `meeting` is there when no problem is an error. */
export interface MetadataReading {
  readonly shape?: MetadataShape;
  /** Found even where the rest of the document has errors, so that `extract-customers` works on any of them. */
  readonly customerCodes: readonly string[];
  /**
   * The friendly names of a file that gives names and no codes. Its meeting has no codes until the customers room has
   * resolved the names by config.json.
   */
  readonly customerNames?: readonly NamedInFile[];
  readonly meeting?: Meeting;
  readonly problems: readonly Problem[];
}

/** A customer's friendly name and where it stands, as a problem would point at it. */
export interface NamedInFile extends Pick<Problem, 'path' | 'file' | 'range' | 'line' | 'column'> {
  readonly name: string;
}
