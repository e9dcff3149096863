import type { SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { RunHandler } from './run-handler.ts';

/** Where a client asks, and how it gets there. */
export interface PlaceSetup {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly handler: RunHandler;
}

/** What makes one client different from another. */
export interface ClientSetup extends PlaceSetup {
  readonly credentials: AwsCredentialIdentity;
}

/** Names us in the user agent, and with that in the customers' CloudTrail. */
export const APP_ID = 'customer-meetings';

/**
 * A client's configuration with nothing left to be looked up but credentials. Whatever is missing here the SDK would read
 * from the AWS files, parsing both of them up to sixteen times per client, and from environment variables that are not
 * the caller's. Retries are off: ours are the only ones. Also for the clients that the SDK's credential providers make.
 */
export const placeConfig = (setup: PlaceSetup) =>
  ({
    region: setup.region,
    requestHandler: setup.handler,
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    // A configured endpoint stands for itself; the SDK refuses variants of it.
    useFipsEndpoint: setup.endpoint === undefined && setup.useFipsEndpoint,
    useDualstackEndpoint: setup.endpoint === undefined && setup.useDualstackEndpoint,
    userAgentAppId: APP_ID,
    authSchemePreference: [],
    sigv4aSigningRegionSet: [],
    ignoreConfiguredEndpointUrls: true,
    disableClockSkewCorrection: false,
    ...(setup.endpoint === undefined ? {} : { endpoint: setup.endpoint }),
  }) satisfies SESv2ClientConfig;

/** {@link placeConfig} of a client that signs. */
export const clientConfig = (setup: ClientSetup) => ({
  ...placeConfig(setup),
  credentials: setup.credentials,
});
