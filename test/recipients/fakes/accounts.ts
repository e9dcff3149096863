import type { Customer } from '../../../src/customers/index.ts';
import type {
  Clock,
  ConnectContext,
  ContactAccount,
  ContactAccounts,
  ContactsQuery,
} from '../../../src/recipients/index.ts';

/** How one fake customer's account behaves; whatever is left out behaves well and is empty. */
export interface FakeAccount {
  readonly accountId?: string;
  readonly region?: string;
  /** Its own, unless several share one. */
  readonly budget?: string;
  /** Milliseconds each call takes. */
  readonly latencyMs?: number;
  readonly connect?: (context: ConnectContext) => Promise<void>;
  readonly identity?: () => unknown;
  readonly lists?: (nextToken: string | undefined) => unknown;
  readonly details?: () => unknown;
  readonly contacts?: (query: ContactsQuery, call: number) => unknown;
}

/** Fake accounts, and what was asked of them. */
export interface FakeAccounts extends ContactAccounts {
  readonly calls: readonly string[];
  readonly mostAtOnce: () => number;
}

/** A contact who chose the topic. */
export const contact = (email: string, topicName = 'aws-calendar', status = 'OPT_IN') => ({
  EmailAddress: email,
  TopicPreferences: [{ TopicName: topicName, SubscriptionStatus: status }],
});

/** Accounts by customer code. */
export function fakeAccounts(clock: Clock, accounts: Readonly<Record<string, FakeAccount>>): FakeAccounts {
  const calls: string[] = [];
  const inFlight = new Set<string>();
  let mostAtOnce = 0;
  return {
    calls,
    mostAtOnce: () => mostAtOnce,
    close: () => undefined,
    connect: async (customer, context) => {
      const code = customer.customerCode;
      const fake = accounts[code] ?? {};
      let contactsCalls = 0;
      const call = async (
        operation: string,
        signal: AbortSignal,
        answer: () => unknown,
      ): Promise<unknown> => {
        calls.push(`${code} ${operation}`);
        inFlight.add(code);
        mostAtOnce = Math.max(mostAtOnce, inFlight.size);
        try {
          if (fake.latencyMs !== undefined) await clock.sleep(fake.latencyMs, signal);
          return await answer();
        } finally {
          inFlight.delete(code);
        }
      };
      calls.push(`${code} connect`);
      await fake.connect?.(context);
      const account: ContactAccount = {
        region: fake.region ?? 'us-east-1',
        budget: fake.budget ?? code,
        ...(fake.accountId === undefined ? {} : { accountId: fake.accountId }),
        getCallerIdentity: (signal) => call('GetCallerIdentity', signal, () => fake.identity?.()),
        listContactLists: (nextToken, signal) =>
          call('ListContactLists', signal, () =>
            fake.lists ? fake.lists(nextToken) : { ContactLists: [{ ContactListName: 'main' }] },
          ),
        getContactList: (_name, signal) =>
          call('GetContactList', signal, () =>
            fake.details ? fake.details() : { Topics: [{ TopicName: 'aws-calendar' }] },
          ),
        listContacts: (query, signal) =>
          call('ListContacts', signal, () => {
            contactsCalls++;
            return fake.contacts ? fake.contacts(query, contactsCalls) : { Contacts: [] };
          }),
      };
      return account;
    },
  };
}

/** A customer with a profile of its own. */
export const fakeCustomer = (customerCode: string, more: Partial<Customer> = {}): Customer => ({
  customerCode,
  credentials: { kind: 'profile', profile: customerCode },
  restrictedRecipients: [],
  ...more,
});

/** Something thrown that looks like the SDK's errors. */
export const awsError = (
  name: string,
  status: number,
  message = name,
  headers: Record<string, string> = {},
) =>
  Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: status, requestId: 'request-1' },
    $response: { statusCode: status, headers },
  });
