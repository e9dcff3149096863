import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { MOST_CUSTOMERS_AT_ONCE } from '../limits.ts';
import type { QueryLimits } from '../limits.ts';
import type { AwsSdk } from './sdk.ts';

/** The connections of a run: one pool for all customers. */
export interface Connections {
  readonly handler: NodeHttpHandler;
  /** Closes every socket. A client's own `destroy()` would do the same to everybody else's requests: never call it. */
  readonly close: () => void;
}

const LONGEST_CONNECT_MS = 5000;
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Warnings of the HTTP handler would go to the console otherwise.
}

/**
 * Opens the pool (no socket yet). The SDK's defaults wait for ever; here connecting, headers and silence all have a
 * limit. The whole of a request is limited by its caller as well, because none of these covers a slow body.
 * Agents are our own, so that they can be closed whatever becomes of the handler's inner configuration.
 */
export function openConnections(sdk: AwsSdk, limits: QueryLimits): Connections {
  const options = { keepAlive: true, maxSockets: MOST_CUSTOMERS_AT_ONCE };
  const httpAgent = new sdk.http.Agent(options);
  const httpsAgent = new sdk.https.Agent(options);
  const handler = new sdk.handler.NodeHttpHandler({
    httpAgent,
    httpsAgent,
    connectionTimeout: Math.min(limits.requestTimeoutMs, LONGEST_CONNECT_MS),
    requestTimeout: limits.requestTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: limits.requestTimeoutMs,
    logger: silent,
  });
  return {
    handler,
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}
