import type { Problem } from '../metadata/index.ts';
import type { CustomerRecipientResult } from '../recipients/index.ts';
import type { ByHand } from './by-hand.ts';
import type { MeetingContent } from './meeting-content.ts';

/** Somebody who will be invited. Manual attendees that no customer named have no codes. */
export interface Attendee {
  readonly email: string;
  readonly customerCodes: readonly string[];
}

/** Somebody an answer named who will not be invited, and why. */
export interface Exclusion {
  readonly email: string;
  readonly customerCodes: readonly string[];
  readonly reason: 'restricted' | 'unsubscribed' | 'invalid' | 'by hand';
}

/** A customer of the meeting whose people are not in the plan. */
export interface MissingCustomer {
  readonly customerCode: string;
  readonly reason: 'failed' | 'cancelled' | 'left out';
  readonly message: string;
}

/** Complete, or partial with the decision to send all the same (design: completeness is a type). */
export type Completeness =
  | { readonly kind: 'complete' }
  | {
      readonly kind: 'partial';
      readonly missing: readonly MissingCustomer[];
      readonly acceptedPartial: boolean;
    };

/** An invite that shows nobody to anybody: our part of the body, as HTML and as text, naming no customer. */
export interface GuardedContent {
  readonly bodyHtml: string;
  readonly bodyText: string;
}

/** One event of the plan; more than one only above 500 attendees. */
export interface PlanPart {
  /** 1-based. */
  readonly number: number;
  readonly subject: string;
  readonly attendees: readonly Attendee[];
}

/**
 * Exactly what would go out: what `sendPlan` sends, and nothing else. Plain data, so that it can be shown,
 * compared and fingerprinted.
 */
export interface InvitePlan extends MeetingContent {
  readonly topicName: string;
  readonly hideAttendees: boolean;
  /**
   * What goes out instead where people stay on the meeting whom the plan knows nothing of; absent where a person has
   * decided that everybody may be seen, or where the plan shows and names nobody.
   */
  readonly guarded?: GuardedContent;
  /** Unique, sorted. */
  readonly attendees: readonly Attendee[];
  readonly excluded: readonly Exclusion[];
  readonly parts: readonly PlanPart[];
  readonly completeness: Completeness;
  /** What was decided about single people; absent when nothing was. */
  readonly byHand?: ByHand;
  /** Codes of the customers that answered completely in this run. */
  readonly answered: readonly string[];
  readonly results: readonly CustomerRecipientResult[];
  /** Errors and warnings of file, config and plan together; an error blocks sending. */
  readonly problems: readonly Problem[];
  /** SHA-256 (hex) over everything that goes out; no clock, durations or order in it. */
  readonly fingerprint: string;
}
