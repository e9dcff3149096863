/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A cloud of Microsoft's: where its Graph answers and where one signs in to it (Microsoft Graph docs: national cloud deployments). */
interface Cloud {
  readonly graph: string;
  readonly signIn: string;
}

const GLOBAL: Cloud = { graph: 'https://graph.microsoft.com', signIn: 'https://login.microsoftonline.com' };

const CLOUDS: readonly Cloud[] = [
  GLOBAL,
  { graph: 'https://graph.microsoft.us', signIn: 'https://login.microsoftonline.us' },
  { graph: 'https://dod-graph.microsoft.us', signIn: 'https://login.microsoftonline.us' },
  { graph: 'https://microsoftgraph.chinacloudapi.cn', signIn: 'https://login.chinacloudapi.cn' },
];

/** Where Graph is asked, or one sentence that says why the configured address is refused. */
export type GraphBaseUrl =
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly message: string };

/**
 * The origin of Microsoft Graph, from `GRAPH_BASE_URL`, without path or trailing slash; `https://graph.microsoft.com`
 * when the variable is absent or empty. An access token goes there, so only Microsoft's own hosts over https and
 * loopback addresses (the only ones that may be plain http) are taken (design: environment).
 */
export function resolveGraphBaseUrl(env: Environment): GraphBaseUrl {
  const configured = env.GRAPH_BASE_URL?.trim() ?? '';
  return configured === '' ? { ok: true, baseUrl: GLOBAL.graph } : checkGraphBaseUrl(configured);
}

/** Judges one address by the rules of `resolveGraphBaseUrl`. Never throws. */
export function checkGraphBaseUrl(address: string): GraphBaseUrl {
  if (!URL.canParse(address))
    return refused(address, 'it is not an address such as https://graph.microsoft.us');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    return refused(url.host, 'it holds a user name or password; leave them out');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused(address, 'it is neither https nor http');
  }
  const loopback = isLoopbackHost(url.hostname);
  if (!loopback && !CLOUDS.some(({ graph }) => new URL(graph).hostname === url.hostname)) {
    return refused(
      address,
      `${url.hostname} is none of Microsoft Graph's hosts (${hosts()}) and no loopback address`,
    );
  }
  if (!loopback && url.protocol !== 'https:') {
    return refused(address, 'a token is only sent over https; plain http is for loopback addresses');
  }
  if (!loopback && url.port !== '')
    return refused(address, "Microsoft Graph's hosts have no port of their own");
  if (url.search !== '' || url.hash !== '')
    return refused(address, 'it has a query or a fragment; leave it out');
  if (url.pathname !== '/') {
    return refused(address, `leave out ${url.pathname}: the version segment is added here`);
  }
  return { ok: true, baseUrl: url.origin };
}

/** Whether the address is this machine (127.0.0.0/8, localhost, [::1]), and therefore nobody's cloud. */
export function isLoopback(baseUrl: string): boolean {
  return isLoopbackHost(new URL(baseUrl).hostname);
}

/**
 * The host where one signs in for a Graph origin, and the scope to ask for there: a token of one cloud is no good in
 * another (Microsoft Graph docs: national cloud deployments). A loopback origin stands in for the global cloud.
 */
export function signInFor(baseUrl: string): { readonly authorityHost: string; readonly scope: string } {
  const cloud = CLOUDS.find(({ graph }) => graph === baseUrl) ?? GLOBAL;
  return { authorityHost: cloud.signIn, scope: `${cloud.graph}/.default` };
}

function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

function refused(address: string, why: string): GraphBaseUrl {
  return { ok: false, message: `GRAPH_BASE_URL ${JSON.stringify(address)} cannot be used: ${why}.` };
}

function hosts(): string {
  return CLOUDS.map(({ graph }) => new URL(graph).hostname).join(', ');
}
