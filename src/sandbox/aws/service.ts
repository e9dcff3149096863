import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from '../delivery.ts';
import type { FaultBook } from '../fault.ts';
import type { JournalEntry } from '../journal.ts';
import type { Scenario, ScenarioCustomer } from '../scenario.ts';
import type { Account } from './account.ts';
import type { ContactList } from './contacts.ts';
import type { Identities } from './identity.ts';
import type { MfaDevices } from './mfa.ts';
import type { SignIns } from './sign-ins.ts';

/** One request for an AWS service, with its body read. */
export interface AwsRequest {
  readonly method: string;
  /** As it came, query string included. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly entry: JournalEntry;
}

/** What the AWS services share. `now` gives ms since the Unix epoch. */
export interface AwsWorld {
  readonly scenario: Scenario;
  readonly accounts: readonly Account[];
  readonly identities: Identities;
  readonly signIns: SignIns;
  readonly mfa: MfaDevices;
  readonly faults: FaultBook;
  readonly now: () => number;
  /** The list of one customer, built once. */
  readonly listOf: (customer: ScenarioCustomer) => ContactList;
  /** From now on exactly these addresses are subscribed to a topic of the list. */
  readonly setSubscribers: (customer: ScenarioCustomer, topicName: string, emails: readonly string[]) => void;
  /** Whether this account's rate limit lets one more SES request through now. */
  readonly admits: (customer: ScenarioCustomer) => boolean;
  /** Makes page tokens worthless elsewhere. */
  readonly tokenSecret: string;
}

/** What a service makes of a request: whose it is (so that its delay can be taken), and how it is answered after that. */
export interface AwsOutcome {
  readonly customerCode?: string;
  readonly operation?: string;
  readonly delivery: Delivery;
}
