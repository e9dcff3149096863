import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { instantOf } from '../../../src/calendar/instant.ts';
import { schemaErrors } from './schema.ts';

type Json = Record<string, unknown>;

/** An event as the fake keeps it: what was sent, and what the server added. */
export interface Stored {
  readonly id: string;
  readonly mailbox: string;
  version: number;
  readonly created: string;
  fields: Json;
}

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Json | undefined;
}

/** What goes wrong with the next request of a method: before it is carried out, or after. */
export interface Trouble {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly how:
    | 'reset-before'
    | 'reset-after'
    | 'hang'
    | 'garbage-after'
    | {
        readonly status: number;
        readonly after?: boolean;
        readonly body?: string;
        readonly headers?: Record<string, string>;
      };
}

/** Which answer an event is shown in: a list by key, a calendar's view, an event by itself, the answer to a write. */
export type Answer = 'list' | 'view' | 'one' | 'create' | 'update';

export const TEAMS_BLOB =
  '<br><div><span class="me-email-text">________________</span></div><div>\u00a0<a href="https://teams.example/l/meetup-join/1">Join &amp; meet</a></div>';

/** A Graph of a few lines behind `fetch`: strict about what it is sent, with trouble on request. */
export function fakeGraph(options: { readonly validate?: boolean } = {}) {
  const events: Stored[] = [];
  const seen: Seen[] = [];
  const troubles: Trouble[] = [];
  let joinLinks = true;
  let indexed = true;
  let named = true;
  let repeatable = false;
  let delay: (what: string) => Promise<unknown> = () => Promise.resolve();
  let onRequest: (request: Seen) => void = () => undefined;
  let date: string | undefined;
  let showing: (json: Json, answer: Answer, event: Stored) => Json | undefined = (json) => json;

  const whole = (event: Stored): Json => ({
    ...event.fields,
    id: event.id,
    '@odata.etag': `W/"${event.version}"`,
    start: utc(event.fields.start),
    end: utc(event.fields.end),
    webLink: `https://outlook.example/${event.id}`,
    ...(event.fields.isOnlineMeeting === true &&
      joinLinks && { onlineMeeting: { joinUrl: 'https://teams.example/l/meetup-join/1' } }),
  });
  /** As an answer shows it: not at all, or not as it was sent. */
  const all = (list: readonly Stored[], answer: Answer): readonly Json[] =>
    list.flatMap((event): Json[] => {
      const json = showing(whole(event), answer, event);
      return json === undefined ? [] : [json];
    });

  const carryOut = (request: Seen): Response => {
    const [, , , mailbox, collection, id, action] = request.url.pathname.split('/').map(decodeURIComponent);
    assert.ok(mailbox);
    const mine = events.filter((event) => event.mailbox === mailbox.toLowerCase());
    if (collection === 'calendarView') {
      const [from, to] = ['startDateTime', 'endDateTime'].map((name) =>
        Date.parse(request.url.searchParams.get(name) ?? ''),
      );
      assert.ok(from !== undefined && to !== undefined && from < to);
      const at = (time: unknown): number => Date.parse(`${utc(time).dateTime as string}Z`);
      const during = mine.filter(
        ({ fields }) => fields.isCancelled !== true && at(fields.start) < to && at(fields.end) > from,
      );
      return json(200, { value: all(during, 'view') });
    }
    if (request.method === 'GET' && id === undefined) {
      const filter = request.url.searchParams.get('$filter') ?? '';
      const [, name, value] = /ep\/id eq '([^']+)' and ep\/value eq '([^']+)'/.exec(filter) ?? [];
      const hits = mine.filter((event) => indexed && property(event, name ?? '') === value?.toLowerCase());
      return json(200, { value: all(hits, 'list') });
    }
    const event = mine.find((one) => one.id === id);
    if (request.method === 'GET' && action !== undefined) return notKnown();
    if (request.method === 'GET') {
      const [one] = event === undefined ? [] : all([event], 'one');
      return one === undefined ? notFound() : json(200, one);
    }
    if (options.validate !== false) {
      const kind = action === 'cancel' ? 'CANCEL' : request.method;
      assert.deepEqual(schemaErrors(kind, request.body), []);
    }
    const body = request.body ?? {};
    if (action === 'cancel') {
      if (event === undefined || event.fields.isCancelled === true) return notFound();
      event.fields = { ...event.fields, isCancelled: true, comment: body.Comment };
      event.version += 1;
      return new Response(null, { status: 202 });
    }
    if (request.method === 'POST') {
      const canonical = JSON.stringify(body);
      const twin = mine.find((one) => one.fields.transactionId === body.transactionId);
      if (twin?.created === canonical && (repeatable || twin.fields.isCancelled !== true))
        return json(201, all([twin], 'create')[0]);
      if (twin !== undefined) {
        return json(400, {
          error: {
            code: 'ErrorDuplicateTransactionId',
            message: "Your request can't be completed.",
            ...(named && { '@event.existingEventId': twin.id }),
          },
        });
      }
      const made: Stored = {
        id: `AAMk/${randomUUID()}=`,
        mailbox: mailbox.toLowerCase(),
        version: 1,
        created: canonical,
        fields: { ...body, body: wrapped(body.body, body.isOnlineMeeting === true) },
      };
      events.push(made);
      return json(201, all([made], 'create')[0]);
    }
    if (event === undefined) return notFound();
    const match = request.headers.get('if-match');
    if (match !== null && match !== `W/"${event.version}"`) {
      return json(412, { error: { code: 'ErrorIrresolvableConflict', message: 'Changed.' } });
    }
    event.fields = { ...event.fields, ...body, singleValueExtendedProperties: properties(event, body) };
    event.version += 1;
    return json(200, all([event], 'update')[0]);
  };

  const fetcher: typeof fetch = async (input, init) => {
    const url = new URL(input);
    const text = init?.body as string | undefined;
    const request: Seen = {
      method: init?.method ?? 'GET',
      url,
      headers: new Headers(init?.headers),
      body: text === undefined ? undefined : (JSON.parse(text) as Json),
    };
    assert.equal(init?.redirect, 'error');
    seen.push(request);
    onRequest(request);
    await delay(`${request.method} ${seen.length}`);
    const at = troubles.findIndex(({ method }) => method === request.method);
    const trouble = at === -1 ? undefined : troubles.splice(at, 1)[0]?.how;
    if (trouble === 'reset-before') throw lost();
    if (trouble === 'hang') {
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    }
    if (typeof trouble === 'object') {
      if (trouble.after === true) carryOut(request);
      return new Response(trouble.body ?? '', { status: trouble.status, headers: trouble.headers ?? {} });
    }
    const answer = carryOut(request);
    if (date !== undefined) answer.headers.set('date', new Date(date).toUTCString());
    if (trouble === 'reset-after') throw lost();
    if (trouble === 'garbage-after') return new Response('<html>welcome', { status: answer.status });
    return Promise.resolve(answer);
  };

  return {
    fetch: fetcher,
    events,
    seen,
    troubles,
    /** Requests that write. */
    writes: () => seen.filter(({ method }) => method !== 'GET'),
    alive: () => events.filter(({ fields }) => fields.isCancelled !== true),
    set: (how: {
      joinLinks?: boolean;
      indexed?: boolean;
      named?: boolean;
      /** Whether a create is answered with its event even when that was cancelled since; else it is a duplicate. */
      repeatable?: boolean;
      /** Awaited before a request is carried out, so that tests decide the order of concurrent ones. */
      delay?: (what: string) => Promise<unknown>;
      onRequest?: (request: Seen) => void;
      /** What becomes of an event in an answer; nothing: it is not in it (by itself: not found). */
      showing?: (json: Json, answer: Answer, event: Stored) => Json | undefined;
      /** What answers say that the server's time is. */
      date?: string;
    }) => {
      date = how.date ?? date;
      showing = how.showing ?? showing;
      joinLinks = how.joinLinks ?? joinLinks;
      indexed = how.indexed ?? indexed;
      named = how.named ?? named;
      repeatable = how.repeatable ?? repeatable;
      delay = how.delay ?? delay;
      onRequest = how.onRequest ?? onRequest;
    },
    /** Something else has made an event: the Go tool, or a person. */
    place: (mailbox: string, fields: Json): Stored => {
      const made: Stored = {
        id: `AAMk/${randomUUID()}=`,
        mailbox,
        version: 1,
        created: '',
        fields: { ...fields, body: wrapped(fields.body, fields.isOnlineMeeting === true) },
      };
      events.push(made);
      return made;
    },
    /** Somebody changes an event in Outlook. */
    byHand: (event: Stored, change: Json) => {
      event.fields = { ...event.fields, ...change };
      event.version += 1;
    },
  };
}

/** The addresses on an event, in order. */
export function addressesOf(event: Stored): readonly string[] {
  return (event.fields.attendees as { emailAddress: { address: string } }[]).map(
    ({ emailAddress }) => emailAddress.address,
  );
}

export function contentOf(event: Stored): string {
  return (event.fields.body as { content: string }).content;
}

/** Outlook wraps what it is sent and puts the online meeting below it. */
function wrapped(body: unknown, online: boolean): Json {
  const { content } = body as { content: string };
  return {
    contentType: 'html',
    content: `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\r\n<body>\r\n${content}\r\n${online ? TEAMS_BLOB : ''}</body></html>\r\n`,
  };
}

function utc(time: unknown): Json {
  const ms = instantOf(time as { dateTime: string; timeZone: string });
  return { dateTime: new Date(ms ?? 0).toISOString().replace('Z', '0000'), timeZone: 'UTC' };
}

function property(event: Stored, id: string): string | undefined {
  const all = event.fields.singleValueExtendedProperties as { id: string; value: string }[] | undefined;
  return all?.find((one) => one.id === id)?.value.toLowerCase();
}

function properties(event: Stored, body: Json): unknown {
  const all = (list: unknown): [string, unknown][] =>
    ((list ?? []) as { id: string }[]).map((one) => [one.id, one]);
  return [
    ...new Map([
      ...all(event.fields.singleValueExtendedProperties),
      ...all(body.singleValueExtendedProperties),
    ]).values(),
  ];
}

/** What Graph says to a segment that it does not know. */
function notKnown(): Response {
  return json(400, { error: { code: 'BadRequest', message: 'Resource not found for the segment.' } });
}

function notFound(): Response {
  return json(404, {
    error: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
  });
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function lost(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
}
