import PQueue from 'p-queue';
import { setMaxListeners } from 'node:events';
import type { Customer, CustomerResolution } from '../customers/index.ts';
import { askAccountId, guardAccount } from './account-guard.ts';
import { lookUpContactList } from './contact-list.ts';
import { inSession, newSession, startRun } from './customer-session.ts';
import type { Connected, CustomerSession, QueryDeps, RunShare } from './customer-session.ts';
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
  /** As in `CustomerRecipientResult`. */
  readonly assumedBy?: string;
  readonly accountId?: string;
  /** As in `CustomerRecipientResult`. */
  readonly signedInAs?: string;
  readonly notes?: readonly string[];
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
  share: RunShare = startRun(deps, limits),
): Promise<CustomerAccessResult> {
  const session = newSession(customer, topicName ?? '', deps, share);
  const startedAtMs = session.atMs();
  const answer = await inSession(session, limits, (connected) => check(session, topicName, connected));
  const topics = 'value' in answer ? answer.value : undefined;
  return {
    customerCode: customer.customerCode,
    ...(customer.customerName === undefined ? {} : { customerName: customer.customerName }),
    ...(session.assumedBy === undefined ? {} : { assumedBy: session.assumedBy }),
    ...(session.accountId === undefined ? {} : { accountId: session.accountId }),
    ...(session.signedInAs === undefined ? {} : { signedInAs: session.signedInAs }),
    ...(session.notes.length === 0 ? {} : { notes: session.notes }),
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.contactList === undefined ? {} : { contactList: session.contactList }),
    ...(topics === undefined ? {} : { topics }),
    warnings: session.warnings,
    ...('error' in answer ? { error: answer.error } : {}),
    durationMs: session.atMs() - startedAtMs,
  };
}

/**
 * Checks all customers at once, as {@link checkCustomerAccess} does one.
 * @param deps `onResult` is told each customer as it is known
 * @returns in the order of `resolutions`; those that cannot be asked are errors
 */
export async function checkAllCustomers(
  resolutions: readonly CustomerResolution[],
  topicName: string | undefined,
  limits: QueryLimits,
  deps: QueryDeps & { readonly onResult?: (result: CustomerAccessResult) => void },
): Promise<readonly CustomerAccessResult[]> {
  const run = openScope(deps.signal, { parentReason: cancelled });
  const share = startRun(deps, limits);
  setMaxListeners(0, run.signal);
  const queue = new PQueue({ concurrency: customersAtOnce(limits.maxCustomerConcurrency) });
  const checked = async (resolution: CustomerResolution): Promise<CustomerAccessResult> => {
    if (resolution.kind === 'unresolved') return refused(resolution);
    const one = { ...deps, signal: run.signal };
    return queue.add(() => checkCustomerAccess(resolution.customer, topicName, limits, one, share));
  };
  try {
    return await Promise.all(
      resolutions.map(async (resolution) => {
        const result = await checked(resolution);
        deps.onResult?.(result);
        return result;
      }),
    );
  } finally {
    run.close();
  }
}

/** A customer that cannot even be asked. */
const refused = ({
  customerCode,
  customerName,
  error,
}: Extract<CustomerResolution, { kind: 'unresolved' }>): CustomerAccessResult => ({
  customerCode,
  ...(customerName === undefined ? {} : { customerName }),
  warnings: [],
  error: { customerCode, ...error, retryable: false },
  durationMs: 0,
});

async function check(
  session: CustomerSession,
  topicName: string | undefined,
  connected: Connected,
): Promise<readonly string[] | undefined> {
  const { account, request } = connected;
  session.step = 'account';
  session.accountId =
    (await guardAccount(session.customer, account, request)) ?? (await askAccountId(account, request));
  session.step = 'list';
  const configured = session.customer.contactListName;
  const { contactList, warnings } =
    configured === undefined ? await lookUpContactList(connected) : { contactList: configured, warnings: [] };
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
