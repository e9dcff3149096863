import { Readable } from 'node:stream';
import type { HttpHandlerOptions, RequestHandler } from '@smithy/types';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { proxyPage } from '../errors/answer-failures.ts';
import { CustomerFailure } from '../errors/failure.ts';
import type { Connections, Route } from './connections.ts';

/** The HTTP handler that every client of a run is given. */
export type RunHandler = RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>;

/**
 * Makes the handler of one run over the shared connections. What all requests have in common happens here, so that it
 * holds as well for the clients that the SDK's credential providers make for themselves:
 * - the end of the run ends them, whatever their caller listens to (the providers take no abort signal);
 * - they ask for their connection to be kept. VS Code's extension host replaces the agent by one without keep-alive
 *   unless the request itself asks for it (the AWS Toolkit for VS Code adds the same header for the same reason);
 * - a web page is told from an answer before the SDK tries to read it (STS's would pass for an empty answer).
 * @param timeoutMs of one request, as in {@link Connections.handler}
 * @param signal ends everything that is under way
 */
export function openRunHandler(connections: Connections, timeoutMs: number, signal: AbortSignal): RunHandler {
  const handlers = new Map<Route, RunHandler>();
  const underWay = new Set<AbortController>();
  // One listener for all requests: a signal looks through all it has whenever one is added.
  signal.addEventListener(
    'abort',
    () => {
      for (const controller of underWay) controller.abort();
    },
    { once: true },
  );
  const handlerFor = (request: HttpRequest): RunHandler => {
    const route = connections.routeTo(originOf(request));
    const known = handlers.get(route);
    if (known !== undefined) return known;
    const handler: RunHandler = connections.handler(route, timeoutMs);
    handlers.set(route, handler);
    return handler;
  };
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options = {}) => {
      request.headers.Connection = 'keep-alive';
      const ending = endingOf(underWay, options.abortSignal);
      if (signal.aborted) ending.stop();
      try {
        const { response } = await handlerFor(request).handle(request, {
          ...options,
          abortSignal: ending.signal,
        });
        refuseWebPage(response);
        if (response.body instanceof Readable) response.body.once('close', ending.release);
        else ending.release();
        return { response };
      } catch (error) {
        ending.release();
        throw error;
      }
    },
  };
}

const originOf = ({ protocol, hostname, port }: HttpRequest): string =>
  `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}/`;

/** @throws CustomerFailure `ProxyPage` */
function refuseWebPage({ statusCode, headers, body }: HttpResponse): void {
  if (!/text\/html/i.test(headers['content-type'] ?? '')) return;
  if (body instanceof Readable) body.destroy();
  throw new CustomerFailure(proxyPage(statusCode));
}

/** The SDK's signals come in two shapes: the platform's, and an older one with `onabort` only. */
type CallerSignal = HttpHandlerOptions['abortSignal'];

/**
 * One signal that follows the run's and the caller's. Not `AbortSignal.any`, whose followers of a long-lived signal are
 * only let go by the garbage collector (nodejs/node issues 48951 and 54614).
 */
function endingOf(
  underWay: Set<AbortController>,
  caller: CallerSignal,
): { readonly signal: AbortSignal; readonly stop: () => void; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const other = caller instanceof AbortSignal ? caller : undefined;
  if (caller?.aborted) stop();
  underWay.add(controller);
  other?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    stop,
    release: () => {
      underWay.delete(controller);
      other?.removeEventListener('abort', stop);
    },
  };
}
