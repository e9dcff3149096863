import { randomUUID } from 'node:crypto';
import type * as library from '@microsoft/microsoft-graph-client';
import { checkGraphBaseUrl } from './base-url.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import { networkFailure, refusal, signInFailure } from './read-failure.ts';
import { withTimeLimit } from './time-limit.ts';
import type { GraphToken } from './token.ts';

/** One call to Graph. */
export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version segment, every segment URL-encoded; a next link's own query may follow. */
  readonly path: string;
  /** Not yet URL-encoded. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** Makes one call and gives the answer's JSON (`undefined` for an empty one). Rejects with `GraphFailure` only. */
export type GraphTransport = (call: GraphCall) => Promise<unknown>;

/** What a transport is made of. */
export interface TransportOptions {
  readonly baseUrl: string;
  readonly token: GraphToken;
  readonly fetch: typeof fetch;
  /** Milliseconds after which a call without a complete answer has failed. */
  readonly requestTimeoutMs: number;
  /** Told the server's own time of each answer, milliseconds since the Unix epoch, to the second. */
  readonly onDate?: (epochMs: number) => void;
}

/**
 * Calls through Microsoft's client with a middleware chain of our own. Its default chain repeats writes on 503 and 504,
 * never renews a token and sends none over plain http to a loopback address (microsoft-graph-client 3.0.7, source).
 * The library is loaded with the first call.
 * @throws CalendarFailure (`GraphBaseUrlRefused`) for an address that no token may be sent to
 */
export function openTransport(options: TransportOptions): GraphTransport {
  const allowed = checkGraphBaseUrl(options.baseUrl);
  if (!allowed.ok) {
    throw new CalendarFailure({
      code: 'GraphBaseUrlRefused',
      message: allowed.message,
      remedy: 'Correct or unset GRAPH_BASE_URL.',
    });
  }
  const { baseUrl } = allowed;
  let loaded: Promise<typeof library> | undefined;
  return async (call) => {
    const { Client, ResponseType } = await (loaded ??= import('@microsoft/microsoft-graph-client'));
    const requestId = randomUUID();
    // The library turns what a middleware throws into an error of its own, without the cause: hence this variable.
    let failure: GraphFailure | undefined;
    const keep = (error: GraphFailure): GraphFailure => (failure = error);
    const middleware = [
      authorize(options.token, call.signal, requestId, keep),
      send(options, baseUrl, call.signal, keep),
    ];
    const request = Client.initWithMiddleware({ baseUrl, middleware })
      .api(call.path)
      .responseType(ResponseType.RAW)
      .headers({ ...call.headers });
    // The library encodes neither names nor values.
    for (const [name, value] of Object.entries(call.query ?? {}))
      request.query({ [name]: encodeURIComponent(value) });
    const run = {
      GET: () => request.get(),
      POST: () => request.post(call.body),
      PATCH: () => request.patch(call.body),
      DELETE: () => request.delete(),
    };
    try {
      const response = (await run[call.method]()) as Response;
      const text = await response.text();
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) options.onDate?.(date);
      if (!response.ok) throw refusal(response, text, requestId);
      return text === '' ? undefined : parseJson(text, response.status, requestId);
    } catch (error) {
      const known = failure ?? error;
      throw known instanceof GraphFailure
        ? known
        : new GraphFailure({ kind: 'network', code: nameOf(known), requestId });
    }
  };
}

/** Puts token, ids and preferences on every call; renews the token once when Graph does not accept it any more. */
function authorize(
  token: GraphToken,
  signal: AbortSignal,
  requestId: string,
  keep: (error: GraphFailure) => GraphFailure,
): library.Middleware {
  let next: library.Middleware | undefined;
  const attempt = async (context: library.Context, getToken: GraphToken['getAccessToken']): Promise<void> => {
    const accessToken = await untilAborted(getToken(signal), signal).catch((error: unknown) => {
      throw keep(signInFailure(error, signal, requestId));
    });
    context.options = {
      ...context.options,
      headers: {
        ...(context.options?.headers as Record<string, string> | undefined),
        Authorization: `Bearer ${accessToken}`,
        'client-request-id': requestId,
        // Without it an event's id changes when the event moves to another folder (Microsoft Graph docs: immutable ids).
        Prefer: 'IdType="ImmutableId"',
      },
    };
    await next?.execute(context);
  };
  return {
    setNext: (following) => (next = following),
    execute: async (context) => {
      await attempt(context, token.getAccessToken);
      if (context.response?.status === 401 && token.renewAccessToken !== undefined) {
        await attempt(context, token.renewAccessToken);
      }
    },
  };
}

/**
 * Whether a token may go to an address: to the origin of the base URL, below its version segment. Judged by what a client
 * makes of the address, dot segments and user info included.
 */
export function mayGetToken(address: string, baseUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, username, password } = new URL(address);
  const base = new URL(baseUrl);
  const prefix = `${base.pathname.replace(/\/$/, '')}/v1.0/`;
  return origin === base.origin && pathname.startsWith(prefix) && username === '' && password === '';
}

/** Sends the request and reads its answer to the end, within the time limit. Nothing leaves for another place than Graph's. */
function send(
  options: TransportOptions,
  baseUrl: string,
  signal: AbortSignal,
  keep: (error: GraphFailure) => GraphFailure,
): library.Middleware {
  return {
    execute: async (context) => {
      // What the library has made of the path: it takes any “https://” in it for the beginning.
      const request = context.request as unknown;
      if (typeof request !== 'string' || !mayGetToken(request, baseUrl))
        throw keep(new GraphFailure({ kind: 'answer', code: 'ForeignNextLink' }));
      const answer = await withTimeLimit(signal, options.requestTimeoutMs, async (limited) => {
        const init = { ...context.options, signal: limited, redirect: 'error' } as RequestInit;
        const response = await options.fetch(request, init);
        return { response, text: await response.text() };
      });
      if (!answer.ok) {
        const why = { late: answer.late, aborted: signal.aborted };
        throw keep(networkFailure(answer.error, why, requestIdOf(context)));
      }
      const { text } = answer.value;
      const { status, headers } = answer.value.response;
      context.response = new Response(text === '' ? null : text, { status, headers });
    },
  };
}

/** A sign-in may not know how to stop (a browser window, say); then it is at least no longer waited for. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new GraphFailure({ kind: 'aborted', code: 'Aborted' }));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function parseJson(text: string, status: number, requestId: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GraphFailure({ kind: 'garbled', code: 'UnreadableAnswer', status, requestId });
  }
}

function requestIdOf(context: library.Context): string | undefined {
  return (context.options?.headers as Record<string, string> | undefined)?.['client-request-id'];
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Unknown';
}
