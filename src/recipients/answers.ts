import * as z from 'zod';

// What AWS answers, as its API models describe it (SES v2 2019-09-27, STS 2011-06-15). Nearly every member is optional
// there; the ones required here are those without which an answer means nothing.

const topicPreference = z.object({
  TopicName: z.string().nullish(),
  SubscriptionStatus: z.string().nullish(),
});

const contact = z.object({
  EmailAddress: z.string().nullish(),
  UnsubscribeAll: z.boolean().nullish(),
  TopicPreferences: z.array(topicPreference).nullish(),
  TopicDefaultPreferences: z.array(topicPreference).nullish(),
});

/** One page of ListContacts. An answer without `Contacts` is malformed, never "nobody". */
export const contactsPage = z.object({ Contacts: z.array(contact), NextToken: z.string().nullish() });

/** One page of ListContactLists. */
export const contactListsPage = z.object({
  ContactLists: z.array(z.object({ ContactListName: z.string() })),
  NextToken: z.string().nullish(),
});

/** GetContactList: the topics a list has. */
export const contactListDetails = z.object({
  Topics: z.array(z.object({ TopicName: z.string() })).nullish(),
});

/** GetCallerIdentity: whose credentials these are. */
export const callerIdentity = z.object({
  Account: z.string().regex(/^\d{12}$/),
  Arn: z.string().optional(),
});

/** Somebody on a contact list, as ListContacts gives them. */
export type Contact = z.infer<typeof contact>;
