import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { MOST_CUSTOMERS_AT_ONCE } from '../limits.ts';
import type { AwsSdk, Proxies } from './sdk/index.ts';

/** Where requests go out: directly, or through a proxy. */
export interface Route {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** The pool's sockets: one set of agents for all customers and all runs. No socket is open before a request is made. */
export interface Connections {
  /** The way to a host. @param url of the request, e.g. `https://email.us-east-1.amazonaws.com/` */
  readonly routeTo: (url: string) => Route;
  /**
   * An HTTP handler of the SDK over a route. Cheap: the sockets are the route's.
   * @param timeoutMs for connecting, for the headers, and for silence afterwards; each by itself
   */
  readonly handler: (route: Route, timeoutMs: number) => NodeHttpHandler;
  /** Closes every socket. A client's own `destroy()` would do the same to everybody else's requests: never call it. */
  readonly close: () => void;
}

/** How the pool finds its way out. */
export interface ConnectionOptions {
  /**
   * Given where `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` of the process count. On the command line they
   * do. In VS Code they must not: its extension host applies them, and the proxy settings, to every request itself.
   */
  readonly proxies?: Proxies;
  /** Looks host names up, instead of the machine's resolver. */
  readonly lookup?: LookupFunction;
}

const LONGEST_CONNECT_MS = 5000;
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Warnings of the HTTP handler would go to the console otherwise.
}

/**
 * Opens the pool. The SDK's defaults wait for ever; here connecting, headers and silence all have a limit. The whole of
 * a request is limited by its caller as well, because none of these covers a slow body.
 * Agents are our own, so that they outlive every handler and can be closed whatever becomes of a handler's insides.
 */
export function openConnections(sdk: AwsSdk, { proxies, lookup }: ConnectionOptions = {}): Connections {
  // Sockets are not limited here: VS Code's extension host drops agents and their limits, so the engine counts customers.
  const agentOptions = {
    keepAlive: true,
    maxSockets: 2 * MOST_CUSTOMERS_AT_ONCE,
    maxFreeSockets: MOST_CUSTOMERS_AT_ONCE,
    ...(lookup === undefined ? {} : { lookup }),
  };
  const closing = new AbortController();
  const direct: Route = {
    httpAgent: new sdk.http.Agent(agentOptions),
    httpsAgent: new sdk.https.Agent(agentOptions),
  };
  const proxied = new Map<string, Route>();
  const through = (proxy: string, { HttpProxyAgent, HttpsProxyAgent }: Proxies): Route => {
    const known = proxied.get(proxy);
    if (known !== undefined) return known;
    // The signal ends tunnels that are still being dug, which no agent counts among its sockets.
    const tunnel = { ...agentOptions, signal: closing.signal };
    const route: Route = {
      httpAgent: new HttpProxyAgent(proxy, tunnel),
      httpsAgent: secure(new HttpsProxyAgent(proxy, tunnel)),
    };
    proxied.set(proxy, route);
    return route;
  };
  return {
    routeTo: (url) => {
      const proxy = proxies?.getProxyForUrl(url) ?? '';
      return proxies === undefined || proxy === '' ? direct : through(proxy, proxies);
    },
    handler: ({ httpAgent, httpsAgent }, timeoutMs) =>
      new sdk.handler.NodeHttpHandler({
        httpAgent,
        httpsAgent,
        connectionTimeout: Math.min(timeoutMs, LONGEST_CONNECT_MS),
        requestTimeout: timeoutMs,
        throwOnRequestTimeout: true,
        socketTimeout: timeoutMs,
        logger: silent,
      }),
    close: () => {
      closing.abort();
      for (const { httpAgent, httpsAgent } of [direct, ...proxied.values()]) {
        httpAgent.destroy();
        httpsAgent.destroy();
      }
    },
  };
}

/**
 * A tunnelling agent that is only ever used for https. Left to itself it guesses from the call stack whether a request
 * is one, guesses wrongly when a connection comes free, and so never finds that connection again.
 */
function secure(agent: HttpsProxyAgent<string>): HttpsAgent {
  agent.isSecureEndpoint = () => true;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it makes its TLS sockets itself
  return agent as HttpAgent as HttpsAgent;
}
