import type { CancelOutcome, SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan, Preparation } from '../../invite/index.ts';
import type { MetadataReading } from '../../metadata/index.ts';
import type { CustomerRecipientResult } from '../../recipients/index.ts';
import { NO_CHOICES, type Choices } from './choices.ts';
import type { ExcludedCustomer } from './excluded.ts';

/** The meeting file a session is about. */
export interface MeetingFile {
  /** The document's URI as text: the session's identity. */
  readonly uri: string;
  /** Absolute path on the machine the extension runs on. */
  readonly path: string;
  /** What people call it: the file's own name. */
  readonly name: string;
}

/** Where a session stands. A refused send falls back to `planned`: the plan is still good. */
export type Phase = 'idle' | 'asking' | 'planned' | 'failed' | 'cancelled' | 'sending' | 'sent';

export type CustomerStatus = 'waiting' | 'asking' | 'answered' | 'failed' | 'cancelled';

/** One customer of the meeting while it is asked and after. */
export interface CustomerProgress {
  readonly customerCode: string;
  readonly customerName?: string;
  readonly status: CustomerStatus;
  /** People known so far: grows page by page, final once `result` is there. */
  readonly recipients: number;
  /** What it is doing right now, for a person, e.g. `signing in`. */
  readonly note?: string;
  readonly result?: CustomerRecipientResult;
  /** Milliseconds since this answer came, where it is not of the run that is shown. */
  readonly ageMs?: number;
  /** The last good answer of a customer that has failed since, and its age. Only ever shown. */
  readonly older?: { readonly recipients: number; readonly ageMs: number };
}

/** Everything a surface (tree, preview, status bar, menus) needs to show one meeting. Immutable. */
export interface SessionState {
  readonly file: MeetingFile;
  readonly phase: Phase;
  /** True when the answers and the calendar are the sandbox's. */
  readonly sandbox: boolean;
  readonly topicName: string;
  /** Those that take part, in the metadata's order. */
  readonly customers: readonly CustomerProgress[];
  /** Those that the person took out of the meeting; kept with it until they are included again. */
  readonly excluded: readonly ExcludedCustomer[];
  readonly reading?: MetadataReading;
  /** How the last run ended; absent while one is under way. */
  readonly preparation?: Preparation;
  /** What the run before found, so that the page has something to show while everybody is asked again. Never sent. */
  readonly previousPlan?: InvitePlan;
  /** Why the plan no longer matches file, config or settings; one sentence. Absent while it does. */
  readonly outdated?: string;
  /** What the person has decided about single people and about who sees whom. */
  readonly choices: Choices;
  /** Why the plan is another one than the answers first gave; one sentence. Nobody was asked for it. */
  readonly replanned?: string;
  readonly outcome?: SendOutcome;
  /** True while what is shown is from before the editor was restarted. */
  readonly restored?: boolean;
  /** The phase is `sending`, and what is sent is a cancellation. */
  readonly cancelling?: true;
  /** How the last cancel ended. */
  readonly cancellation?: CancelOutcome;
}

/** @returns a session before anything was asked. */
export function idle(file: MeetingFile): SessionState {
  return {
    file,
    phase: 'idle',
    sandbox: false,
    topicName: '',
    customers: [],
    excluded: [],
    choices: NO_CHOICES,
  };
}
