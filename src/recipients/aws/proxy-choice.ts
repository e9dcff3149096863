import type { Environment } from '../../customers/index.ts';
import { proxyInvalid } from '../errors/proxy-failures.ts';
import type { ProxyUse } from '../errors/proxy-failures.ts';
import { CustomerFailure } from '../errors/failure.ts';

/** A proxy, with what opens it. */
export interface ProxyChoice extends ProxyUse {
  /** With its user info, for the agent alone: never shown. */
  readonly url: string;
}

/**
 * The proxy that the environment names for a URL, as the AWS CLI chooses it (botocore `get_environ_proxies`, Python
 * `urllib.request.getproxies_environment`): `https_proxy` or `http_proxy` by the URL's scheme, in small letters before
 * capitals, a small one that is empty switches it off; without a scheme it is an http proxy. ALL_PROXY does not count.
 * @param url of the request, e.g. `https://email.us-east-1.amazonaws.com/`
 * @returns undefined to go directly
 * @throws CustomerFailure `ProxyInvalid` when the variable names no HTTP proxy
 */
export function proxyFor(url: string, env: Environment): ProxyChoice | undefined {
  const { protocol, hostname, host } = new URL(url);
  const found = variableOf(env, `${protocol.slice(0, -1)}_proxy`);
  if (found === undefined || isExempt(hostname, host, variableOf(env, 'no_proxy')?.value ?? ''))
    return undefined;
  const { variable, value } = found;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  const text = scheme === undefined ? `http://${value.replace(/^\/\//, '')}` : value;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = scheme === undefined || scheme === 'http' || scheme === 'https';
  if (!isHttp || proxy === undefined || proxy.hostname === '' || !isReadable(proxy))
    throw new CustomerFailure(proxyInvalid(variable, isHttp ? undefined : scheme));
  const hasUser = proxy.username !== '' || proxy.password !== '';
  return { variable, proxy: `${proxy.protocol}//${proxy.host}`, hasUser, url: proxy.href };
}

/** A proxy variable that counts for nothing, as for the AWS CLI, although it is set: worth a word where nothing else leads out. */
export const unusedProxyVariable = (env: Environment): string | undefined =>
  variableOf(env, 'all_proxy')?.variable;

/** Windows has one variable for both spellings; elsewhere the small letters win, also when they are empty. */
function variableOf(
  env: Environment,
  name: string,
): { readonly variable: string; readonly value: string } | undefined {
  const variable = [name, name.toUpperCase()].find((spelling) => env[spelling] !== undefined);
  const value = variable === undefined ? '' : (env[variable]?.trim() ?? '');
  return variable === undefined || value === '' ? undefined : { variable, value };
}

/** The agents decode user info, and would throw what they cannot decode. */
function isReadable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether `NO_PROXY` leaves a host out: `*` all of them; a name itself and everything below it, with or without a leading
 * dot (or `*.`), with or without the port (Python `urllib.request.proxy_bypass_environment`).
 */
function isExempt(hostname: string, host: string, noProxy: string): boolean {
  if (noProxy === '*') return true;
  const bare = (text: string): string => text.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const names = [bare(hostname), host.toLowerCase()];
  return noProxy
    .split(/[\s,]+/)
    .map((entry) => bare(entry.replace(/^\*?\.+/, '')))
    .some(
      (entry) =>
        entry === '*' || (entry !== '' && names.some((name) => name === entry || name.endsWith(`.${entry}`))),
    );
}
