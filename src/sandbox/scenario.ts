import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import scenarioFile from './scenario.json' with { type: 'json' };
import { BASE_CODE, faultSchema } from './fault.ts';
import { DEFAULT_SWITCHES, switchesSchema, withSwitches } from './graph/switches.ts';
import { profileSchema, ssoSessionsSchema } from './profile.ts';

const accountId = z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits');
const status = z.enum(['OPT_IN', 'OPT_OUT']);

/** Topic and list names: up to 64 of letters, digits, `_` and `-` (the text of AWS's own refusal). */
const awsName = z.string().regex(/^[\w-]{1,64}$/, 'up to 64 letters, digits, underscores and hyphens');

const topicsSchema = z.record(awsName, status);
const addressesByTopic = z.record(awsName, z.array(z.string()));

/** Many contacts in one line: `<prefix>0001@<domain>` and on, all with the same preferences. */
const generatedContacts = z.strictObject({
  count: z.int().min(1).max(1_000_000),
  prefix: z.string().default('person'),
  domain: z.string(),
  optedIn: z.array(awsName).default([]),
  optedOut: z.array(awsName).default([]),
  unsubscribeAll: z.boolean().default(false),
});

const customerSchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,50}$/, 'lower-case letters, digits and hyphens'),
  name: z.string(),
  accountId,
  region: z.string(),
  /** How the sample workspace's config.json reaches this customer: a role of its account, or a local profile. */
  access: z.enum(['role', 'profile']).default('profile'),
  roleName: z.string().default('customer-contact-reader'),
  /** Accounts whose users may assume the role; `base` stands for the cloud team's own, `web-identity` for tokens. */
  roleTrusts: z.array(z.union([accountId, z.literal(['base', 'web-identity'])])).default(['base']),
  /** Whether the role wants its caller to have proved a second factor. */
  roleNeedsMfa: z.boolean().default(false),
  /** How old the second factor may be; absent: as old as the session. */
  roleMfaMaxAgeSeconds: z.int().min(1).optional(),
  /** What the role wants to hear as ExternalId. */
  roleExternalId: z.string().optional(),
  /** Roles that IAM Identity Center gives the cloud team in this account. */
  ssoRoles: z.array(z.string()).default(['ContactReader']),
  /** The local profile of this customer's name. */
  profile: profileSchema,
  /** How long each request about this customer takes, in ms. */
  latencyMs: z.number().min(0).default(0),
  /** Overrides `latencyMs` for single operations, e.g. `{ "ListContacts": 2500 }`; ms. */
  operationLatencyMs: z.record(z.string(), z.number().min(0)).default({}),
  /** SES requests a second that this account answers, all operations together; absent: no limit. AWS documents 1. */
  requestsPerSecond: z.number().positive().optional(),
  /** How many of them it answers at once after a quiet time. */
  burst: z.int().min(1).default(1),
  contactList: awsName.default('customer-contacts'),
  /** Default subscription status per topic; adds to and overrides the scenario's. */
  topics: topicsSchema.default({}),
  /** Topics of the scenario that this customer's list does not have. */
  withoutTopics: z.array(awsName).default([]),
  optedIn: addressesByTopic.default({}),
  optedOut: addressesByTopic.default({}),
  /** Contacts that set nothing: every topic's default counts for them. */
  noPreference: z.array(z.string()).default([]),
  /** Contacts with UnsubscribeAll; they may be opted in to topics as well. */
  unsubscribed: z.array(z.string()).default([]),
  /** Whether UnsubscribeAll contacts pass a server-side OPT_IN filter; AWS documents neither. */
  unsubscribedLeak: z.boolean().default(false),
  generate: z.array(generatedContacts).default([]),
  /** What config.json lists for this customer; AWS knows nothing of it. */
  restrictedRecipients: z.array(z.string()).default([]),
  faults: z.array(faultSchema).default([]),
});

const scenarioSchema = z
  .strictObject({
    /** The cloud team's own account, which assumes the customers' roles. */
    base: z.strictObject({
      accountId,
      region: z.string(),
      userName: z.string(),
      ssoRoles: z.array(z.string()).default(['ContactReader']),
      /** The profile `default`. */
      profile: profileSchema,
    }),
    ssoSessions: ssoSessionsSchema,
    /** The most contacts a page of ListContacts is made from, whatever PageSize asks. */
    pageSizeCap: z.int().min(1).max(1000).default(1000),
    topics: topicsSchema,
    graph: z.strictObject({
      /** Absent: another one with every start, which nobody else on the machine knows. */
      accessToken: z.string().min(8).default(randomUUID),
      signedInUser: z.string(),
      /** Organizers with a mailbox: everybody, or addresses and `@domain`s. */
      mailboxes: z.union([z.literal('any'), z.array(z.string())]).default('any'),
      /** How the calendar behaves where the documents leave room: docs/sandbox.md. */
      switches: switchesSchema.prefault({}).transform((given) => withSwitches(DEFAULT_SWITCHES, given)),
    }),
    customers: z.array(customerSchema),
  })
  .superRefine((scenario, context) => {
    const seen = new Set<string>([scenario.base.accountId, BASE_CODE, 'default']);
    const codes = new Set(scenario.customers.map(({ code }) => code));
    if (['role', 'web-identity'].includes(scenario.base.profile.credentials.kind))
      context.addIssue({
        code: 'custom',
        path: ['base', 'profile'],
        message: 'the base account has no role',
      });
    for (const [index, customer] of scenario.customers.entries()) {
      const at = ['customers', index];
      for (const [key, value] of [
        ['code', customer.code],
        ['accountId', customer.accountId],
      ] as const) {
        if (seen.has(value))
          context.addIssue({ code: 'custom', path: [...at, key], message: `${value} is used twice` });
        seen.add(value);
      }
      const { credentials } = customer.profile;
      if (credentials.kind === 'keys' && credentials.opens !== undefined && !codes.has(credentials.opens))
        context.addIssue({
          code: 'custom',
          path: [...at, 'profile'],
          message: `there is no customer ${credentials.opens}`,
        });
      const known = topicsOf(scenario, customer);
      const named = [
        ...Object.keys(customer.optedIn),
        ...Object.keys(customer.optedOut),
        ...customer.generate.flatMap((many) => [...many.optedIn, ...many.optedOut]),
      ];
      for (const topic of named.filter((name) => !known.has(name)))
        context.addIssue({ code: 'custom', path: at, message: `the list has no topic ${topic}` });
    }
  });

/** Everything the sandbox pretends: accounts, contacts, delays, faults, calendar access. Plain JSON. */
export type Scenario = z.output<typeof scenarioSchema>;

/** One customer of a scenario with its own AWS account and contact list. */
export type ScenarioCustomer = Scenario['customers'][number];

/** A scenario as a person writes it, with the defaults left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** Whether somebody is in or out of a topic (AWS SES v2 docs: SubscriptionStatus). */
export type SubscriptionStatus = z.output<typeof status>;

/**
 * Checks a scenario and fills in the defaults.
 * @throws Error with one sentence that names the first place that is wrong.
 */
export function parseScenario(value: unknown): Scenario {
  const parsed = scenarioSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? issue.path.join('.') : 'the whole document';
  throw new Error(`The sandbox scenario cannot be used: ${place}: ${issue?.message ?? 'not understood'}.`);
}

/**
 * Reads a scenario from JSON text.
 * @throws Error with one sentence when the text is no JSON or no scenario.
 */
export function readScenario(text: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The sandbox scenario is not JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  return parseScenario(value);
}

/** The topics of one customer's contact list with their default status, in the scenario's order. */
export function topicsOf(
  scenario: Pick<Scenario, 'topics'>,
  customer: Pick<ScenarioCustomer, 'topics' | 'withoutTopics'>,
): ReadonlyMap<string, SubscriptionStatus> {
  const topics = new Map(Object.entries({ ...scenario.topics, ...customer.topics }));
  for (const name of customer.withoutTopics) topics.delete(name);
  return topics;
}

/** The scenario of the demo, the sample workspace and *Open Sample Workspace*: scenario.json. */
export const defaultScenario: Scenario = parseScenario(scenarioFile);
