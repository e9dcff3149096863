import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Ways through proxies that the environment names; where it names none, there is nothing to load. */
export const proxies = { HttpProxyAgent, HttpsProxyAgent } as const;
export type Proxies = typeof proxies;
