import { Readable } from 'node:stream';
import { ForeignAnswer } from '../errors/answer-failures.ts';
import { ProxyTrouble } from '../errors/proxy-failures.ts';
import type { HttpHandlerOptions, RequestHandler } from '@smithy/types';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { Connections, Route } from './connections.ts';
import { readRefusal } from './refusal-body.ts';

/** The HTTP handler that every client of a run is given. */
export type RunHandler = RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>;

/**
 * Makes the handler of one run over the shared connections. What all requests have in common happens here, so that it
 * holds as well for the clients that the SDK's credential providers make for themselves:
 * - the end of the run ends them, whatever their caller listens to (the providers take no abort signal);
 * - they ask for their connection to be kept. VS Code's extension host replaces the agent by one without keep-alive
 *   unless the request itself asks for it (the AWS Toolkit for VS Code adds the same header for the same reason);
 * - what a proxy, a network's sign-in page or a gateway said in AWS's place is told from an answer of AWS before the SDK
 *   tries to read it (a page would pass for an empty answer of STS);
 * - whatever fails on the way says which proxy it went through.
 * @param timeoutMs of one request, as in {@link Connections.handler}
 * @param signal ends everything that is under way
 * @param certificates gives those that alone are trusted (PEM), instead of the machine's
 */
export function openRunHandler(
  connections: Connections,
  timeoutMs: number,
  signal: AbortSignal,
  certificates?: () => Promise<string>,
): RunHandler {
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
  const handlerFor = (route: Route): RunHandler => {
    const known = handlers.get(route);
    if (known !== undefined) return known;
    const handler: RunHandler = connections.handler(route, timeoutMs);
    handlers.set(route, handler);
    return handler;
  };
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options = {}) => {
      const route = connections.routeTo(originOf(request), await certificates?.());
      request.headers.Connection = 'keep-alive';
      const ending = endingOf(underWay, options.abortSignal);
      if (signal.aborted) ending.stop();
      try {
        const { response } = await handlerFor(route).handle(request, {
          ...options,
          abortSignal: ending.signal,
        });
        refuseForeignAnswer(request, response, route);
        if (response.statusCode >= 400) await readRefusal(request, response, ending.signal);
        if (response.body instanceof Readable) response.body.once('close', ending.release);
        else ending.release();
        return { response };
      } catch (error) {
        ending.release();
        throw toldOfRoute(error, request, route);
      }
    },
  };
}

const originOf = ({ protocol, hostname, port }: HttpRequest): string =>
  `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}/`;

/**
 * Refuses what is no answer of AWS. Of answers to plain requests through a proxy, errors without AWS's request id are the
 * proxy's own; over https they come out of the tunnel, and are AWS's.
 * @throws ForeignAnswer, ProxyTrouble
 */
function refuseForeignAnswer(
  request: HttpRequest,
  { statusCode, headers, body }: HttpResponse,
  { proxy }: Route,
): void {
  const refuse = (trouble: Error): never => {
    if (body instanceof Readable) body.destroy();
    throw trouble;
  };
  const isOfAws = headers['x-amzn-requestid'] !== undefined || headers['x-amz-request-id'] !== undefined;
  const mayBeProxys = statusCode === 407 || statusCode === 403 || statusCode >= 500;
  if (proxy !== undefined && request.protocol === 'http:' && mayBeProxys && !isOfAws)
    refuse(new ProxyTrouble(proxy, { kind: 'refused', status: statusCode }, targetOf(request)));
  if (/text\/html/i.test(headers['content-type'] ?? '')) refuse(new ForeignAnswer('page', statusCode));
  if (statusCode >= 300 && statusCode < 400) refuse(new ForeignAnswer('redirect', statusCode));
}

const targetOf = ({ protocol, hostname, port }: HttpRequest): string =>
  `${hostname}:${port ?? (protocol === 'https:' ? 443 : 80)}`;

/** The error with what its sentence has to say of the way it took. */
function toldOfRoute(error: unknown, request: HttpRequest, { proxy, unusedProxy }: Route): unknown {
  if (!(error instanceof Error) || error instanceof ProxyTrouble) return error;
  // Only a socket that is connecting can be late in this way, and through a proxy it is the proxy that it connects to.
  const isConnecting =
    error.name === 'TimeoutError' && error.message.includes('did not establish a connection');
  if (proxy !== undefined && isConnecting)
    return new ProxyTrouble(proxy, { kind: 'silent' }, targetOf(request));
  return proxy === undefined && unusedProxy === undefined
    ? error
    : Object.assign(error, { route: { proxy, unusedProxy } });
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
