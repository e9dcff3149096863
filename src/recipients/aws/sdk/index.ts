/**
 * Loads the AWS SDK and what carries its requests, which costs tens of milliseconds and megabytes, only when somebody is
 * really asked. Importing this module loads nothing.
 */
export async function loadAwsSdk() {
  // One after the other, with a turn of the event loop between: each is read and evaluated in one go.
  await turn();
  const sts = await import('./sts.ts');
  await turn();
  const ses = await import('./ses.ts');
  await turn();
  const handler = await import('@smithy/node-http-handler');
  const [http, https] = [await import('node:http'), await import('node:https')];
  return { ses, sts, handler, http, https, providers: () => import('./providers.ts') };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The parts of the AWS SDK, and of what is beneath it, that are used. */
export type AwsSdk = Awaited<ReturnType<typeof loadAwsSdk>>;
/** The SDK's own ways to credentials. */
export type CredentialProviders = Awaited<ReturnType<AwsSdk['providers']>>;
/** Ways through proxies. */
export type { Proxies } from './proxies.ts';
