import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { jsonAnswer, type Answer } from '../answer.ts';
import type { Delivery } from '../delivery.ts';
import type { JournalEntry } from '../journal.ts';
import type { Judgement } from '../entra/token-book.ts';
import type { Scenario } from '../scenario.ts';
import { createEvent, endEvent, updateEvent } from './change-event.ts';
import type { StoredEvent } from './event.ts';
import type { GraphFaults } from './fault.ts';
import { isAddress, readEventInput } from './input.ts';
import { appliedHeader, readPreferences, type Preferences } from './prefer.ts';
import { listEvents, projectEvent } from './query.ts';
import { GraphRefusal, notFound } from './refusal.ts';
import { graphRoute, type GraphRoute } from './route.ts';
import type { CalendarStore } from './store.ts';
import { eventsSeenBy, type SeenEvent } from './view.ts';
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
  const ids = {
    'request-id': randomUUID(),
    'client-request-id': [request.headers['client-request-id']].flat()[0],
  };
  const fault = world.faults.take(request.method, request.path);
  if (fault?.kind === 'hang') return { kind: 'hang' };
  if (fault?.kind === 'reset-before') return { kind: 'reset' };
  const faulty = (): Answer =>
    errorAnswer(
      new GraphRefusal(
        fault?.status ?? 503,
        fault?.code ?? (fault?.status === 429 ? 'ApplicationThrottled' : 'ServiceUnavailable'),
        fault?.message ?? 'The service cannot answer at the moment.',
        fault?.retryAfterSeconds === undefined
          ? {}
          : { headers: { 'retry-after': String(fault.retryAfterSeconds) } },
      ),
      ids,
      world,
    );
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
  return { kind: 'answer', answer: { ...answer, headers: { ...defined(ids), ...answer.headers } } };
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
  const preferences = readPreferences(request.headers);
  const mailbox = mailboxOf(route.user, world);
  const one = (seen: SeenEvent, status: number): Answer =>
    jsonAnswer(
      status,
      {
        '@odata.context': `${url.origin}/v1.0/$metadata#users('${encodeURIComponent(mailbox)}')/events/$entity`,
        ...projectEvent(seen, url.searchParams, preferences),
      },
      { 'content-type': JSON_TYPE, ...appliedHeader(preferences) },
    );
  const list = (events: readonly SeenEvent[]): Answer =>
    jsonAnswer(200, listEvents(events, url, preferences), {
      'content-type': JSON_TYPE,
      ...appliedHeader(preferences),
    });
  const own = (event: StoredEvent): SeenEvent => ({
    event,
    isOrganizer: true,
    id: event.id,
    immutableId: event.immutableId,
  });
  const find = (events: readonly StoredEvent[]) =>
    findSeen(events, mailbox, route.eventId ?? '', preferences);

  switch (route.operation) {
    case 'ListEvents':
      return list(eventsSeenBy(mailbox, world.store.read()));
    case 'CalendarView':
      return list(eventsBetween(eventsSeenBy(mailbox, world.store.read()), url));
    case 'GetCalendar':
      return jsonAnswer(
        200,
        { name: 'Calendar', isDefaultCalendar: true, canEdit: true, owner: { address: mailbox } },
        { 'content-type': JSON_TYPE },
      );
    case 'GetEvent':
      return one(find(world.store.read()), 200);
    case 'CreateEvent': {
      const input = readEventInput(parseJson(request.body), 'create');
      const idOf = (event: StoredEvent) => (preferences.immutableIds ? event.immutableId : event.id);
      return one(
        own(await world.store.mutate((events) => createEvent(events, mailbox, input, world.now(), idOf))),
        201,
      );
    }
    case 'UpdateEvent': {
      const input = readEventInput(parseJson(request.body), 'update');
      const ifMatch = request.headers['if-match'];
      const updated = await world.store.mutate((events) => {
        const { event } = ownOnly(find(events), 'update an event');
        if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== `W/"${event.changeKey}"`)
          throw new GraphRefusal(412, 'ErrorIrresolvableConflict', CONFLICT);
        return updateEvent(events, event, input, world.now());
      });
      return one(own(updated), 200);
    }
    case 'CancelEvent': {
      const body = cancelSchema.safeParse(request.body.length === 0 ? {} : parseJson(request.body));
      if (!body.success)
        throw new GraphRefusal(400, 'RequestBodyRead', 'The body of a cancel has nothing but a Comment.');
      const comment = body.data.Comment ?? body.data.comment ?? undefined;
      await end({ state: 'cancelled', ...(comment === undefined ? {} : { comment }) });
      return { status: 202, headers: {}, body: '' };
    }
    case 'DeleteEvent':
      await end({ state: 'deleted' });
      return { status: 204, headers: {}, body: '' };
  }

  function end(how: Parameters<typeof endEvent>[2]): Promise<StoredEvent> {
    return world.store.mutate((events) =>
      endEvent(events, ownOnly(find(events), 'cancel a meeting').event, how, world.now()),
    );
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

/** The address of the mailbox that the path means, lower-cased. */
function mailboxOf(user: string | undefined, world: GraphWorld): string {
  const { mailboxes, signedInUser } = world.scenario.graph;
  const address = (user ?? signedInUser).toLowerCase();
  if (!isAddress(address))
    throw new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${user ?? ''}' is invalid.`);
  const allowed =
    mailboxes === 'any' ||
    mailboxes.some((entry) =>
      entry.startsWith('@') ? address.endsWith(entry.toLowerCase()) : address === entry.toLowerCase(),
    );
  if (!allowed)
    throw new GraphRefusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  return address;
}

/** An immutable id finds an event in Deleted Items too; an ordinary id ended with the move there. */
function findSeen(
  events: readonly StoredEvent[],
  mailbox: string,
  id: string,
  preferences: Preferences,
): SeenEvent {
  const seen = eventsSeenBy(mailbox, events, { ended: preferences.immutableIds });
  const found = seen.find((one) => (preferences.immutableIds ? one.immutableId : one.id) === id);
  if (!found || found.event.state === 'deleted') throw notFound();
  return found;
}

function ownOnly(seen: SeenEvent, what: string): SeenEvent {
  if (!seen.isOrganizer)
    throw new GraphRefusal(
      400,
      'ErrorInvalidRequest',
      `Your request can't be completed. You need to be an organizer to ${what}.`,
    );
  if (seen.event.state !== 'live') throw notFound();
  return seen;
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
