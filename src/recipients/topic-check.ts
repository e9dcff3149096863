import type { ContactAccount, RequestRunner } from './account.ts';
import { contactListDetails } from './answers.ts';
import { classify } from './errors/classify.ts';
import { CustomerFailure } from './errors/failure.ts';
import { nearestFirst } from '../metadata/index.ts';
import { parseAnswer } from './parse-answer.ts';

/**
 * Asks the contact list which topics it has.
 * @returns their names, or a warning when the credentials may not look (ses:GetContactList is not required of a role)
 * @throws CustomerFailure any other failure of asking
 */
export async function readTopics(
  contactList: string,
  account: ContactAccount,
  request: RequestRunner,
): Promise<{ readonly kind: 'topics'; readonly topics: readonly string[] } | { readonly kind: 'denied' }> {
  try {
    const answer = await request('ses:GetContactList', (signal) =>
      account.getContactList(contactList, signal),
    );
    const details = parseAnswer(contactListDetails, answer, 'ses:GetContactList');
    return { kind: 'topics', topics: (details.Topics ?? []).map((topic) => topic.TopicName) };
  } catch (error) {
    if (classify(error).code === 'AccessDenied') return { kind: 'denied' };
    throw error;
  }
}

/** The list has no such topic; the topics it has, the likeliest one meant first. */
export function topicNotFound(
  topicName: string,
  contactList: string,
  topics: readonly string[],
): CustomerFailure {
  const [nearest] = nearestFirst(topicName, topics);
  return new CustomerFailure({
    code: 'TopicNotFound',
    message: `contact list ${contactList} has no topic ${topicName}; it has ${
      topics.length === 0 ? 'none' : nearestFirst(topicName, topics).join(', ')
    }`,
    remedy:
      nearest === undefined
        ? `Create the topic ${topicName} in that contact list, or leave this customer out.`
        : `Did you mean ${nearest}? Give the topic with --topic-name (setting customerMeetings.topicName).`,
  });
}
