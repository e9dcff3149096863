import type { RunHandler } from '../run-handler.ts';

/**
 * A handler that sends requests to configured endpoints. For the clients that the SDK's providers make for themselves:
 * they take one configuration for services that have an endpoint each. Only for requests that are not signed.
 * @param endpointOf the endpoint for a request's path; undefined where it is AWS's own
 */
export const redirectedHandler = (
  handler: RunHandler,
  endpointOf: (path: string) => string | undefined,
): RunHandler => ({
  ...(handler.metadata === undefined ? {} : { metadata: handler.metadata }),
  handle: (request, options) => {
    const endpoint = endpointOf(request.path);
    if (endpoint !== undefined) {
      const { protocol, hostname, port, host, pathname } = new URL(endpoint);
      request.protocol = protocol;
      request.hostname = hostname;
      if (port === '') delete request.port;
      else request.port = Number(port);
      request.path = `${pathname.replace(/\/$/, '')}${request.path}`;
      if (request.headers.host !== undefined) request.headers.host = host;
    }
    return handler.handle(request, options);
  },
});
