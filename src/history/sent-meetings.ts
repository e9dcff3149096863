import type { BeforeCall, JournalEntry } from './journal.ts';
import { recordedCalls } from './meeting-history.ts';

/** How a meeting was put on the calendar last, or that it was cancelled. */
export interface SentMeeting {
  readonly kind: 'scheduled' | 'cancelled';
  /** The last confirmed call that says so. */
  readonly last: BeforeCall;
}

/**
 * The last that the journal knows of each meeting, by its key. Only what Microsoft Graph has confirmed counts, and no tests.
 * A meeting is cancelled when, on every calendar that it was put on, the last that happened to each of its events is a
 * cancel: the same file may have been sent by two organizers, and one of them cancelled.
 */
export function sentMeetings(entries: readonly JournalEntry[]): ReadonlyMap<string, SentMeeting> {
  const lastOfEvents = new Map<string, BeforeCall>();
  for (const { before, after } of recordedCalls(entries)) {
    if (after?.result !== 'done' || before.test === true) continue;
    const event = JSON.stringify([before.key, before.place, before.organizer, before.part]);
    lastOfEvents.delete(event); // the last comes last
    lastOfEvents.set(event, before);
  }
  const meetings = new Map<string, SentMeeting>();
  for (const last of lastOfEvents.values()) {
    const kind = last.action === 'cancel' ? 'cancelled' : 'scheduled';
    if (kind === 'cancelled' && meetings.get(last.key)?.kind === 'scheduled') continue;
    meetings.set(last.key, { kind, last });
  }
  return meetings;
}
