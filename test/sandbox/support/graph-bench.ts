import {
  Client,
  type Context,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { Sandbox } from '../../../src/sandbox/index.ts';

export const KEY = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name MeetingKey';
export const ORGANIZER = 'cloud-team@meetings.example';

/** A complete create body; `more` adds and overrides. */
export function eventBody(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    subject: 'Change review',
    body: { contentType: 'html', content: '<p>Hello</p>' },
    start: { dateTime: '2030-01-10T10:00:00', timeZone: 'America/New_York' },
    end: { dateTime: '2030-01-10T11:00:00', timeZone: 'America/New_York' },
    attendees: attendees('a@x.example', 'b@x.example'),
    ...more,
  };
}

export const attendees = (...addresses: string[]) =>
  addresses.map((address) => ({ emailAddress: { address }, type: 'required' }));

/**
 * What Graph's answers hold, as far as tests look: an event, a list or an error. A test that looks at a member of one
 * kind where another came fails there.
 */
export interface GraphBody {
  readonly '@odata.etag': string;
  readonly '@odata.count': number;
  readonly '@odata.nextLink'?: string;
  readonly id: string;
  readonly subject: string;
  readonly changeKey: string;
  readonly transactionId: string | null;
  readonly iCalUId: string;
  readonly webLink: string;
  readonly createdDateTime: string;
  readonly originalStartTimeZone: string;
  readonly isOrganizer: boolean;
  readonly isCancelled: boolean;
  readonly isOnlineMeeting: boolean;
  readonly onlineMeetingProvider: string;
  readonly onlineMeeting: { readonly joinUrl: string } | null;
  readonly body: { readonly contentType: string; readonly content: string };
  readonly start: { readonly dateTime: string; readonly timeZone: string };
  readonly location: { readonly displayName: string };
  readonly locations: readonly { readonly displayName: string }[];
  readonly categories: readonly string[];
  readonly organizer: { readonly emailAddress: { readonly address: string } };
  readonly attendees: readonly {
    readonly emailAddress: { readonly address: string };
    readonly status: unknown;
  }[];
  readonly singleValueExtendedProperties?: readonly { readonly id: string; readonly value: string }[];
  readonly value: readonly GraphBody[];
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly '@event.existingEventId'?: string;
    readonly innerError: Readonly<Record<'date' | 'request-id' | 'client-request-id', string>>;
  };
}

/** An answer with its JSON read. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GraphBody;
}

/** The join link; fails when there is none. */
export function joinUrl(body: GraphBody): string {
  if (!body.onlineMeeting) throw new Error('no online meeting');
  return body.onlineMeeting.joinUrl;
}

/** The addresses of the attendees, in order. */
export const addressesOf = (body: GraphBody) =>
  body.attendees.map(({ emailAddress }) => emailAddress.address);

/** Calls Graph without a client. `path` comes after the organizer's mailbox unless it begins with `/v1.0`. */
export async function graph(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<GraphAnswer> {
  const url = path.startsWith('/v1.0') ? path : `/v1.0/users/${ORGANIZER}/${path}`;
  const response = await fetch(sandbox.url + url, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as GraphBody,
  };
}

/** The real Graph client; its own authentication would take the token off a request to plain http. */
export function graphClient(sandbox: Sandbox): Client {
  let next: Middleware | undefined;
  const authentication: Middleware = {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context: Context) => {
      const given = context.options?.headers as Record<string, string> | undefined;
      context.options = {
        ...context.options,
        headers: { ...given, Authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN}` },
      };
      await next?.execute(context);
    },
  };
  const chain = [
    authentication,
    new RetryHandler(new RetryHandlerOptions(0, 2)),
    new HTTPMessageHandler(),
  ] as const;
  chain[0].setNext?.(chain[1]);
  chain[1].setNext(chain[2]);
  return Client.initWithMiddleware({ baseUrl: sandbox.url, defaultVersion: 'v1.0', middleware: chain[0] });
}
