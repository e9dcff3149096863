/**
 * Loads the AWS SDK and what carries its requests, which costs tens of milliseconds and megabytes, only when somebody is
 * really asked. Importing this module loads nothing.
 */
export async function loadAwsSdk() {
  const [ses, sts, credentials, config, handler, http, https, httpProxy, httpsProxy, proxyOf] =
    await Promise.all([
      import('@aws-sdk/client-sesv2'),
      import('@aws-sdk/client-sts'),
      import('@aws-sdk/credential-providers'),
      import('@smithy/core/config'),
      import('@smithy/node-http-handler'),
      import('node:http'),
      import('node:https'),
      import('http-proxy-agent'),
      import('https-proxy-agent'),
      import('proxy-from-env'),
    ]);
  const proxies = { ...httpProxy, ...httpsProxy, ...proxyOf };
  return { ses, sts, credentials, config, handler, http, https, proxies };
}

/** The parts of the AWS SDK, and of what is beneath it, that are used. */
export type AwsSdk = Awaited<ReturnType<typeof loadAwsSdk>>;
