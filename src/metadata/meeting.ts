import type { Problem } from './problem.ts';

/** The shapes of metadata files people have, by the names the command line prints (upstream.md §3.1, A–G). */
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
  readonly details: ChangeDetails;
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
  readonly meeting?: Meeting;
  readonly problems: readonly Problem[];
}
