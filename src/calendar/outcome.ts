import type { Answerable } from '../common/index.ts';
import type { PeopleChanges } from './merge.ts';

/** What became of one event of a plan. */
export interface EventOutcome {
  readonly status: 'planned' | 'created' | 'updated' | 'unchanged' | 'cancelled';
  /** Graph's immutable id; absent while the event does not exist. */
  readonly id?: string;
  /** Absent where there is no link to join by, or none is known. */
  readonly joinUrl?: string;
  readonly webLink?: string;
  readonly subject: string;
  readonly attendees: number;
  /** Who was (or would be) added, taken off and kept without being in the plan; absent where nobody looked. */
  readonly people?: PeopleChanges;
  /** Whether attendees are hidden from each other, as the event itself says after all this; absent where it is not known. */
  readonly hideAttendees?: boolean;
  /** What is not as it should be although this went well. */
  readonly warnings?: readonly CalendarWarning[];
}

/** Something to be told about an event that no question is asked about. */
export interface CalendarWarning {
  readonly code: string;
  readonly message: string;
}

/** Something only a person can answer before anything is written (design: Once). */
export interface Question extends Answerable {
  /** One or two sentences that name both meetings. */
  readonly message: string;
  readonly events: readonly {
    readonly id: string;
    readonly subject: string;
    readonly start: string;
    readonly webLink?: string;
  }[];
}

/** Graph's refusal, told for a person. */
export interface CalendarError {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly status?: number;
  readonly requestId?: string;
}

/**
 * How a send ended. `differs`: it was sent, and the calendar says something else than the plan. That, `partial` and
 * `unknown` are exit 4: running again is safe.
 */
export type SendOutcome =
  | { readonly kind: 'done'; readonly events: readonly EventOutcome[] }
  | { readonly kind: 'question'; readonly question: Question; readonly events: readonly EventOutcome[] }
  | { readonly kind: 'refused'; readonly error: CalendarError; readonly events: readonly EventOutcome[] }
  | {
      readonly kind: 'partial' | 'unknown' | 'differs';
      readonly error: CalendarError;
      readonly events: readonly EventOutcome[];
    }
  | { readonly kind: 'aborted'; readonly events: readonly EventOutcome[] };
