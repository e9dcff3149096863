import type { Contact } from './answers.ts';

/** Whether a contact gets the topic, and whether it said so itself. */
export type SubscriptionStatus = 'explicit' | 'default' | 'unsubscribed';

/**
 * A contact's effective status for a topic, recomputed from the contact itself because SES's server-side filter has
 * been reported wrong in both directions.
 *
 * "Unsubscribed from everything" beats all; then the contact's own preference counts; then the topic's default (SES
 * developer guide: managing lists and subscriptions). A contact that carries neither was let through by a filter that
 * was asked to apply defaults, and is taken at the filter's word.
 */
export function subscriptionStatus(contact: Contact, topicName: string): SubscriptionStatus {
  if (contact.UnsubscribeAll === true) return 'unsubscribed';
  const own = contact.TopicPreferences?.find((preference) => preference.TopicName === topicName);
  if (own) return own.SubscriptionStatus === 'OPT_IN' ? 'explicit' : 'unsubscribed';
  const fallback = contact.TopicDefaultPreferences?.find((preference) => preference.TopicName === topicName);
  return fallback === undefined || fallback.SubscriptionStatus === 'OPT_IN' ? 'default' : 'unsubscribed';
}
