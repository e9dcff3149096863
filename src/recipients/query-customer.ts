import type { Customer } from '../customers/index.ts';
import { guardAccount } from './account-guard.ts';
import { findContactList, lookUpContactList } from './contact-list.ts';
import type { FoundContactList } from './contact-list.ts';
import { inSession, newSession, startRun } from './customer-session.ts';
import type { Connected, CustomerSession, QueryDeps, RunShare } from './customer-session.ts';
import { classify } from './errors/classify.ts';
import type { QueryLimits } from './limits.ts';
import type { CustomerRecipientResult } from './result.ts';
import { readSubscribers } from './subscribers.ts';
import type { Subscribers } from './subscribers.ts';

/**
 * Asks one customer's account who is subscribed to a topic: sign in, make sure it is the right account, find the
 * contact list, read every page. Never writes, never rejects: a failure is the result's `error`, also when cancelled
 * (code `Cancelled`), and then there are no recipients.
 * @param customer whom to ask
 * @param topicName exactly as the contact list has it
 * @param limits milliseconds and tries
 */
export const queryCustomerRecipients = (
  customer: Customer,
  topicName: string,
  limits: QueryLimits,
  deps: QueryDeps,
): Promise<CustomerRecipientResult> => askCustomer(customer, topicName, limits, deps, startRun(deps, limits));

/** As {@link queryCustomerRecipients}, within a run. */
export async function askCustomer(
  customer: Customer,
  topicName: string,
  limits: QueryLimits,
  deps: QueryDeps,
  run: RunShare,
): Promise<CustomerRecipientResult> {
  const session = newSession(customer, topicName, deps, run);
  const { customerCode } = customer;
  const startedAtMs = session.atMs();
  if (!deps.signal.aborted) deps.onEvent?.({ type: 'credentials', customerCode, atMs: startedAtMs });
  const answer = await inSession(session, limits, (connected) => readCustomer(session, connected));
  const durationMs = session.atMs() - startedAtMs;
  const found: Subscribers =
    'value' in answer ? answer.value : { recipients: [], unsubscribed: [], warnings: [] };
  const result: CustomerRecipientResult = {
    customerCode,
    ...(customer.customerName === undefined ? {} : { customerName: customer.customerName }),
    recipients: found.recipients,
    unsubscribed: found.unsubscribed,
    restrictedRecipients: customer.restrictedRecipients,
    ...('error' in answer ? { error: answer.error } : {}),
    warnings: [...session.warnings, ...found.warnings],
    ...(customer.credentials.kind === 'role' ? { roleArn: customer.credentials.roleArn } : {}),
    ...(session.assumedBy === undefined ? {} : { assumedBy: session.assumedBy }),
    ...(session.accountId === undefined ? {} : { accountId: session.accountId }),
    ...(session.signedInAs === undefined ? {} : { signedInAs: session.signedInAs }),
    ...(session.notes.length === 0 ? {} : { notes: session.notes }),
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.contactList === undefined ? {} : { contactList: session.contactList }),
    startedAtMs,
    durationMs,
    pages: session.pages,
    attempts: session.attempts,
    answeredAt: deps.clock.now(),
  };
  deps.onEvent?.({ type: endOf(result), customerCode, topicName, result, atMs: session.atMs() });
  return result;
}

async function readCustomer(session: CustomerSession, connected: Connected): Promise<Subscribers> {
  const { customer, topicName, deps } = session;
  const { account, request } = connected;
  const { customerCode } = customer;
  session.step = 'account';
  session.accountId = await guardAccount(customer, account, request);
  session.step = 'list';
  deps.onEvent?.({ type: 'list', customerCode, atMs: session.atMs() });
  const read = async ({ contactList, warnings }: FoundContactList): Promise<Subscribers> => {
    session.contactList = contactList;
    session.warnings = warnings;
    session.step = 'contacts';
    const reader = { account, request, pageSize: session.pageSize };
    return readSubscribers({ contactList, topicName }, reader, (page, recipients) => {
      session.pages = page;
      deps.onEvent?.({ type: 'page', customerCode, page, recipients, atMs: session.atMs() });
    });
  };
  const found = await findContactList(customer, connected);
  try {
    return await read(found);
  } catch (error) {
    const isStale = found.source === 'remembered' && classify(error).code === 'ContactListNotFound';
    if (!isStale) throw error;
    session.step = 'list';
    connected.contactLists.forget(account.budget);
    return read(await lookUpContactList(connected));
  }
}

/** Which event ends a customer. */
export const endOf = (result: CustomerRecipientResult): 'done' | 'failed' | 'cancelled' => {
  if (result.error === undefined) return 'done';
  return result.error.code === 'Cancelled' ? 'cancelled' : 'failed';
};
