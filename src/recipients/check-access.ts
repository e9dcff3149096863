import PQueue from 'p-queue';
import { setMaxListeners } from 'node:events';
import type { Customer, CustomerResolution } from '../customers/index.ts';
import { askAccountId, guardAccount } from './account-guard.ts';
import { findContactList } from './contact-list.ts';
import { inSession, newSession } from './customer-session.ts';
import type { Connected, CustomerSession, QueryDeps } from './customer-session.ts';
import { cancelled } from './errors/run-failures.ts';
import { customersAtOnce } from './limits.ts';
import type { QueryLimits } from './limits.ts';
import type { CustomerError } from './result.ts';
import { openScope } from './scope.ts';
import { readTopics, topicNotFound } from './topic-check.ts';

/** Whether a customer could be asked, found out without reading a single contact. */
export interface CustomerAccessResult {
  readonly customerCode: string;
  readonly customerName?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly contactList?: string;
  /** Topics of the contact list; absent where they may not be looked at. */
  readonly topics?: readonly string[];
  readonly warnings: readonly string[];
  readonly error?: CustomerError;
  readonly durationMs: number;
}

/**
 * Checks one customer: credentials, account id, contact list, topic. Reads no contacts, writes nothing, never rejects.
 * @param topicName the topic that must exist; undefined checks everything but a topic
 */
export async function checkCustomerAccess(
  customer: Customer,
  topicName: string | undefined,
  limits: QueryLimits,
  deps: QueryDeps,
): Promise<CustomerAccessResult> {
  const startedAt = deps.clock.monotonic();
  const session = newSession(customer, topicName ?? '', deps, startedAt);
  const answer = await inSession(session, limits, (connected) => check(session, topicName, connected));
  const topics = 'value' in answer ? answer.value : undefined;
  return {
    customerCode: customer.customerCode,
    ...(customer.customerName === undefined ? {} : { customerName: customer.customerName }),
    ...(session.accountId === undefined ? {} : { accountId: session.accountId }),
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.contactList === undefined ? {} : { contactList: session.contactList }),
    ...(topics === undefined ? {} : { topics }),
    warnings: session.warnings,
    ...('error' in answer ? { error: answer.error } : {}),
    durationMs: session.atMs(),
  };
}

/**
 * Checks all customers at once, as {@link checkCustomerAccess} does one.
 * @returns in the order of `resolutions`; those that cannot be asked are errors
 */
export async function checkAllCustomers(
  resolutions: readonly CustomerResolution[],
  topicName: string | undefined,
  limits: QueryLimits,
  deps: QueryDeps,
): Promise<readonly CustomerAccessResult[]> {
  const run = openScope(deps.signal, { parentReason: cancelled });
  setMaxListeners(0, run.signal);
  const queue = new PQueue({ concurrency: customersAtOnce(limits.maxCustomerConcurrency) });
  try {
    return await Promise.all(
      resolutions.map(async (resolution) =>
        resolution.kind === 'unresolved'
          ? {
              customerCode: resolution.customerCode,
              ...(resolution.customerName === undefined ? {} : { customerName: resolution.customerName }),
              warnings: [],
              error: { customerCode: resolution.customerCode, ...resolution.error, retryable: false },
              durationMs: 0,
            }
          : queue.add(() =>
              checkCustomerAccess(resolution.customer, topicName, limits, { ...deps, signal: run.signal }),
            ),
      ),
    );
  } finally {
    run.close();
  }
}

async function check(
  session: CustomerSession,
  topicName: string | undefined,
  { account, request }: Connected,
): Promise<readonly string[] | undefined> {
  session.step = 'account';
  session.accountId =
    (await guardAccount(session.customer, account, request)) ?? (await askAccountId(account, request));
  session.step = 'list';
  const { contactList, warnings } = await findContactList(session.customer, account, request);
  session.contactList = contactList;
  session.warnings = warnings;
  session.step = topicName === undefined ? 'list' : 'topic';
  const found = await readTopics(contactList, account, request);
  if (found.kind === 'denied') {
    session.warnings = [
      ...warnings,
      `The topics of ${contactList} could not be looked at: the credentials lack ses:GetContactList, which only this check and empty answers need.`,
    ];
    return undefined;
  }
  if (topicName !== undefined && !found.topics.includes(topicName))
    throw topicNotFound(topicName, contactList, found.topics);
  return found.topics;
}
