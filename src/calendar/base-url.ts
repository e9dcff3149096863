/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What settings call Microsoft's clouds. */
export type CloudName = 'global' | 'usGovernment' | 'usGovernmentDoD' | 'china';

/** A cloud of Microsoft's: where its Graph answers and where one signs in to it (Microsoft Graph docs: national cloud deployments). */
interface Cloud {
  readonly name: CloudName;
  readonly graph: string;
  readonly signIn: string;
  readonly sovereign?: SignInPlace['sovereign'];
}

const GLOBAL: Cloud = {
  name: 'global',
  graph: 'https://graph.microsoft.com',
  signIn: 'https://login.microsoftonline.com',
};

const US = { signIn: 'https://login.microsoftonline.us', sovereign: 'USGovernment' } as const;

const CLOUDS: readonly Cloud[] = [
  GLOBAL,
  { name: 'usGovernment', graph: 'https://graph.microsoft.us', ...US },
  { name: 'usGovernmentDoD', graph: 'https://dod-graph.microsoft.us', ...US },
  {
    name: 'china',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    signIn: 'https://login.chinacloudapi.cn',
    sovereign: 'ChinaCloud',
  },
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

/** The origin of a cloud's Graph, as `GRAPH_BASE_URL` would name it. */
export function graphOf(name: CloudName): string {
  return (CLOUDS.find((cloud) => cloud.name === name) ?? GLOBAL).graph;
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

/** Where one signs in for a Graph origin, and what to ask for there. */
export interface SignInPlace {
  /** Origin of Microsoft Entra, over https. */
  readonly authorityHost: string;
  /** The origin that scopes begin with. */
  readonly resource: string;
  /** Everything the application has been granted for this Graph. */
  readonly scope: string;
  /** VS Code's name for the cloud's sign-in (vscode: extensions/microsoft-authentication, package.json). */
  readonly provider: 'microsoft' | 'microsoft-sovereign-cloud';
  /** What `microsoft-sovereign-cloud.environment` has to say for it. */
  readonly sovereign?: 'USGovernment' | 'ChinaCloud';
}

/**
 * The host where one signs in for a Graph origin, and the scope to ask for there: a token of one cloud is no good in
 * another (Microsoft Graph docs: national cloud deployments). A loopback origin stands in for the global cloud; for it
 * alone `AZURE_AUTHORITY_HOST` may name another loopback address, so that no secret can be sent astray.
 * @param baseUrl an origin from `resolveGraphBaseUrl`
 */
export function signInFor(baseUrl: string, env: Environment = {}): SignInPlace {
  const cloud = CLOUDS.find(({ graph }) => graph === baseUrl) ?? GLOBAL;
  return {
    authorityHost: (isLoopback(baseUrl) ? loopbackAuthority(env) : undefined) ?? cloud.signIn,
    resource: cloud.graph,
    scope: `${cloud.graph}/.default`,
    provider: cloud.sovereign === undefined ? 'microsoft' : 'microsoft-sovereign-cloud',
    ...(cloud.sovereign !== undefined && { sovereign: cloud.sovereign }),
  };
}

/**
 * Whether `AZURE_AUTHORITY_HOST`, which other Azure tools read, contradicts the cloud of `GRAPH_BASE_URL`.
 * @returns one sentence, `undefined` when the two agree or the variable is not set
 */
export function contradictsAuthority(env: Environment, baseUrl: string): string | undefined {
  const configured = env.AZURE_AUTHORITY_HOST?.trim() ?? '';
  if (configured === '') return undefined;
  const { authorityHost } = signInFor(baseUrl, env);
  if (URL.canParse(configured) && new URL(configured).origin === authorityHost) return undefined;
  return `AZURE_AUTHORITY_HOST is not ${authorityHost}, where one signs in for ${baseUrl}.`;
}

function loopbackAuthority(env: Environment): string | undefined {
  const configured = env.AZURE_AUTHORITY_HOST?.trim() ?? '';
  if (!URL.canParse(configured)) return undefined;
  const url = new URL(configured);
  return url.protocol === 'https:' && isLoopbackHost(url.hostname) ? url.origin : undefined;
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
