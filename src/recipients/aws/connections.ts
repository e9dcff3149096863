import type { Agent as HttpAgent, ClientRequest } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import type { Environment } from '../../customers/index.ts';
import { ProxyTrouble } from '../errors/proxy-failures.ts';
import type { ProxyEvent, ProxyUse } from '../errors/proxy-failures.ts';
import { MOST_CUSTOMERS_AT_ONCE } from '../limits.ts';
import { proxyFor, unusedProxyVariable } from './proxy-choice.ts';
import type { ProxyChoice } from './proxy-choice.ts';
import type { AwsSdk, Proxies } from './sdk/index.ts';

/** Where requests go out: directly, or through a proxy. */
export interface Route {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  readonly proxy?: ProxyUse;
  /** A proxy variable that is set and does not count, on the direct way. */
  readonly unusedProxy?: string;
}

/** The pool's sockets: one set of agents for all customers and all runs. No socket is open before a request is made. */
export interface Connections {
  /**
   * The way to a host.
   * @param url of the request, e.g. `https://email.us-east-1.amazonaws.com/`
   * @param ca certificates (PEM) that alone are trusted; those of the machine unless given
   * @throws CustomerFailure `ProxyInvalid`
   */
  readonly routeTo: (url: string, ca?: string) => Route;
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
   * Given where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` count. On the command line they do. In VS Code they must not:
   * its extension host applies them, and the proxy settings, to every request itself.
   */
  readonly proxies?: { readonly agents: Proxies; readonly env: Environment };
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
  const unusedProxy = proxies === undefined ? undefined : unusedProxyVariable(proxies.env);
  const directly = (ca?: string): Route => ({
    httpAgent: new sdk.http.Agent(agentOptions),
    httpsAgent: new sdk.https.Agent({ ...agentOptions, ...trusted(ca) }),
    ...(unusedProxy === undefined ? {} : { unusedProxy }),
  });
  const direct = directly();
  const trusting = new Map<string, Route>();
  const proxied = new Map<string, Route>();
  const through = (
    { url, ...proxy }: ProxyChoice,
    { HttpProxyAgent, HttpsProxyAgent }: Proxies,
    ca?: string,
  ): Route => {
    const key = `${proxy.variable} ${url} ${ca ?? ''}`;
    const known = proxied.get(key);
    if (known !== undefined) return known;
    // The signal ends tunnels that are still being dug, which no agent counts among its sockets.
    const tunnel = { ...agentOptions, ...trusted(ca), signal: closing.signal };
    const route: Route = {
      httpAgent: telling(new HttpProxyAgent(url, tunnel), proxy),
      httpsAgent: secure(telling(new HttpsProxyAgent(url, tunnel), proxy), ca),
      proxy,
    };
    proxied.set(key, route);
    return route;
  };
  return {
    routeTo: (url, ca) => {
      const proxy = proxies === undefined ? undefined : proxyFor(url, proxies.env);
      if (proxies !== undefined && proxy !== undefined) return through(proxy, proxies.agents, ca);
      if (ca === undefined) return direct;
      const route = trusting.get(ca) ?? directly(ca);
      trusting.set(ca, route);
      return route;
    },
    handler: ({ httpAgent, httpsAgent, proxy }, timeoutMs) =>
      new sdk.handler.NodeHttpHandler({
        httpAgent,
        httpsAgent,
        // A proxy that says nothing is told before the request's own time is up, which would not know of it.
        connectionTimeout: Math.min(proxy === undefined ? timeoutMs : 0.8 * timeoutMs, LONGEST_CONNECT_MS),
        requestTimeout: timeoutMs,
        throwOnRequestTimeout: true,
        socketTimeout: timeoutMs,
        logger: silent,
      }),
    close: () => {
      closing.abort();
      for (const { httpAgent, httpsAgent } of [direct, ...trusting.values(), ...proxied.values()]) {
        httpAgent.destroy();
        httpsAgent.destroy();
      }
    },
  };
}

const trusted = (ca: string | undefined): { readonly ca?: string } => (ca === undefined ? {} : { ca });

/**
 * A tunnelling agent that is only ever used for https. Left to itself it guesses from the call stack whether a request
 * is one, guesses wrongly when a connection comes free, and so never finds that connection again.
 */
function secure(agent: HttpsProxyAgent<string>, ca: string | undefined): HttpsAgent {
  agent.isSecureEndpoint = () => true;
  // What it was made with counts for the way to the proxy; this, for what the tunnel leads to.
  Object.assign(agent.options, trusted(ca));
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it makes its TLS sockets itself
  return agent as HttpAgent as HttpsAgent;
}

/** Both agents for proxies, in what is used of them: how they connect. */
interface ProxyAgent {
  connect(
    request: ClientRequest,
    options: { readonly host?: string; readonly port?: number },
  ): Promise<Socket>;
}

/** Makes an agent say what the proxy did: left to itself it plays the proxy's refusal as if it were the host's answer. */
function telling<Agent>(agent: Agent, proxy: ProxyUse): Agent {
  const teller = agent as Agent & ProxyAgent;
  const connect = teller.connect.bind(agent);
  teller.connect = async (request, options) => {
    const trouble = (event: ProxyEvent): ProxyTrouble =>
      new ProxyTrouble(proxy, event, `${options.host ?? 'the host'}:${options.port ?? ''}`);
    let status: number | undefined;
    request.once('proxyConnect', (answer: { readonly statusCode?: number }) => {
      status = answer.statusCode;
    });
    let socket: Socket;
    try {
      socket = await connect(request, options);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw trouble(
        code === undefined || code === 'ECONNRESET' ? { kind: 'no answer' } : { kind: 'unreachable', code },
      );
    }
    if (status === undefined || status === 200) return socket;
    socket.destroy();
    throw trouble(Number.isInteger(status) ? { kind: 'refused', status } : { kind: 'no answer' });
  };
  return teller;
}
