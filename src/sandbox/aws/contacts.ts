import { topicsOf, type Scenario, type ScenarioCustomer, type SubscriptionStatus } from '../scenario.ts';

/** A contact of a customer's list. `preferences` holds only what the contact itself has set. */
export interface Contact {
  readonly email: string;
  readonly preferences: ReadonlyMap<string, SubscriptionStatus>;
  readonly unsubscribeAll: boolean;
}

/** A customer's contact list as AWS would hold it. */
export interface ContactList {
  readonly name: string;
  readonly topics: ReadonlyMap<string, SubscriptionStatus>;
  readonly contacts: readonly Contact[];
  /** Whether UnsubscribeAll contacts pass an OPT_IN filter. */
  readonly unsubscribedLeak: boolean;
}

/** What a ListContacts request filters by (AWS SES v2 docs: ListContactsFilter, TopicFilter). */
export interface ContactFilter {
  readonly status?: SubscriptionStatus;
  readonly topicName?: string;
  readonly useDefault: boolean;
}

/** Builds the list of one customer; contacts in the order in which the scenario first names them. */
export function contactListOf(scenario: Scenario, customer: ScenarioCustomer): ContactList {
  const contacts = new Map<
    string,
    { preferences: Map<string, SubscriptionStatus>; unsubscribeAll: boolean }
  >();
  const contact = (email: string) => {
    const known = contacts.get(email) ?? { preferences: new Map(), unsubscribeAll: false };
    contacts.set(email, known);
    return known;
  };
  const prefer = (topics: Readonly<Record<string, readonly string[]>>, status: SubscriptionStatus) => {
    for (const [topic, emails] of Object.entries(topics))
      for (const email of emails) contact(email).preferences.set(topic, status);
  };
  prefer(customer.optedIn, 'OPT_IN');
  prefer(customer.optedOut, 'OPT_OUT');
  customer.noPreference.forEach(contact);
  for (const email of customer.unsubscribed) contact(email).unsubscribeAll = true;
  for (const many of customer.generate) {
    const digits = Math.max(4, String(many.count).length);
    for (let number = 1; number <= many.count; number++) {
      const made = contact(`${many.prefix}${String(number).padStart(digits, '0')}@${many.domain}`);
      for (const topic of many.optedIn) made.preferences.set(topic, 'OPT_IN');
      for (const topic of many.optedOut) made.preferences.set(topic, 'OPT_OUT');
      made.unsubscribeAll ||= many.unsubscribeAll;
    }
  }
  return {
    name: customer.contactList,
    topics: topicsOf(scenario, customer),
    contacts: [...contacts].map(([email, rest]) => ({ email, ...rest })),
    unsubscribedLeak: customer.unsubscribedLeak,
  };
}

/** The list when exactly these are subscribed to a topic: whoever was and is not named has opted out. */
export function withSubscribers(
  list: ContactList,
  topicName: string,
  emails: readonly string[],
): ContactList {
  const named = new Set(emails);
  const known = new Set(list.contacts.map(({ email }) => email));
  const fresh = emails.filter((email) => !known.has(email));
  const nobody: Omit<Contact, 'email'> = { preferences: new Map(), unsubscribeAll: false };
  return {
    ...list,
    contacts: [...list.contacts, ...fresh.map((email) => ({ email, ...nobody }))].map((contact) => ({
      ...contact,
      unsubscribeAll: contact.unsubscribeAll && !named.has(contact.email),
      preferences: new Map(contact.preferences).set(
        topicName,
        named.has(contact.email) ? 'OPT_IN' : 'OPT_OUT',
      ),
    })),
  };
}

/**
 * Whether a contact passes the filter. Without `useDefault` only explicit preferences count. A topic that the list does
 * not have matches nobody; AWS does not document what it does there.
 */
export function passes(contact: Contact, list: ContactList, filter: ContactFilter): boolean {
  const { status, topicName } = filter;
  if (topicName === undefined) {
    if (status === undefined) return true;
    return contact.unsubscribeAll === (status === 'OPT_OUT');
  }
  const explicit = contact.preferences.get(topicName);
  const effective = explicit ?? (filter.useDefault ? list.topics.get(topicName) : undefined);
  if (status === 'OPT_OUT' && contact.unsubscribeAll) return list.topics.has(topicName);
  if (status === 'OPT_IN' && contact.unsubscribeAll && !list.unsubscribedLeak) return false;
  return effective !== undefined && (status === undefined || effective === status);
}

/** The contact as ListContacts answers it; timestamps are epoch seconds. */
export function contactJson(contact: Contact, list: ContactList): Record<string, unknown> {
  const preference = ([TopicName, SubscriptionStatus]: [string, SubscriptionStatus]) => ({
    SubscriptionStatus,
    TopicName,
  });
  return {
    EmailAddress: contact.email,
    LastUpdatedTimestamp: LIST_UPDATED_SECONDS,
    TopicDefaultPreferences: [...list.topics]
      .filter(([topic]) => !contact.preferences.has(topic))
      .map(preference),
    TopicPreferences: [...contact.preferences].map(preference),
    UnsubscribeAll: contact.unsubscribeAll,
  };
}

/** When the sandbox's lists and contacts were last changed; seconds since the Unix epoch. */
export const LIST_UPDATED_SECONDS = 1_767_225_600.123;
