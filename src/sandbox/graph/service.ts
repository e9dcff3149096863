import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { jsonAnswer, type Answer } from '../answer.ts';
import type { Delivery } from '../delivery.ts';
import type { JournalEntry } from '../journal.ts';
import type { Judgement } from '../entra/token-book.ts';
import type { Scenario } from '../scenario.ts';
import { createEvent, endEvent, updateEvent } from './change-event.ts';
import { DEFAULT_CALENDAR, DELETED_ITEMS, folderOf, type StoredEvent } from './event.ts';
import type { GraphFaults } from './fault.ts';
import { calendarJson, calendarsOf, deletedItemsJson, folderId, type CalendarFolder } from './folders.ts';
import { isAddress, readEventInput } from './input.ts';
import { mailboxNamed } from './people.ts';
import { appliedHeader, readPreferences, type Preferences } from './prefer.ts';
import { isSearch, listEvents, projectEvent } from './query.ts';
import { GraphRefusal, notFound } from './refusal.ts';
import { graphRoute, type GraphRoute } from './route.ts';
import type { Sight } from './sight.ts';
import type { CalendarStore } from './store.ts';
import type { Switches } from './switches.ts';
import { eventsSeenBy, isOnCalendar, occurrencesOf, ownEvent, type SeenEvent, type Showing } from './view.ts';
import { instantFromText, instantOf } from './zone.ts';

/** One request for Graph, with its body read. `origin` is the sandbox's own, for links. */
export interface GraphRequest {
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly entry: JournalEntry;
}

/** What Graph works on. `now` gives ms since the Unix epoch. */
export interface GraphWorld {
  readonly scenario: Scenario;
  readonly store: CalendarStore;
  readonly faults: GraphFaults;
  readonly sight: Sight;
  /** How the calendar behaves now. */
  readonly switches: () => Switches;
  readonly now: () => number;
  /** What to make of tokens besides the scenario's own; without it they are unknown. */
  readonly judge?: ((token: string) => Judgement) | undefined;
}

/** Graph refuses larger requests (Microsoft Graph docs: 4 MB). */
const LARGEST_BODY = 4 * 1024 * 1024;

/** Answers Microsoft Graph v1.0 for calendars, errors included, under the faults in force. */
export async function answerGraph(request: GraphRequest, world: GraphWorld): Promise<Delivery> {
  const url = new URL(request.path, request.origin);
  const route = graphRoute(request.method, request.path.split('?')[0] ?? '');
  request.entry.note({ service: 'graph', operation: route.operation, write: request.method !== 'GET' });
  const date = new Date(world.now()).toUTCString();
  const ids = {
    'request-id': randomUUID(),
    'client-request-id': [request.headers['client-request-id']].flat()[0],
  };
  const fault = world.faults.take(request.method, request.path, route.operation);
  if (fault?.kind === 'hang') return { kind: 'hang' };
  if (fault?.kind === 'reset-before') return { kind: 'reset' };
  const faulty = (): Answer => {
    const retryAfter = fault?.retryAfter ?? fault?.retryAfterSeconds;
    const refused = errorAnswer(
      new GraphRefusal(
        fault?.status ?? 503,
        fault?.code ?? (fault?.status === 429 ? 'ApplicationThrottled' : 'ServiceUnavailable'),
        fault?.message ?? 'The service cannot answer at the moment.',
        retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } },
      ),
      ids,
      world,
    );
    return fault?.text === undefined
      ? refused
      : { ...refused, headers: { ...refused.headers, 'content-type': 'text/html' }, body: fault.text };
  };
  if (fault?.kind === 'status') return { kind: 'answer', answer: faulty() };
  let answer: Answer;
  try {
    answer = await perform(request, route, url, world);
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    answer = errorAnswer(error, ids, world);
  }
  if (fault?.kind === 'reset-after') return { kind: 'reset' };
  if (fault?.kind === 'status-after') return { kind: 'answer', answer: faulty() };
  return { kind: 'answer', answer: { ...answer, headers: { ...defined(ids), date, ...answer.headers } } };
}

async function perform(
  request: GraphRequest,
  route: GraphRoute,
  url: URL,
  world: GraphWorld,
): Promise<Answer> {
  checkToken(request.headers.authorization, world);
  if (route.operation === 'Unknown')
    throw new GraphRefusal(
      400,
      'BadRequest',
      `Resource not found for the segment '${url.pathname.split('/').at(-1) ?? ''}'.`,
    );
  if (request.body.length > LARGEST_BODY)
    throw new GraphRefusal(413, 'RequestEntityTooLarge', 'The request entity is too large.');
  if (request.method === 'GET' && world.sight.refusesRead())
    throw new GraphRefusal(412, 'ErrorIrresolvableConflict', CONFLICT);
  const preferences = readPreferences(request.headers);
  const switches = world.switches();
  const mailbox = mailboxOf(route.user, world);
  const { store, sight } = world;
  const headers = { 'content-type': JSON_TYPE, ...appliedHeader(preferences) };
  const showing = (as: Showing['as']): Showing => ({
    preferences,
    switches,
    as,
    showsJoinLink: sight.showsJoinLink,
  });
  const one = (seen: SeenEvent, status: number, as: Showing['as']): Answer =>
    jsonAnswer(
      status,
      {
        '@odata.context': `${url.origin}/v1.0/$metadata#users('${encodeURIComponent(mailbox)}')/events/$entity`,
        ...projectEvent(seen, url.searchParams, showing(as)),
      },
      headers,
    );
  const seenNow = () => eventsSeenBy(mailbox, store.read(), switches);
  const list = (choose: (events: readonly SeenEvent[]) => readonly SeenEvent[]): Answer => {
    const calendar = calendarMeant(route, mailbox, world);
    const shown = sight.look(isSearch(url.searchParams));
    const everywhere = route.calendarId === undefined && switches.listsAllCalendars;
    const calendars = everywhere ? calendarsOf(mailbox, store.read()) : [calendar];
    const events = seenNow().filter(
      (seen) => shown(seen.event) && calendars.some(({ folder }) => isOnCalendar(seen, folder)),
    );
    return jsonAnswer(200, listEvents(choose(events), url, showing('listed')), headers);
  };
  const find = (events: readonly StoredEvent[]) =>
    findSeen(eventsSeenBy(mailbox, events, switches), route.eventId ?? '', preferences, switches);
  const context = { mailbox, atMs: world.now(), switches };

  switch (route.operation) {
    case 'ListEvents':
      return list((events) => events);
    case 'CalendarView':
      return list((events) => eventsBetween(events.flatMap(occurrencesOf), url));
    case 'ListCalendars':
      return jsonAnswer(
        200,
        { value: calendarsOf(mailbox, store.read()).map((calendar) => calendarJson(mailbox, calendar)) },
        headers,
      );
    case 'GetCalendar':
      return jsonAnswer(200, calendarJson(mailbox, calendarMeant(route, mailbox, world)), headers);
    case 'GetMailFolder':
      if (route.folder?.toLowerCase() !== DELETED_ITEMS && route.folder !== folderId(mailbox, DELETED_ITEMS))
        throw notFound();
      return jsonAnswer(200, deletedItemsJson(mailbox), headers);
    case 'GetCalendarOfEvent': {
      const folder = folderOf(find(store.read()).event);
      if (folder === DELETED_ITEMS && switches.calendarOfDeleted === 'refused') throw notFound();
      const shown = folder === DELETED_ITEMS ? DEFAULT_CALENDAR : folder;
      const calendar = { id: folderId(mailbox, shown), folder: shown };
      return jsonAnswer(200, calendarJson(mailbox, calendar), headers);
    }
    case 'GetEvent':
      return one(find(store.read()), 200, 'read');
    case 'CreateEvent': {
      const input = readEventInput(parseJson(request.body), 'create', switches);
      const { folder } = calendarMeant(route, mailbox, world);
      const { immutableIds } = preferences;
      const made = await store.mutate((events) => {
        const place = folder === DEFAULT_CALENDAR ? undefined : folder;
        const change = createEvent(events, input, { ...context, folder: place, immutableIds });
        if (change.events !== events) sight.made(change.result);
        return change;
      });
      return one(ownEvent(made), 201, 'created');
    }
    case 'UpdateEvent': {
      const input = readEventInput(parseJson(request.body), 'update', switches);
      const ifMatch = request.headers['if-match'];
      const updated = await store.mutate((events) => {
        const seen = writable(find(events), switches);
        const { event } = seen;
        if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== `W/"${event.changeKey}"`)
          throw new GraphRefusal(412, 'ErrorIrresolvableConflict', CONFLICT);
        const change = updateEvent(events, event, input, context);
        return { ...change, result: { ...seen, event: change.result } };
      });
      return one(updated, 200, 'updated');
    }
    case 'CancelEvent': {
      const body = cancelSchema.safeParse(request.body.length === 0 ? {} : parseJson(request.body));
      if (!body.success)
        throw new GraphRefusal(400, 'RequestBodyRead', 'The body of a cancel has nothing but a Comment.');
      const comment = body.data.Comment ?? body.data.comment ?? undefined;
      await end({ state: 'cancelled', comment });
      return { status: 202, headers: {}, body: '' };
    }
    case 'DeleteEvent':
      await end({ state: 'deleted' });
      return { status: 204, headers: {}, body: '' };
  }

  function end(how: Parameters<typeof endEvent>[2]): Promise<StoredEvent> {
    return store.mutate((events) => {
      const { event } = ownOnly(find(events));
      if (how.state === 'cancelled' && switches.cancelNeedsAttendees && event.attendees.length === 0)
        throw new GraphRefusal(
          400,
          'ErrorInvalidRequest',
          'A meeting without attendees cannot be cancelled.',
        );
      return endEvent(events, event, how, world.now());
    });
  }
}

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const CONFLICT =
  'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.';
const cancelSchema = z.strictObject({ Comment: z.string().nullish(), comment: z.string().nullish() });

function checkToken(authorization: string | undefined, world: GraphWorld): void {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === world.scenario.graph.accessToken) return;
  const judgement = token === undefined ? 'unknown' : (world.judge?.(token) ?? 'unknown');
  if (judgement === 'good') return;
  if (judgement === 'without permission')
    throw new GraphRefusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  const why =
    judgement === 'expired'
      ? 'Lifetime validation failed, the token is expired.'
      : 'IDX14100: JWT is not well formed, there are no dots (.).';
  throw new GraphRefusal(
    401,
    'InvalidAuthenticationToken',
    token === undefined ? 'Access token is empty.' : why,
    { headers: { 'www-authenticate': 'Bearer realm=""' } },
  );
}

/** The mailbox that the path means, by its own address. */
function mailboxOf(user: string | undefined, world: GraphWorld): string {
  const { mailboxes, signedInUser } = world.scenario.graph;
  const switches = world.switches();
  if (!isAddress(user ?? signedInUser))
    throw new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${user ?? ''}' is invalid.`);
  const address = mailboxNamed(user ?? signedInUser, switches);
  const allowed =
    mailboxes === 'any' ||
    mailboxes.some((entry) =>
      entry.startsWith('@') ? address.endsWith(entry.toLowerCase()) : address === entry.toLowerCase(),
    );
  if (!allowed)
    throw new GraphRefusal(404, switches.unknownMailbox, NO_MAILBOX[switches.unknownMailbox](user));
  return address;
}

const NO_MAILBOX: Readonly<Record<Switches['unknownMailbox'], (user: string | undefined) => string>> = {
  MailboxNotEnabledForRESTAPI: () => 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  ResourceNotFound: () => 'Resource could not be discovered.',
  ErrorInvalidUser: (user = '') => `The requested user '${user}' is invalid.`,
};

function calendarMeant({ calendarId }: GraphRoute, mailbox: string, world: GraphWorld): CalendarFolder {
  const calendars = calendarsOf(mailbox, world.store.read());
  const found = calendars.find(({ id, folder }) =>
    calendarId === undefined ? folder === DEFAULT_CALENDAR : id === calendarId,
  );
  if (!found) throw notFound();
  return found;
}

/**
 * One event by its id. Where immutable ids are asked for, either kind is understood; an ordinary one ends with every move
 * to another folder, an immutable one finds what has ended too, as the switches say.
 */
function findSeen(
  seen: readonly SeenEvent[],
  id: string,
  { immutableIds }: Preferences,
  { deletedReadable, cancelledReadable }: Switches,
): SeenEvent {
  const all = [
    ...seen,
    ...seen.filter(({ event }) => event.occurrences !== undefined).flatMap(occurrencesOf),
  ];
  const found = all.find((one) => one.id === id || (immutableIds && one.immutableId === id));
  if (!found) throw notFound();
  const { event } = found;
  if (event.state === 'live' || isOnCalendar(found, DEFAULT_CALENDAR)) return found;
  const readable = event.state === 'deleted' ? deletedReadable : cancelledReadable !== 'gone';
  if (!readable || !immutableIds || found.immutableId !== id) throw notFound();
  return found;
}

function ownOnly(seen: SeenEvent): SeenEvent {
  if (!seen.isOrganizer) throw notTheOrganizer('cancel a meeting');
  if (seen.event.state !== 'live') throw notFound();
  return seen;
}

/** An event that may be updated: the organizer's own, even in Deleted Items when it answers as if it stood, or a copy. */
function writable(seen: SeenEvent, switches: Switches): SeenEvent {
  if (!seen.isOrganizer && !switches.copiesWritable) throw notTheOrganizer('update an event');
  if (seen.event.state === 'cancelled' && switches.cancelledReadable !== 'unmarked') throw notFound();
  return seen;
}

function notTheOrganizer(what: string): GraphRefusal {
  return new GraphRefusal(
    400,
    'ErrorInvalidRequest',
    `Your request can't be completed. You need to be an organizer to ${what}.`,
  );
}

function eventsBetween(events: readonly SeenEvent[], url: URL): readonly SeenEvent[] {
  const bound = (name: 'startDateTime' | 'endDateTime') => {
    const text = url.searchParams.get(name);
    // A `+` that was not encoded arrives as a space.
    const epochMs = text === null ? undefined : instantFromText(text.replace(' ', '+'));
    if (epochMs === undefined)
      throw new GraphRefusal(
        400,
        'ErrorInvalidParameter',
        `This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.`,
      );
    return epochMs;
  };
  const from = bound('startDateTime');
  const to = bound('endDateTime');
  return events.filter(({ event }) => instantOf(event.start) < to && instantOf(event.end) > from);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new GraphRefusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

function errorAnswer(
  refusal: GraphRefusal,
  ids: Record<string, string | undefined>,
  world: GraphWorld,
): Answer {
  const date = new Date(world.now()).toISOString().slice(0, 19);
  const error = {
    code: refusal.code,
    message: refusal.message,
    ...refusal.extra,
    innerError: {
      date,
      ...defined({ ...ids, 'client-request-id': ids['client-request-id'] ?? ids['request-id'] }),
    },
  };
  return jsonAnswer(refusal.status, { error }, { ...defined(ids), ...refusal.headers });
}

function defined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
