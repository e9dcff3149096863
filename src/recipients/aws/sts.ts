import type {
  AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommandInput,
  GetSessionTokenCommandInput,
  STSClient,
} from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { AskedAbout } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { ClientSetup } from './client-config.ts';
import { clientConfig } from './client-config.ts';
import type { Session } from './credentials/session-memo.ts';
import { guardClient } from './middleware.ts';
import type { AwsSdk } from './sdk/index.ts';

const credentials = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  SessionToken: z.string(),
  Expiration: z.date().optional(),
});
/** What all three operations answer: a session and, for a role's, whose it is. */
const sessionAnswer = z.object({
  Credentials: credentials,
  AssumedRoleUser: z.object({ Arn: z.string() }).nullish(),
});

/** Who asks what of whom, for clients and for messages. */
export interface StsCall {
  readonly setup: ClientSetup;
  readonly about: AskedAbout;
  readonly signal: AbortSignal;
}

/** The operations of STS that give sessions. They reject with classified failures. */
export interface Sts {
  readonly assumeRole: (input: AssumeRoleCommandInput, call: StsCall) => Promise<Session>;
  readonly assumeRoleWithWebIdentity: (
    input: AssumeRoleWithWebIdentityCommandInput,
    call: StsCall,
  ) => Promise<Session>;
  readonly getSessionToken: (input: GetSessionTokenCommandInput, call: StsCall) => Promise<Session>;
}

/**
 * One STS client per place and caller, for all customers of a run. The account id of a role's session is the one in the
 * assumed role's ARN, as STS answered it.
 */
export function createSts(sdk: AwsSdk): Sts {
  const clients = new Map<string, STSClient>();
  const clientFor = (setup: ClientSetup): STSClient => {
    const { accessKeyId } = setup.credentials;
    const key = [setup.region, setup.endpoint ?? '', accessKeyId].join(' ');
    const known = clients.get(key);
    if (known !== undefined) return known;
    const client = new sdk.sts.STSClient(clientConfig(setup));
    guardClient(client.middlewareStack, 'sts');
    clients.set(key, client);
    return client;
  };

  const session = async (
    operation: string,
    { setup, about, signal }: StsCall,
    send: (client: STSClient, abortSignal: AbortSignal) => Promise<unknown>,
  ): Promise<Session> => {
    try {
      const answer = parseAnswer(sessionAnswer, await send(clientFor(setup), signal), operation);
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
      const accountId = answer.AssumedRoleUser?.Arn.split(':')[4];
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        ...(Expiration === undefined ? {} : { expiration: Expiration }),
        ...(accountId ? { accountId } : {}),
      };
    } catch (error) {
      const endpoint = setup.endpoint === undefined ? {} : { endpoint: setup.endpoint };
      throw classify(error, { ...about, operation, region: setup.region, ...endpoint });
    }
  };

  return {
    assumeRole: (input, call) =>
      session('sts:AssumeRole', call, (client, abortSignal) =>
        client.send(new sdk.sts.AssumeRoleCommand(input), { abortSignal }),
      ),
    assumeRoleWithWebIdentity: (input, call) =>
      session('sts:AssumeRoleWithWebIdentity', call, (client, abortSignal) =>
        client.send(new sdk.sts.AssumeRoleWithWebIdentityCommand(input), { abortSignal }),
      ),
    getSessionToken: (input, call) =>
      session('sts:GetSessionToken', call, (client, abortSignal) =>
        client.send(new sdk.sts.GetSessionTokenCommand(input), { abortSignal }),
      ),
  };
}
