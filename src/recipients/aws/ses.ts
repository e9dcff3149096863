import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { PlaceSetup } from './client-config.ts';
import { placeConfig } from './client-config.ts';
import { guardClient } from './middleware.ts';
import type { AwsSdk } from './sdk/index.ts';

/**
 * Makes a customer's SES client. No request is made, and the credentials are not asked for, before the first operation.
 * @param credentials a function's are kept by the client for good: after a renewal it takes a new client
 */
export function createSes(
  sdk: AwsSdk,
  place: PlaceSetup,
  credentials: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>),
): SESv2Client {
  const client = new sdk.ses.SESv2Client({ ...placeConfig(place), credentials });
  guardClient(client.middlewareStack, 'ses');
  return client;
}
