import type { Customer } from '../customers/index.ts';
import { contactListsPage } from './answers.ts';
import type { Connected } from './customer-session.ts';
import { CustomerFailure } from './errors/failure.ts';
import { readAllPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';

/** The contact list to read, and how sure that is. */
export interface FoundContactList {
  readonly contactList: string;
  /** `remembered` from an earlier run: it may have another name by now. */
  readonly source: 'configured' | 'remembered' | 'looked up';
  readonly warnings: readonly string[];
}

/**
 * The contact list to read: the configured one, else the remembered one, else the account's own in its region.
 * @throws CustomerFailure as {@link lookUpContactList}
 */
export async function findContactList(
  customer: Customer,
  { account, request, contactLists }: Connected,
): Promise<FoundContactList> {
  const configured = customer.contactListName;
  if (configured !== undefined) return { contactList: configured, source: 'configured', warnings: [] };
  const remembered = await contactLists.recall(account.budget);
  if (remembered !== undefined) return { contactList: remembered, source: 'remembered', warnings: [] };
  return lookUpContactList({ account, request, contactLists });
}

/**
 * Asks the account for its contact list, and remembers it. SES allows one list per account and region; should there be
 * more, the first is taken, as the Go tool does, and none is remembered. None is ever created.
 * @throws CustomerFailure `ContactListNotFound` naming the region, or what asking failed with
 */
export async function lookUpContactList({
  account,
  request,
  contactLists,
}: Connected): Promise<FoundContactList> {
  const names: string[] = [];
  await readAllPages(
    'ses:ListContactLists',
    async (nextToken) => {
      const answer = await request('ses:ListContactLists', (signal) =>
        account.listContactLists(nextToken, signal),
      );
      return parseAnswer(contactListsPage, answer, 'ses:ListContactLists');
    },
    (page) => names.push(...page.ContactLists.map((list) => list.ContactListName)),
  );
  const [first] = names;
  if (first === undefined)
    throw new CustomerFailure({
      code: 'ContactListNotFound',
      message: `the account has no contact list in region ${account.region}`,
      remedy:
        'Correct `region` of the customer in config.json (contact lists belong to one region), or create the list there.',
    });
  if (names.length === 1) {
    contactLists.remember(account.budget, first);
    return { contactList: first, source: 'looked up', warnings: [] };
  }
  const warning = `The account has ${names.length} contact lists in ${account.region}; ${first} was read. Name another with \`contact_list_name\`.`;
  return { contactList: first, source: 'looked up', warnings: [warning] };
}
