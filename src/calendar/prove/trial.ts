import type { Clock } from '../../recipients/index.ts';
import { waitBefore } from '../backoff.ts';
import {
  createCalendar,
  DEFAULT_TIMEOUT_MS,
  eventOf,
  type Calendar,
  type CalendarOptions,
} from '../calendar.ts';
import { openTransport, type GraphCall, type GraphTransport } from '../client.ts';
import { GraphFailure, isTransient, mayHaveHappened, type FailureFacts } from '../failure.ts';
import type { CalendarEvent } from '../graph-event.ts';
import { createPayload, type PartContent } from '../payload.ts';
import { repeatedRead, type ReadRepetition } from '../repeated-read.ts';
import { NothingToLookAt } from './check.ts';
import { toNobody } from './to-nobody.ts';
import { trialMeeting, type TrialMeeting } from './trial-meeting.ts';

/** The event that the checks look at. */
export interface TrialEvent {
  readonly id: string;
  /** As the create answered, or as it was found after a lost answer. */
  readonly made: CalendarEvent;
  readonly meeting: TrialMeeting;
  /** What went wrong with the answer of its create, after which it was found on the calendar. */
  readonly lostAnswer?: FailureFacts;
}

/** One meeting of a proof and every event that is known to have been made of it. */
export interface TrialRecord {
  readonly meeting: TrialMeeting;
  /** In the title of its events and of no others. */
  readonly name: string;
  /** By id, as first seen. */
  readonly events: Map<string, CalendarEvent>;
  /** Ids whose deletion Graph has confirmed. */
  readonly deleted: Set<string>;
  /** Whether a create may have been carried out of which no answer came. */
  unsure: boolean;
}

/** The mailbox under trial, and everything that was made on it. */
export interface Trial {
  readonly calendar: Calendar;
  /** One call as it is. */
  readonly call: GraphTransport;
  /** A read that repeats itself as every read of a send does. */
  readonly get: (request: Omit<GraphCall, 'method'>) => Promise<unknown>;
  readonly clock: Clock;
  readonly mailbox: string;
  readonly records: readonly TrialRecord[];
  /** The event under trial; made by the first call, and anew after `next`. Rejects with `NothingToLookAt` or `GraphFailure`. */
  readonly event: (signal: AbortSignal) => Promise<TrialEvent>;
  /** Sends a create, once; what it made is remembered. Gives the facts of a refusal. */
  readonly post: (content: PartContent) => Promise<CalendarEvent | FailureFacts>;
  /** Deletes an event. Rejects with `GraphFailure`. */
  readonly remove: (id: string) => Promise<void>;
  /** Lets the next call of `event` make another one: the last has ended. */
  readonly next: () => void;
  /** Why no event could be made, once that is so. */
  readonly failure: () => FailureFacts | undefined;
}

/** How often a create is tried. */
const CREATES = 3;

const DAY_MS = 86_400_000;

/** Once begun they are finished, whatever the person has decided meanwhile. */
const UNSTOPPABLE = new AbortController().signal;

/**
 * Opens a mailbox for a proof. Makes no request by itself.
 * @param nextName gives each event's meeting a name that no other has
 * @throws CalendarFailure for a base URL that no token may be sent to
 */
export function openTrial(options: CalendarOptions, mailbox: string, nextName: () => string): Trial {
  const { baseUrl, token, clock, requestTimeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const guarded = toNobody(options.fetch);
  const calendar = createCalendar({ ...options, fetch: guarded });
  const call = openTransport({ baseUrl, token, fetch: guarded, requestTimeoutMs });
  const records: TrialRecord[] = [];
  let current: TrialEvent | undefined;
  let failure: FailureFacts | undefined;

  const post: Trial['post'] = async (content) => {
    const record = records.find(({ meeting }) => meeting.content.plan.key === content.plan.key);
    try {
      const event = await calendar.create(mailbox, await createPayload(content, 0));
      record?.events.set(event.id, event);
      return event;
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      if (record !== undefined) record.unsure ||= mayHaveHappened(error.facts);
      return error.facts;
    }
  };
  /** As a send does: once, with a look at the calendar after a lost answer and the same transaction id with each try. */
  const make = async (signal: AbortSignal): Promise<TrialEvent> => {
    const name = nextName();
    const meeting = trialMeeting(mailbox, name, clock.now());
    const record: TrialRecord = { meeting, name, events: new Map(), deleted: new Set(), unsure: false };
    records.push(record);
    let lostAnswer: FailureFacts | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const reply = await post(meeting.content);
      if (record.unsure && !('id' in reply)) lostAnswer ??= reply;
      const made = 'id' in reply ? reply : await afterRefusal(calendar, mailbox, record, reply, signal);
      if (made !== undefined) {
        return { id: made.id, made, meeting, ...(lostAnswer !== undefined && { lostAnswer }) };
      }
      const facts = reply as FailureFacts;
      const delayMs = isTransient(facts) && attempt < CREATES ? waitBefore(attempt, facts) : undefined;
      if (delayMs === undefined) throw new GraphFailure(facts);
      await clock.sleep(delayMs, signal);
    }
  };
  return {
    calendar,
    call,
    get: (request) => {
      const describe: ReadRepetition['describe'] = (facts) => calendar.describe(facts, mailbox);
      return repeatedRead(call, request, { clock, report: calendar.report, describe });
    },
    clock,
    mailbox,
    records,
    post,
    event: async (signal) => {
      if (current !== undefined) return current;
      if (failure !== undefined) throw new NothingToLookAt('no event could be made');
      try {
        return (current = await make(signal));
      } catch (error) {
        if (error instanceof GraphFailure && error.facts.kind !== 'aborted') failure = error.facts;
        throw error;
      }
    },
    remove: async (id) => {
      await call({ method: 'DELETE', path: eventOf(mailbox, id), signal: UNSTOPPABLE });
      records.find(({ events }) => events.has(id))?.deleted.add(id);
    },
    next: () => {
      current = undefined;
    },
    failure: () => failure,
  };
}

/** The event of a create that was not answered with it: where it may have been made, and where its id is said to be used. */
async function afterRefusal(
  calendar: Calendar,
  mailbox: string,
  record: TrialRecord,
  facts: FailureFacts,
  signal: AbortSignal,
): Promise<CalendarEvent | undefined> {
  if (!record.unsure) return undefined;
  const named =
    facts.existingEventId === undefined
      ? undefined
      : await calendar.read(mailbox, facts.existingEventId, signal);
  if (named !== undefined) record.events.set(named.id, named);
  const [found] = named === undefined ? await findEvents(calendar, mailbox, record, signal) : [named.id];
  return found === undefined ? undefined : record.events.get(found);
}

/**
 * The events of one of a proof's meetings that are on the calendar: by its key, and by its title, should the key have
 * been lost. What is found is remembered. Reads only; rejects with `GraphFailure`.
 * @returns ids, without those that are cancelled or were deleted
 */
export async function findEvents(
  calendar: Calendar,
  mailbox: string,
  record: TrialRecord,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { key, start } = record.meeting.content.plan;
  const found = new Map<string, CalendarEvent>();
  for (const event of await calendar.findByKey(mailbox, key, signal)) found.set(event.id, event);
  // A calendar that reads times by other zone data shows them some hours away.
  const shown = await calendar.view(mailbox, start.epochMs - 2 * DAY_MS, start.epochMs + 2 * DAY_MS, signal);
  for (const { id } of shown.filter(({ own, subject }) => own && subject.includes(`(${record.name})`))) {
    const event = found.has(id) ? undefined : await calendar.read(mailbox, id, signal);
    if (event !== undefined) found.set(id, event);
  }
  for (const [id, event] of found) if (!record.events.has(id)) record.events.set(id, event);
  return [...found].flatMap(([id, { cancelled }]) => (cancelled || record.deleted.has(id) ? [] : [id]));
}
