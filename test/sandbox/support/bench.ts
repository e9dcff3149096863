import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListContactsCommand, SESv2Client, type ListContactsCommandInput } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import {
  startSandbox,
  type Sandbox,
  type SandboxOptions,
  type Scenario,
} from '../../../src/sandbox/index.ts';

/** A folder that goes with the test. */
export async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A sandbox that is closed with the test. */
export async function runSandbox(t: TestContext, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ directory: await temporaryDirectory(t), ...options });
  t.after(() => sandbox.close());
  return sandbox;
}

/**
 * A sandbox whose AWS files are a home directory's own, which is this process's home until the test is over: the SDK
 * looks for sign-ins by SSO nowhere else.
 */
export async function sandboxAtHome(t: TestContext, scenario: Scenario): Promise<Sandbox & { home: string }> {
  const home = await temporaryDirectory(t);
  const sandbox = await runSandbox(t, { scenario, directory: join(home, '.aws') });
  const changed = { HOME: home, USERPROFILE: home, ...sandbox.environment };
  const before = Object.keys(changed).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, changed);
  t.after(() => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });
  return { ...sandbox, home };
}

/** The profile's credentials, read from the files the sandbox wrote by the SDK's own reader. */
export function profile(sandbox: Sandbox, name: string) {
  return fromIni({
    profile: name,
    configFilepath: sandbox.environment.AWS_CONFIG_FILE,
    filepath: sandbox.environment.AWS_SHARED_CREDENTIALS_FILE,
    ignoreCache: true,
  });
}

/** One attempt, no connection left over. */
const clientDefaults = { maxAttempts: 1 };

type SesConfig = NonNullable<ConstructorParameters<typeof SESv2Client>[0]>;

/** The real SES client, signing with a profile of the sandbox's files. */
export function sesOf(sandbox: Sandbox, name: string, more: SesConfig = {}): SESv2Client {
  const customer = sandbox.scenario.customers.find(({ code }) => code === name);
  return new SESv2Client({
    ...clientDefaults,
    region: customer?.region ?? 'us-east-1',
    endpoint: sandbox.url,
    credentials: profile(sandbox, name),
    requestHandler: new NodeHttpHandler({ requestTimeout: 5000, throwOnRequestTimeout: true }),
    ...more,
  });
}

/** The real STS client, signing with a profile of the sandbox's files. */
export function stsOf(sandbox: Sandbox, name = 'default'): STSClient {
  return new STSClient({
    ...clientDefaults,
    region: 'us-east-1',
    endpoint: sandbox.url,
    credentials: profile(sandbox, name),
  });
}

/** A session of a customer's role, as the SDK wants credentials. */
export async function assume(sandbox: Sandbox, code: string, durationSeconds = 900) {
  const customer = sandbox.scenario.customers.find((one) => one.code === code)!;
  const { Credentials } = await stsOf(sandbox).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${customer.accountId}:role/${customer.roleName}`,
      RoleSessionName: `${code}-ses-session`,
      DurationSeconds: durationSeconds,
    }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
    expiration: Credentials!.Expiration!,
  };
}

/** What the product asks: subscribers of a topic, defaults counted. */
export function subscribersOf(
  topicName = 'aws-calendar',
  more: Partial<ListContactsCommandInput> = {},
): ListContactsCommandInput {
  return {
    ContactListName: 'customer-contacts',
    Filter: {
      FilteredStatus: 'OPT_IN',
      TopicFilter: { TopicName: topicName, UseDefaultIfPreferenceUnavailable: true },
    },
    PageSize: 1000,
    ...more,
  };
}

/** Every page's addresses, page by page. */
export async function pages(client: SESv2Client, input = subscribersOf()): Promise<string[][]> {
  const found: string[][] = [];
  for (let token: string | undefined; found.length < 100;) {
    const page = await client.send(new ListContactsCommand({ ...input, NextToken: token }));
    found.push(page.Contacts!.map(({ EmailAddress }) => EmailAddress!));
    token = page.NextToken;
    if (token === undefined) return found;
  }
  throw new Error('no end of pages');
}

/** Waits until `condition` holds; fails after 5 s. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the condition never held');
    await sleep(5);
  }
}
