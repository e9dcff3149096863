import * as z from 'zod';
import type { AwsProfile } from '../../../customers/index.ts';
import { helperFailed, helperUnusable } from '../../errors/helper-failures.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { runHelper } from './run-helper.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';

/** What a `credential_process` prints (AWS SDKs and tools reference guide: process credential provider). */
const helperOutput = z.object({
  Version: z.literal(1),
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  SessionToken: z.string().nullish(),
  Expiration: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)))
    .nullish(),
});

/**
 * The credentials that the profile's `credential_process` prints. Run once per run, never kept: the tool has its own
 * memory, and a new sign-in with it counts at once.
 * @throws CustomerFailure `CredentialProcessFailed`; neither the command line nor its output is ever in it
 */
export async function processIdentity(
  profile: AwsProfile,
  { env, clock }: Pick<IdentityDeps, 'env' | 'clock'>,
  signal: AbortSignal,
): Promise<Identity> {
  const { name, raw } = profile;
  // To the shell a further line would be a further command.
  const command = (raw.credential_process ?? '').replaceAll('\n', ' ');
  const ended = await runHelper(command, env, signal);
  if (ended.kind === 'failed')
    throw new CustomerFailure(helperFailed(name, command, ended.how, ended.stderr));
  const output = helperOutput.safeParse(parseJson(ended.stdout));
  if (!output.success) throw new CustomerFailure(helperUnusable(name, complaint(output.error)));
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = output.data;
  const expiration = Expiration ? new Date(Expiration) : undefined;
  if (expiration !== undefined && expiration.getTime() <= clock.now())
    throw new CustomerFailure(helperUnusable(name, 'they have already expired'));
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken ? { sessionToken: SessionToken } : {}),
      ...(expiration === undefined ? {} : { expiration }),
    },
    kind: 'process',
    profile,
  };
}

/** @returns undefined for anything that is no JSON, which is no object either */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with the output, without any of it. */
function complaint({ issues }: z.ZodError): string {
  const member = issues[0]?.path[0];
  if (member === undefined) return 'what it printed is no JSON object';
  return member === 'Version'
    ? 'what it printed is not of Version 1'
    : `${String(member)} is missing or wrong`;
}
