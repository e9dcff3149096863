import type { z } from 'zod';
import type { Clock } from '../recipients/index.ts';
import { mayGetToken, openTransport, type GraphCall } from './client.ts';
import { describeFailure } from './errors.ts';
import { GraphFailure, type FailureFacts } from './failure.ts';
import {
  calendarEvent,
  eventBody,
  eventCalendar,
  eventPage,
  viewPage,
  type CalendarEvent,
  type ViewedEvent,
} from './graph-event.ts';
import type { CalendarError } from './outcome.ts';
import { utcTime } from './instant.ts';
import { EXPAND_PROPERTIES, keyFilter } from './properties.ts';
import { repeatedRead } from './repeated-read.ts';
import type { SendEvent } from './send-event.ts';
import type { GraphToken } from './token.ts';

/** What a calendar is opened with. */
export interface CalendarOptions {
  /** From `resolveGraphBaseUrl`. */
  readonly baseUrl: string;
  readonly token: GraphToken;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly onEvent?: (event: SendEvent) => void;
  /** What the journal calls these calendars; the base URL when absent. For calendars that outlive their address. */
  readonly place?: string;
  /** Milliseconds until a call without an answer has failed; 30 s as the Go tool has it. */
  readonly requestTimeoutMs?: number;
}

/** Calendars behind Microsoft Graph. Reads repeat themselves; a write is one call, and repeating it is the caller's decision. */
export interface Calendar {
  readonly identity: string;
  /** Tells these calendars from those of another cloud or sandbox, in the journal. */
  readonly place: string;
  readonly clock: Clock;
  readonly report: (event: SendEvent) => void;
  /** What went wrong, told for a person. */
  readonly describe: (facts: FailureFacts, organizer: string) => CalendarError;
  /** All events with a key, cancelled ones included. */
  readonly findByKey: (
    organizer: string,
    key: string,
    signal: AbortSignal,
  ) => Promise<readonly CalendarEvent[]>;
  /** One event, `undefined` when Graph says that there is none. */
  readonly read: (organizer: string, id: string, signal: AbortSignal) => Promise<CalendarEvent | undefined>;
  /** Everything on the calendar that touches a stretch of time (ms since the Unix epoch), each meeting of a series by itself. */
  readonly view: (
    organizer: string,
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ) => Promise<readonly ViewedEvent[]>;
  /**
   * Which calendar holds an event (Microsoft Graph docs: event, relationship `calendar`); `unknown` where Graph does not
   * say. Of an event in Deleted Items it may say `default`.
   */
  readonly calendarOf: (
    organizer: string,
    id: string,
    signal: AbortSignal,
  ) => Promise<'default' | 'another' | 'none' | 'unknown'>;
  /** The body as HTML. */
  readonly readBody: (organizer: string, id: string, signal: AbortSignal) => Promise<string>;
  readonly create: (organizer: string, event: unknown) => Promise<CalendarEvent>;
  /** Refused with 412 when `etag` is given and the event has changed since. */
  readonly update: (organizer: string, id: string, changes: unknown, etag?: string) => Promise<CalendarEvent>;
  /** Cancels an event: everybody on it is told, with the comment. Resolves when Graph has confirmed it. */
  readonly cancel: (organizer: string, id: string, comment: string | undefined) => Promise<void>;
}

/** Milliseconds until a call without an answer has failed, as the Go tool has it. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** A meeting has a handful of events: an answer of more pages than this does not end. */
const MOST_PAGES = 20;

const SELECT = [
  'id',
  'subject',
  'start',
  'end',
  'location',
  'attendees',
  'hideAttendees',
  'isCancelled',
  'isOrganizer',
  'organizer',
  'type',
  'createdDateTime',
  'isOnlineMeeting',
  'onlineMeeting',
  'webLink',
  'transactionId',
].join(',');
const VIEW = 'id,subject,start,end,showAs,sensitivity,isCancelled,isOrganizer,type';
const SHAPE = { $select: SELECT, $expand: EXPAND_PROPERTIES };

/** For writes: once begun they are finished, whatever the person has decided meanwhile. */
const UNSTOPPABLE = new AbortController().signal;

/**
 * Opens the calendars that a token gives access to. Makes no request by itself; every method rejects with `GraphFailure`.
 * @throws CalendarFailure for a base URL that no token may be sent to
 */
export function createCalendar(options: CalendarOptions): Calendar {
  const { baseUrl, token, clock } = options;
  const report = options.onEvent ?? (() => undefined);
  /** The server's time as of its last answer. */
  let serverMs: number | undefined;
  const call = openTransport({
    baseUrl,
    token,
    onDate: (epochMs) => (serverMs = epochMs),
    fetch: options.fetch,
    requestTimeoutMs: options.requestTimeoutMs ?? DEFAULT_TIMEOUT_MS,
  });
  const { description: identity, whenRefused } = token;
  const hint = whenRefused === undefined ? {} : { whenRefused };
  const describe: Calendar['describe'] = (facts, organizer) =>
    describeFailure(facts, { organizer, baseUrl, identity, ...hint });
  const get = (request: Omit<GraphCall, 'method'>, organizer: string): Promise<unknown> =>
    repeatedRead(call, request, { clock, report, describe: (facts) => describe(facts, organizer) });
  /** All pages of a list. */
  const list = async <T>(
    page: z.ZodType<{ readonly value: readonly T[]; readonly '@odata.nextLink'?: string | null | undefined }>,
    first: Omit<GraphCall, 'method'>,
    organizer: string,
  ): Promise<readonly T[]> => {
    const found: T[] = [];
    let request = first;
    for (let pages = 1; ; pages += 1) {
      const { value, '@odata.nextLink': next } = parsed(page, await get(request, organizer));
      found.push(...value);
      if (typeof next !== 'string') return found;
      if (pages === MOST_PAGES) throw new GraphFailure({ kind: 'answer', code: 'EndlessPages' });
      request = { path: nextPath(next, baseUrl), signal: first.signal };
    }
  };
  return {
    identity,
    place: options.place ?? baseUrl,
    clock,
    report,
    describe,
    findByKey: (organizer, key, signal) => {
      const query = { ...SHAPE, $filter: keyFilter(key), $top: '100' };
      return list(eventPage, { path: eventsOf(organizer), query, signal }, organizer);
    },
    view: (organizer, fromMs, toMs, signal) => {
      const [startDateTime, endDateTime] = [fromMs, toMs].map((ms) => `${utcTime(ms)}Z`) as [string, string];
      const query = { startDateTime, endDateTime, $select: VIEW, $top: '100' };
      return list(viewPage, { path: `${userOf(organizer)}/calendarView`, query, signal }, organizer);
    },
    read: async (organizer, id, signal) => {
      try {
        return parsed(
          calendarEvent,
          await get({ path: eventOf(organizer, id), query: SHAPE, signal }, organizer),
        );
      } catch (error) {
        if (error instanceof GraphFailure && isGone(error.facts)) return undefined;
        throw error;
      }
    },
    readBody: async (organizer, id, signal) => {
      const answer = await get(
        { path: eventOf(organizer, id), query: { $select: 'body' }, signal },
        organizer,
      );
      return parsed(eventBody, answer).body?.content ?? '';
    },
    create: async (organizer, event) => {
      // By the server's own clock: what was made before the answer to an earlier call was not made by this one.
      const before = serverMs;
      const made = parsed(
        calendarEvent,
        await call({ method: 'POST', path: eventsOf(organizer), body: event, signal: UNSTOPPABLE }),
      );
      const olderByMs = (before ?? 0) - (made.createdMs ?? Infinity);
      return olderByMs > 0 ? { ...made, olderByMs } : made;
    },
    calendarOf: async (organizer, id, signal) => {
      const request = { path: `${eventOf(organizer, id)}/calendar`, signal };
      try {
        const { isDefaultCalendar } = parsed(eventCalendar, await get(request, organizer));
        return isDefaultCalendar === false ? 'another' : 'default';
      } catch (error) {
        if (error instanceof GraphFailure && error.facts.kind === 'answer')
          return isGone(error.facts) ? 'none' : 'unknown';
        throw error;
      }
    },
    update: async (organizer, id, changes, etag) => {
      const headers: Record<string, string> = etag === undefined ? {} : { 'If-Match': etag };
      const path = eventOf(organizer, id);
      return parsed(
        calendarEvent,
        await call({ method: 'PATCH', path, headers, body: changes, signal: UNSTOPPABLE }),
      );
    },
    cancel: async (organizer, id, comment) => {
      const body = comment === undefined ? {} : { Comment: comment };
      await call({
        method: 'POST',
        path: `${eventOf(organizer, id)}/cancel`,
        body,
        signal: UNSTOPPABLE,
      });
    },
  };
}

/**
 * Whether there is no such event. An id that Graph cannot even read (copied by hand, say) is nobody's either. Another 404
 * says nothing of the event: `ResourceNotFound` is about the mailbox (microsoftgraph/msgraph-sdk-java#260).
 */
function isGone({ status, code }: FailureFacts): boolean {
  if (status === 404) return code === 'ErrorItemNotFound';
  return status === 400 && (code === 'ErrorInvalidIdMalformed' || code === 'ErrorInvalidId');
}

/** Addresses and ids hold characters that mean something in a path (`/`, `=`, `#`, `+`). */
function userOf(organizer: string): string {
  return `/users/${encodeURIComponent(organizer)}`;
}

function eventsOf(organizer: string): string {
  return `${userOf(organizer)}/events`;
}

/** Path of one event. */
export function eventOf(organizer: string, id: string): string {
  return `${eventsOf(organizer)}/${encodeURIComponent(id)}`;
}

/**
 * The path below the version segment, with its query; the client takes absolute links over https only. Addresses within the
 * query are encoded: the client would take one for the address itself.
 */
function nextPath(link: string, baseUrl: string): string {
  const [path = '', ...query] = link.slice(`${baseUrl}/v1.0/`.length).split('?');
  if (!link.startsWith(`${baseUrl}/v1.0/`) || !mayGetToken(link, baseUrl) || path.includes(':/'))
    throw new GraphFailure({ kind: 'answer', code: 'ForeignNextLink' });
  return query.length === 0 ? path : `${path}?${query.join('?').replaceAll('://', '%3A%2F%2F')}`;
}

function parsed<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const result = schema.safeParse(json);
  if (!result.success) throw new GraphFailure({ kind: 'garbled', code: 'UnreadableAnswer' });
  return result.data;
}
