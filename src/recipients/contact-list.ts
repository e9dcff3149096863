import type { Customer } from '../customers/index.ts';
import type { ContactAccount, RequestRunner } from './account.ts';
import { contactListsPage } from './answers.ts';
import { CustomerFailure } from './errors/failure.ts';
import { readAllPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';

/**
 * The contact list to read: the configured one, else the account's own in its region. SES allows one list per account
 * and region; should there be more, the first is taken, as the Go tool does. None is ever created.
 * @throws CustomerFailure `ContactListNotFound` naming the region, or what asking failed with
 */
export async function findContactList(
  customer: Customer,
  account: ContactAccount,
  request: RequestRunner,
): Promise<{ readonly contactList: string; readonly warnings: readonly string[] }> {
  if (customer.contactListName !== undefined) return { contactList: customer.contactListName, warnings: [] };
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
  const warnings =
    names.length === 1
      ? []
      : [
          `The account has ${names.length} contact lists in ${account.region}; ${first} was read. Name another with \`contact_list_name\`.`,
        ];
  return { contactList: first, warnings };
}
