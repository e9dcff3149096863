import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { sandboxEnvironment, type Sandbox } from '../../src/sandbox/index.ts';
import { findTool } from '../../scripts/setup/tools.mjs';

const preference = z.object({ TopicName: z.string(), SubscriptionStatus: z.enum(['OPT_IN', 'OPT_OUT']) });

/** What `aws sesv2 list-contacts` prints. */
export const contactsSchema = z.object({
  Contacts: z.array(
    z.object({
      EmailAddress: z.string(),
      TopicPreferences: z.array(preference).default([]),
      TopicDefaultPreferences: z.array(preference).default([]),
      UnsubscribeAll: z.boolean(),
    }),
  ),
  NextToken: z.string().optional(),
});

/** What `aws sesv2 list-contact-lists` prints. */
export const contactListsSchema = z.object({
  ContactLists: z.array(z.object({ ContactListName: z.string() })),
});

/** What `aws sts get-caller-identity` prints. */
export const identitySchema = z.object({ Account: z.string() });

/** What `aws sts assume-role` prints. */
export const assumedRoleSchema = z.object({ AssumedRoleUser: z.object({ Arn: z.string() }) });

/**
 * Runs the AWS command line against a sandbox with a profile of the files that it wrote.
 * @throws Error when there is no `aws` on this machine, with how to get it; or with what it said when it failed
 */
export async function aws<T extends z.ZodType>(
  sandbox: Sandbox,
  profile: string,
  words: readonly string[],
  schema: T,
): Promise<z.output<T>> {
  const program = findTool('aws');
  if (program === undefined)
    throw new Error(
      'There is no aws command on this machine. Install it: apt-get install awscli, or aws.amazon.com/cli.',
    );
  // The command keeps caches and a history at home: not in this person's.
  const home = dirname(sandbox.environment.AWS_CONFIG_FILE ?? '');
  const env = { ...sandboxEnvironment(process.env, sandbox), HOME: home, USERPROFILE: home, AWS_PAGER: '' };
  const { stdout } = await promisify(execFile)(
    program,
    // Versions before 2.13, Debian 12's among them, know no AWS_ENDPOINT_URL and no endpoint_url.
    [...words, '--profile', profile, '--endpoint-url', sandbox.url, '--output', 'json'],
    { env, timeout: 60_000 },
  );
  return schema.parse(JSON.parse(stdout));
}
