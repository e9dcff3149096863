/**
 * Loads the AWS SDK and what carries its requests, which costs tens of milliseconds and megabytes, only when somebody is
 * really asked. Importing this module loads nothing.
 */
export async function loadAwsSdk() {
  // One after the other, with a turn of the event loop between: each is read and evaluated in one go.
  await turn();
  const ses = await import('@aws-sdk/client-sesv2');
  await turn();
  const sts = await import('@aws-sdk/client-sts');
  await turn();
  const credentials = await import('@aws-sdk/credential-providers');
  const config = await import('@smithy/core/config');
  await turn();
  const handler = await import('@smithy/node-http-handler');
  const [http, https] = [await import('node:http'), await import('node:https')];
  await turn();
  const proxies = {
    ...(await import('http-proxy-agent')),
    ...(await import('https-proxy-agent')),
    ...(await import('proxy-from-env')),
  };
  return { ses, sts, credentials, config, handler, http, https, proxies };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The parts of the AWS SDK, and of what is beneath it, that are used. */
export type AwsSdk = Awaited<ReturnType<typeof loadAwsSdk>>;
