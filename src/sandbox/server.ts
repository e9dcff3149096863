import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jsonAnswer } from './answer.ts';
import { countConnections, type ConnectionCounts } from './connections.ts';
import { deliver, waited, type Delivery } from './delivery.ts';
import type { Journal, JournalEntry } from './journal.ts';

/** A request with its body read. */
export interface ServedRequest {
  readonly method: string;
  /** As it came: percent-encoded, with its query string. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** How a request is answered: after `delayMs`, in this way. */
export interface Served {
  readonly delayMs?: number;
  readonly delivery: Delivery;
}

/** Who answers. `admin` requests are not recorded. */
export interface Handlers {
  serve(request: ServedRequest, entry: JournalEntry): Promise<Served>;
  admin(request: ServedRequest): Promise<Delivery>;
}

const LARGEST_BODY = 16 * 1024 * 1024;

/** Makes the HTTP server: counts connections, reads bodies, records, waits, delivers. It does not listen yet. */
export function createSandboxServer(
  handlers: Handlers,
  journal: Journal,
): { readonly server: Server; readonly connections: () => ConnectionCounts } {
  const server = createServer((request, response) => {
    counter.request(request.socket, isAdmin(request));
    void handle(request, response, handlers, journal);
  });
  const counter = countConnections(server);
  // Clients that keep connections alive must never meet one that this side is just closing.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return { server, connections: counter.counts };
}

/** Stops listening and destroys every connection, whatever is under way on it. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: Handlers,
  journal: Journal,
): Promise<void> {
  const method = request.method ?? 'GET';
  const path = request.url ?? '/';
  const gone = new AbortController();
  const entry = isAdmin(request) ? undefined : journal.begin(method, path);
  response.on('finish', () => entry?.end(response.statusCode));
  response.on('close', () => {
    entry?.end(undefined);
    gone.abort();
  });
  try {
    // A web page that has bound a name of its own to this address, or posts from elsewhere, gets nothing and changes nothing.
    if (!isLoopback(request) || request.headers.origin !== undefined) {
      await deliver(response, FORBIDDEN, gone.signal);
      return;
    }
    const body = await readBody(request);
    const served = { method, path, headers: request.headers, body };
    if (!entry) {
      await deliver(response, await handlers.admin(served), gone.signal);
      return;
    }
    const { delayMs = 0, delivery } = await handlers.serve(served, entry);
    if (await waited(delayMs, gone.signal)) await deliver(response, delivery, gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return;
    if (response.headersSent) response.destroy();
    else await deliver(response, failure(error), gone.signal);
  }
}

const isAdmin = ({ url = '/' }: IncomingMessage): boolean => url.startsWith('/_sandbox/');

const FORBIDDEN: Delivery = {
  kind: 'answer',
  answer: jsonAnswer(403, {
    message: 'The sandbox answers programs on its own machine only, by its own address.',
  }),
};

/** The connection comes from this machine, and the host name asked for is no name that a web page could have bound to it. */
function isLoopback(request: IncomingMessage): boolean {
  const remote = request.socket.remoteAddress ?? '';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return /^(::ffff:)?127\.|^::1$/.test(remote) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/i.test(host);
}

function failure(error: unknown): Delivery {
  const message = error instanceof Error ? error.message : 'unknown';
  return { kind: 'answer', answer: jsonAnswer(500, { message: `The sandbox itself failed: ${message}` }) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the request is larger than 16 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
