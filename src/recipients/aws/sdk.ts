/**
 * Loads the AWS SDK, which costs tens of milliseconds and megabytes, only when somebody is really asked. Importing this
 * module loads nothing.
 */
export async function loadAwsSdk() {
  const [ses, sts, credentials, handler, http, https] = await Promise.all([
    import('@aws-sdk/client-sesv2'),
    import('@aws-sdk/client-sts'),
    import('@aws-sdk/credential-providers'),
    import('@smithy/node-http-handler'),
    import('node:http'),
    import('node:https'),
  ]);
  return { ses, sts, credentials, handler, http, https };
}

/** The parts of the AWS SDK that are used. */
export type AwsSdk = Awaited<ReturnType<typeof loadAwsSdk>>;
