import type { AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import * as z from 'zod';
import type { AskedAbout } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { ClientSetup } from './client-config.ts';
import { clientConfig } from './client-config.ts';
import { guardClient } from './middleware.ts';
import type { AwsSdk } from './sdk.ts';

/** STS AssumeRole: a session, and whose role it is. */
const assumedRole = z.object({
  Credentials: z.object({
    AccessKeyId: z.string(),
    SecretAccessKey: z.string(),
    SessionToken: z.string(),
    Expiration: z.date().optional(),
  }),
  AssumedRoleUser: z.object({ Arn: z.string() }).nullish(),
});

/** Assumes roles, with one STS client per place and caller for all customers. */
export type RoleAssumer = (
  setup: ClientSetup,
  input: AssumeRoleCommandInput,
  about: AskedAbout,
  signal: AbortSignal,
) => Promise<AwsCredentialIdentity & { readonly accountId?: string }>;

/**
 * Makes a {@link RoleAssumer}. The account id it gives is the one in the assumed role's ARN, as STS answered it.
 * Failures leave it classified.
 */
export function createRoleAssumer(sdk: AwsSdk): RoleAssumer {
  const clients = new Map<string, STSClient>();
  const clientFor = (setup: ClientSetup): STSClient => {
    const key = [setup.region, setup.endpoint ?? '', setup.credentials.accessKeyId].join(' ');
    const known = clients.get(key);
    if (known !== undefined) return known;
    const client = new sdk.sts.STSClient(clientConfig(setup));
    guardClient(client.middlewareStack, 'sts');
    clients.set(key, client);
    return client;
  };
  return async (setup, input, about, abortSignal) => {
    try {
      const answer: unknown = await clientFor(setup).send(new sdk.sts.AssumeRoleCommand(input), {
        abortSignal,
      });
      const { Credentials, AssumedRoleUser } = parseAnswer(assumedRole, answer, 'sts:AssumeRole');
      const accountId = AssumedRoleUser?.Arn.split(':')[4];
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
        ...(Credentials.Expiration === undefined ? {} : { expiration: Credentials.Expiration }),
        ...(accountId ? { accountId } : {}),
      };
    } catch (error) {
      throw classify(error, {
        ...about,
        operation: 'sts:AssumeRole',
        region: setup.region,
        ...(input.RoleArn === undefined ? {} : { roleArn: input.RoleArn }),
        ...(setup.endpoint === undefined ? {} : { endpoint: setup.endpoint }),
      });
    }
  };
}
