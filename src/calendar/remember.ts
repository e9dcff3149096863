import { waitBefore } from './backoff.ts';
import { GraphFailure, isTransient, type FailureFacts } from './failure.ts';
import { readFound, type FoundEvent } from './find.ts';
import type { CalendarEvent } from './graph-event.ts';
import type { CalendarWarning } from './outcome.ts';
import { recordPayload, type PartContent } from './payload.ts';
import { readRecord, writeRecord, type MeetingRecord } from './record.ts';
import { recorded } from './recorded.ts';
import { UNSTOPPABLE, waited, type Run } from './run.ts';

/** What became of writing a record by itself. */
export type Remembered =
  /** The event in its version after that, with the record in it. */
  | { readonly kind: 'kept'; readonly event: CalendarEvent }
  | { readonly kind: 'not kept'; readonly facts: FailureFacts };

/**
 * Writes an event's record in a PATCH of its own (Microsoft Graph docs: update event; with attendees alone in the other,
 * only those are told who are added or removed), if the event still is as it was read (`If-Match`). What it says already is
 * not written.
 * @param make the new record from the event as it is; nothing to leave it
 */
export async function remember(
  run: Run,
  content: PartContent,
  { event, ...found }: FoundEvent,
  make: (found: FoundEvent) => MeetingRecord | undefined,
): Promise<Remembered> {
  const record = make({ event, ...found });
  const before = readRecord(event.recordText);
  if (record === undefined) return { kind: 'kept', event };
  if (before !== undefined && writeRecord(before) === writeRecord(record)) return { kind: 'kept', event };
  try {
    const answer = await write(run, content, event, record);
    return { kind: 'kept', event: { ...answer, recordText: writeRecord(record) } };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return { kind: 'not kept', facts: error.facts };
  }
}

/** What a record's write after another leaves: the event in its last known version, and what has to be told. */
export interface RememberedAfter {
  readonly event: CalendarEvent;
  readonly warnings: readonly CalendarWarning[];
}

/**
 * The same where the write that the record belongs to is done: after passing trouble or a conflict it is made again from
 * the event as it is then, and a record that cannot be written is a warning.
 */
export async function rememberAfter(
  run: Run,
  content: PartContent,
  found: FoundEvent,
  make: (found: FoundEvent) => MeetingRecord | undefined,
): Promise<RememberedAfter> {
  let current = found;
  for (let attempt = 1; ; attempt += 1) {
    const done = await remember(run, content, current, make);
    if (done.kind === 'kept') return { event: done.event, warnings: [] };
    const { facts } = done;
    const conflict = facts.status === 412 || facts.status === 409;
    const delayMs = conflict || isTransient(facts) ? waitBefore(attempt, facts) : undefined;
    const goOn = delayMs !== undefined && (conflict || (await waited(run, attempt, delayMs)));
    const fresh = goOn ? await freshly(run, current) : undefined;
    if (fresh === undefined) return { event: current.event, warnings: [notKept(found.event, facts)] };
    current = fresh;
  }
}

async function freshly(run: Run, { event }: FoundEvent): Promise<FoundEvent | undefined> {
  return readFound(run.plan, event.id, run.calendar, UNSTOPPABLE).catch((error: unknown) => {
    if (error instanceof GraphFailure) return undefined;
    throw error;
  });
}

async function write(
  run: Run,
  { plan, target, merge }: PartContent,
  event: CalendarEvent,
  record: MeetingRecord,
): Promise<CalendarEvent> {
  const intent = {
    action: 'update',
    meeting: plan,
    part: target.number,
    parts: target.total,
    subject: target.subject,
    test: run.test,
    eventId: event.id,
    attendees: merge.attendees.map(({ address }) => address),
    added: 0,
    removed: 0,
  } as const;
  return recorded(run, intent, () =>
    run.calendar.update(plan.organizer, event.id, recordPayload(record), event.etag),
  );
}

/** Told where the calendar does not take or keep the record. */
export function notKept(
  { subject }: Pick<CalendarEvent, 'subject'>,
  { code }: Pick<FailureFacts, 'code'>,
): CalendarWarning {
  return {
    code: 'RecordNotKept',
    message: `The calendar did not take what is remembered with "${subject}" (${code}): people who unsubscribe later may not be taken off by themselves. Everything else was done.`,
  };
}
