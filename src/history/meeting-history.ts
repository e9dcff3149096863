import { organizerHash, type AfterCall, type BeforeCall, type JournalEntry } from './journal.ts';

/** One call that writes, as the journal has it. `after` is missing when the process ended in between. */
export interface RecordedCall {
  readonly before: BeforeCall;
  readonly after?: AfterCall;
}

/** What the journal knows of one meeting. */
export interface MeetingHistory {
  /**
   * The generation with which a part's create begins: 0, and one more than that of the last event whose cancel Graph
   * has confirmed.
   */
  readonly firstGeneration: (part: number) => number;
  /**
   * Ids of the events that were made or changed from here, by part: the last one that Graph confirmed. Without those whose
   * cancel is confirmed: an immutable id finds an event in Deleted Items too (Microsoft Graph docs: immutable ids).
   */
  readonly lastEvents: ReadonlyMap<number, string>;
  /** Whether it was from here that an event was cancelled; asked about events that Graph says are cancelled. */
  readonly cancelledFromHere: (eventId: string) => boolean;
  /** Whether a cancel of this event is confirmed: then it is over, whatever else is said of it. */
  readonly cancelConfirmed: (eventId: string) => boolean;
  /** Whether a call from here has put this very event on the calendar, confirmed. */
  readonly knows: (eventId: string) => boolean;
  /** Whether the last that happened to every part is a cancel that Graph has confirmed; it may be gone without a trace. */
  readonly ended: boolean;
  /** Calls of which nobody knows how they ended. */
  readonly open: readonly BeforeCall[];
  /** The last confirmed call that put the meeting on the calendar of another organizer, where it still stands. */
  readonly elsewhere?: BeforeCall;
}

/** Pairs the entries of a journal, oldest first. An answer without its question is left out. */
export function recordedCalls(entries: readonly JournalEntry[]): readonly RecordedCall[] {
  const answers = new Map(entries.flatMap((entry) => (entry.stage === 'after' ? [[entry.call, entry]] : [])));
  return entries.flatMap((entry): RecordedCall[] => {
    if (entry.stage === 'after') return [];
    const after = answers.get(entry.call);
    return [after === undefined ? { before: entry } : { before: entry, after }];
  });
}

/** What is on record about one meeting. */
export function historyOf(
  entries: readonly JournalEntry[],
  meeting: { readonly place: string; readonly key: string; readonly organizer: string },
): MeetingHistory {
  const organizer = organizerHash(meeting.organizer);
  const everywhere = recordedCalls(entries).filter(
    ({ before }) => before.place === meeting.place && before.key === meeting.key,
  );
  const calls = everywhere.filter(({ before }) => before.organizer === organizer);
  const cancels = calls.filter(({ before }) => before.action === 'cancel');
  const over = new Set(
    cancels.flatMap(({ before, after }) => (after?.result === 'done' ? (before.eventId ?? []) : [])),
  );
  const made = new Set<string>();
  const lastEvents = new Map<number, string>();
  for (const { before, after } of calls) {
    if (before.action === 'cancel' || after?.result !== 'done') continue;
    const id = after.eventId ?? before.eventId;
    if (id === undefined) continue;
    made.add(id);
    lastEvents.set(before.part, id);
  }
  for (const [part, id] of lastEvents) if (over.has(id)) lastEvents.delete(part);
  const last = lastOfEachPart(calls.filter(({ after }) => after?.result !== 'refused'));
  const elsewhere = standingElsewhere(everywhere.filter(({ before }) => before.organizer !== organizer));
  return {
    firstGeneration: (part) =>
      Math.max(
        0,
        ...cancels.flatMap(({ before, after }) =>
          after?.result === 'done' && before.part === part && before.generation !== undefined
            ? [before.generation + 1]
            : [],
        ),
      ),
    lastEvents,
    // A cancel that was begun and of which Graph says that it happened: by whom it was cancelled is no question.
    cancelledFromHere: (eventId) =>
      cancels.some(({ before, after }) => before.eventId === eventId && after?.result !== 'refused'),
    cancelConfirmed: (eventId) => over.has(eventId),
    knows: (eventId) => made.has(eventId),
    ended:
      last.length > 0 &&
      last.every(({ before, after }) => before.action === 'cancel' && after?.result === 'done'),
    open: lastOfEachPart(calls).flatMap(({ before, after }) =>
      after === undefined || after.result === 'unknown' ? [before] : [],
    ),
    ...(elsewhere !== undefined && { elsewhere }),
  };
}

/** The last call that put the meeting on somebody else's calendar and was not followed by a cancel there. */
function standingElsewhere(calls: readonly RecordedCall[]): BeforeCall | undefined {
  const confirmed = calls.filter(({ before, after }) => after?.result === 'done' && before.test !== true);
  const lastOfEvents = new Map(
    confirmed.map((call) => [JSON.stringify([call.before.organizer, call.before.part]), call]),
  );
  return [...lastOfEvents.values()].map(({ before }) => before).findLast(({ action }) => action !== 'cancel');
}

/** A later call of the same part has looked already at what an earlier one left open. */
function lastOfEachPart(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  return [...new Map(calls.map((call) => [call.before.part, call])).values()];
}
