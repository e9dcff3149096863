import type { ContactAccount, RequestRunner } from './account.ts';
import { contactsPage } from './answers.ts';
import type { Contact } from './answers.ts';
import { classify } from './errors/classify.ts';
import { readAllPages } from './pages.ts';
import { withPageSize } from './page-size.ts';
import type { PageSize } from './page-size.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Subscriber } from './result.ts';
import { subscriptionStatus } from './subscription.ts';
import { readTopics, topicNotFound } from './topic-check.ts';

/** Where and for what to read. */
export interface SubscribersQuery {
  readonly contactList: string;
  readonly topicName: string;
}

/** What reading a list's pages goes through. */
export interface ContactsReader {
  readonly account: ContactAccount;
  readonly request: RequestRunner;
  readonly pageSize: PageSize;
}

/** Everybody subscribed to a topic at one account. */
export interface Subscribers {
  readonly recipients: readonly Subscriber[];
  /** Addresses the server let through its filter although they are not subscribed. */
  readonly unsubscribed: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Reads all subscribers of a topic: every page, and of each contact its own status, whatever the server's filter says.
 * An empty answer is checked against the list's topics, so that a misspelt topic is not taken for "nobody".
 * @param onPage told each page as it comes, with its number from 1 and the subscribers on it
 * @throws CustomerFailure `TopicNotFound`, `MalformedAnswer`, or what asking failed with
 */
export async function readSubscribers(
  query: SubscribersQuery,
  { account, request, pageSize }: ContactsReader,
  onPage: (page: number, recipients: number) => void,
): Promise<Subscribers> {
  const recipients: Subscriber[] = [];
  const unsubscribed: string[] = [];
  let contacts = 0;
  let nameless = 0;
  const take = (contact: Contact, page: number) => {
    const email = contact.EmailAddress?.trim() ? contact.EmailAddress : undefined;
    const status = subscriptionStatus(contact, query.topicName);
    if (email === undefined) nameless++;
    else if (status === 'unsubscribed') unsubscribed.push(email);
    else recipients.push({ email, preference: status, ...query, page });
  };
  try {
    await readAllPages(
      'ses:ListContacts',
      async (nextToken) => {
        const page = { ...query, ...(nextToken === undefined ? {} : { nextToken }) };
        const answer = await withPageSize(pageSize, (size) =>
          request('ses:ListContacts', (signal) => account.listContacts({ ...page, ...size }, signal)),
        );
        return parseAnswer(contactsPage, answer, 'ses:ListContacts');
      },
      (page, number) => {
        const before = recipients.length;
        contacts += page.Contacts.length;
        for (const contact of page.Contacts) take(contact, number);
        onPage(number, recipients.length - before);
      },
    );
  } catch (error) {
    if (isAboutTopic(error)) await checkTopic(query, account, request);
    throw error;
  }
  const warnings = contacts === 0 ? await checkTopic(query, account, request) : [];
  if (nameless > 0) warnings.push(`${nameless} contacts without an address were skipped.`);
  return { recipients, unsubscribed, warnings };
}

/** @returns a warning where the topics may not be looked at @throws CustomerFailure `TopicNotFound` */
async function checkTopic(
  query: SubscribersQuery,
  account: ContactAccount,
  request: RequestRunner,
): Promise<string[]> {
  const found = await readTopics(query.contactList, account, request);
  if (found.kind === 'denied')
    return [
      `Nobody is subscribed to ${query.topicName}, or ${query.contactList} has no such topic: the credentials may not look (ses:GetContactList).`,
    ];
  if (!found.topics.includes(query.topicName))
    throw topicNotFound(query.topicName, query.contactList, found.topics);
  return [];
}

const isAboutTopic = (error: unknown): boolean => classify(error).refusedPart === 'topic';
