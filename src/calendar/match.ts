import { addressKey } from '../common/index.ts';
import type { MeetingHistory } from '../history/index.ts';
import type { Calendar } from './calendar.ts';
import { findMeeting, partOf, readFound, type FoundEvent, type SoughtMeeting } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import type { KnownMeeting } from './known-meeting.ts';
import { placeOf } from './place.ts';
import type { Question } from './outcome.ts';
import {
  cancelledByHand,
  invitedByOther,
  knownMeetingGone,
  namedByFile,
  otherOrganizer,
  sentByOther,
  severalMatches,
  type Gone,
} from './questions.ts';
import { findUnmarked, type Candidate } from './same-meeting.ts';

/** What a meeting is looked for with, beside its key. */
export interface Search {
  readonly calendar: Calendar;
  readonly history: MeetingHistory;
  /** What the file says it was scheduled as. */
  readonly known?: KnownMeeting;
  /** Whether an event without a mark of ours may be the meeting (not for a test, which has no past). */
  readonly adopt: boolean;
  readonly signal: AbortSignal;
}

/** What of a meeting is on the calendar. */
export interface Match {
  readonly parts: ReadonlyMap<number, FoundEvent>;
  /** An event without a mark of ours that is part 1 if a person says so. */
  readonly candidate?: Candidate;
  /** Cancelled events of which no cancel from here is on record. */
  readonly cancelled: readonly CalendarEvent[];
  /** Whether the meeting was sent before and is nowhere to be found now. */
  readonly gone: boolean;
  /** Who organizes this meeting instead, where the calendar has only an invitation to it. */
  readonly invitedBy?: string;
  /** Whether Graph knows the meeting, and knows it as cancelled. */
  readonly ended: boolean;
  /** What has to be asked before anything is written. */
  readonly questions: readonly Question[];
}

/**
 * Looks for a meeting in every way there is (design: once): by its key, by the ids in the journal, by the id in the
 * file, by subject and start. A match by the last two is only a candidate. What only an id finds counts where the calendar
 * shows it (`placeOf`). Reads only; rejects with `GraphFailure`.
 * @returns a question that nothing can proceed past when there are more events than there should be
 */
export async function matchMeeting(
  meeting: SoughtMeeting,
  search: Search,
): Promise<Match | { readonly several: Question }> {
  const { calendar, history, signal, known, adopt } = search;
  const byKey = await findMeeting(meeting, calendar, signal);
  if (byKey.kind === 'several') return { several: severalMatches(meeting, byKey.events) };
  const parts = new Map(byKey.parts);
  const copies = [...byKey.copies];
  const cancelled = new Map(byKey.cancelled.map((found) => [found.event.id, found]));

  const gone = new Map<number, Gone>();
  for (const [part, id] of history.lastEvents) {
    if (parts.has(part) || cancelled.has(id)) continue;
    const found = await readFound(meeting, id, calendar, signal);
    if (found === undefined) gone.set(part, {});
    else if (found.event.key !== meeting.key) continue;
    else if (!found.event.own) copies.push(found.event);
    else if (found.event.cancelled) cancelled.set(id, found);
    else if (await stands(found)) parts.set(part, found);
    else gone.set(part, { event: found.event });
  }

  const elsewhere =
    known?.organizer !== undefined && addressKey(known.organizer) !== addressKey(meeting.organizer);
  let candidate: Candidate | undefined;
  if (adopt && known !== undefined && !elsewhere && ![...parts.values()].some(isKnown(known))) {
    // A cancel that is confirmed is the end of an event, although its id may go on finding it in Deleted Items.
    const over = history.cancelConfirmed(known.id);
    const found =
      cancelled.get(known.id) ?? (over ? undefined : await readFound(meeting, known.id, calendar, signal));
    // The file's id may be one of those that change; what Graph answers is the lasting one.
    const there = found !== undefined && [...parts.values()].some(isKnown({ ...known, id: found.event.id }));
    if (found === undefined && !over && !known.cancelled && !gone.has(1)) gone.set(1, { known });
    if (found?.event.own === true && !there) {
      const { event } = found;
      if (event.cancelled) cancelled.set(event.id, found);
      else if (!(await stands(found))) {
        if (!known.cancelled) gone.set(1, { event });
      } else if (parts.size > 0) return { several: severalMatches(meeting, [...eventsOf(parts), event]) };
      else if (event.key === meeting.key) parts.set(partOf(meeting, found) ?? 1, found);
      else candidate = { event, question: namedByFile(meeting, event) };
    }
  }
  if (adopt && parts.size === 0 && candidate === undefined) {
    const found = await findUnmarked(meeting, calendar, signal);
    if (found !== undefined && !('event' in found)) return { several: found };
    candidate = found;
  }

  // A file that says that its meeting was cancelled has nothing to be asked about.
  const byHand = [...cancelled.values()].filter(
    (found) =>
      known?.cancelled !== true &&
      !parts.has(partOf(meeting, found) ?? 1) &&
      !history.cancelledFromHere(found.event.id),
  );
  const events = byHand.map(({ event }) => event);
  const nothing = parts.size === 0;
  // A part that nobody needs any more may be gone; and one that is found cancelled, or taken over, is asked about as that.
  const needed = meeting.parts?.length ?? 1;
  const missing = [...gone].filter(
    ([part]) => part <= needed && !parts.has(part) && candidate === undefined && cancelled.size === 0,
  );
  const lost = history.ended || !adopt ? [] : missing.map(([, one]) => one);
  return {
    parts,
    ...(candidate !== undefined && { candidate }),
    cancelled: events,
    gone: lost.length > 0,
    ...(nothing && copies[0]?.organizer !== undefined && { invitedBy: copies[0].organizer }),
    ended: nothing && cancelled.size > 0,
    questions: [
      ...(adopt && nothing ? heldElsewhere(meeting, elsewhere ? known : undefined, copies, history) : []),
      ...(candidate === undefined ? [] : [candidate.question]),
      ...(candidate === undefined && events.length > 0 ? [cancelledByHand(meeting, events)] : []),
      ...(lost.length > 0 ? [knownMeetingGone(meeting, lost)] : []),
    ],
  };

  async function stands({ event }: FoundEvent): Promise<boolean> {
    const place = await placeOf(meeting.organizer, event, calendar, signal);
    if (place === 'other calendar')
      calendar.report({ type: 'elsewhere', id: event.id, subject: event.subject });
    return place !== 'unknown';
  }
}

/** The question whether to make a second meeting, where file, calendar or journal know that somebody else organizes it. */
function heldElsewhere(
  meeting: SoughtMeeting,
  known: KnownMeeting | undefined,
  [copy]: readonly CalendarEvent[],
  history: MeetingHistory,
): readonly Question[] {
  if (known !== undefined) return [otherOrganizer(meeting, known)];
  if (copy !== undefined) return [invitedByOther(meeting, copy)];
  return history.elsewhere === undefined ? [] : [sentByOther(meeting, history.elsewhere)];
}

/** The events of a match by part, with the one that is part 1 if a person says so. */
export function partsOf({ candidate, parts }: Match): ReadonlyMap<number, FoundEvent> {
  return candidate === undefined ? parts : new Map([...parts, [1, { event: candidate.event }]]);
}

function isKnown({ id }: KnownMeeting): (found: FoundEvent) => boolean {
  return ({ event }) => event.id === id;
}

function eventsOf(parts: ReadonlyMap<number, FoundEvent>): readonly CalendarEvent[] {
  return [...parts.values()].map(({ event }) => event);
}
