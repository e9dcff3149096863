import type { ReadTextFile } from '../../customers/index.ts';
import type { MetadataReading } from '../../metadata/index.ts';
import type { PrepareDeps, InviteRequest, InvitePlan, Preparation } from '../../invite/index.ts';
import type { Clock, QueryEvent } from '../../recipients/index.ts';
import type { CalendarWork } from './calendar-work.ts';
import type { ChoiceChange } from './choices.ts';
import type { RunRequest, Surroundings } from './inputs.ts';
import type { RunStore } from './kept-run.ts';
import type { Unsubscribe } from './listeners.ts';
import type { MeetingFile, SessionState } from './state.ts';

/** The world as one session sees it. Everything with an effect comes in here. */
export interface SessionDeps {
  /** File text and settings as they are now. Reads, never writes; touches no network. */
  readonly describe: (file: MeetingFile) => Promise<RunRequest>;
  /** Whether the window asked for the sandbox; known before it is started. */
  readonly isSandbox: () => boolean;
  /** Where to run; starts the sandbox where the window asked for it. */
  readonly surroundings: () => Promise<Surroundings>;
  readonly readTextFile: ReadTextFile;
  /** `prepareInvite`, with the window's way to AWS. */
  readonly prepare: (request: InviteRequest, deps: RunDeps) => Promise<Preparation>;
  readonly clock: Clock;
  /** Where the last run is kept for the next window. */
  readonly store: RunStore;
  readonly onRun: (happening: RunHappening) => void;
}

/** What a session itself gives to a preparation. */
export type RunDeps = Omit<PrepareDeps, 'aws' | 'askMfaCode'>;

/** What a log keeps of a run. */
export type RunHappening =
  | { readonly type: 'begin'; readonly request: RunRequest; readonly surroundings: Surroundings }
  | { readonly type: 'read'; readonly reading: MetadataReading }
  | { readonly type: 'event'; readonly event: QueryEvent }
  | { readonly type: 'note'; readonly line: string }
  | { readonly type: 'end'; readonly preparation: Preparation }
  | { readonly type: 'crash'; readonly error: unknown };

/** One meeting file in this window: what is known of it, and the one run it may have at a time. */
export interface Session {
  readonly file: MeetingFile;
  readonly state: () => SessionState;
  readonly onChange: (listener: (state: SessionState) => void) => Unsubscribe;
  /**
   * Asks the customers and makes the plan. While a run is under way its promise is returned: one run per meeting.
   * @param retry only these customers again, with the other answers kept; absent, everybody
   */
  readonly ask: (retry?: readonly string[]) => Promise<SessionState>;
  /** Shows what an earlier window was told, marked as old, unless something newer is there. Asks nobody. */
  readonly restore: () => Promise<void>;
  readonly cancel: () => void;
  /**
   * Takes customers out of the meeting and makes the plan anew from the answers that are there; asks nobody. Nothing
   * happens while customers are asked or the meeting is sent.
   */
  readonly exclude: (codes: readonly string[]) => Promise<SessionState>;
  /** Puts them back; of those that have a plan to come back to, these alone are asked. */
  readonly include: (codes: readonly string[]) => Promise<SessionState>;
  /**
   * Takes one more decision about attendees and makes the plan anew from the answers that are there; asks nobody. While
   * customers are asked it counts for the plan they are asked for. Nothing happens while the meeting is sent.
   */
  readonly decide: (change: ChoiceChange) => Promise<SessionState>;
  /**
   * Compares the plan with file, config and settings as they are now, and tells the listeners. Where nothing but the
   * file's text has changed, and it names the same customers, the plan is made anew from their answers.
   * @returns why the plan no longer holds; `undefined` when it does, or there is none
   */
  readonly compare: () => Promise<string | undefined>;
  /**
   * The session's own file was written by us, as a record of what was sent: a plan made from `before` still holds for
   * `after`. Anything else that changed in it still counts.
   */
  readonly inputWritten: (before: string, after: string) => void;
  /** Puts the decision to send without the missing customers into the plan; asks nobody. */
  readonly acceptPartial: () => Promise<InvitePlan | undefined>;
  readonly sending: CalendarWork['sending'];
  readonly cancelling: CalendarWork['cancelling'];
  /** Settles when nothing is under way any more: no run, no send, no cancel, and what is to be kept is written down. */
  readonly settled: () => Promise<void>;
}
