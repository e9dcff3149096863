import * as z from 'zod';
import { awsOperations, type AwsOperation, type Fault } from '../fault.ts';
import type { ScenarioCustomer } from '../scenario.ts';
import { restJsonAnswer, restJsonError } from './answers.ts';
import { contactJson, LIST_UPDATED_SECONDS, passes, type ContactList } from './contacts.ts';
import { accessDenied, deliverUnderFault, refuseByFault } from './fault-effect.ts';
import { makeToken, readToken, type PagePlace } from './page-token.ts';
import { AwsRefusal, isThrottling, signatureRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { sesRoute } from './ses-routes.ts';
import { verifySignature } from './sigv4.ts';

/**
 * Answers SES v2: ListContactLists, GetContactList and ListContacts (AWS SES v2 API Reference). Other operations that
 * exist are refused for want of permission, as a reader's role would be; anything else does not exist.
 */
export function answerSes(request: AwsRequest, world: AwsWorld): AwsOutcome {
  const url = new URL(request.path, 'http://sandbox.invalid');
  const route = sesRoute(request.method, url.pathname);
  const { operation } = route;
  request.entry.note({ service: 'ses', operation, write: route.write });
  let customerCode: string | undefined;
  try {
    const verified = verifySignature(request, 'ses', world.identities, world.now);
    const account = (verified.ok ? verified.identity : verified.identity)?.account;
    customerCode = account?.customer?.code;
    request.entry.note({ customerCode, accountId: account?.accountId });
    if (!verified.ok) throw signatureRefusal(verified.refusal, 'ses');
    const { identity, region } = verified;
    const customer = identity.account.customer;
    const list = route.listName === undefined ? '*' : `contact-list/${route.listName}`;
    const resource = `arn:aws:ses:${region}:${identity.account.accountId}:${list}`;
    if (operation === 'Unknown') throw new AwsRefusal(404, 'UnknownOperationException', UNKNOWN_OPERATION);
    if (!isOffered(operation) || !customer)
      throw accessDenied({ action: `ses:${operation}`, callerArn: identity.arn, resource });
    if (!world.admits(customer)) throw new AwsRefusal(429, 'TooManyRequestsException', 'Rate exceeded');

    const asked = operation === 'ListContacts' ? readListContacts(request.body, url.searchParams) : undefined;
    const token = asked?.NextToken ?? undefined;
    const page =
      asked && token !== undefined
        ? readToken(token, parametersOf(asked, customer, route.listName), world.tokenSecret)
        : FIRST;
    const fault = world.faults.take({
      customerCode: customer.code,
      operation,
      ...(page && asked ? { page: page.page } : {}),
    });
    refuseByFault(fault, { operation, callerArn: identity.arn, resource });

    const lists = listsSeen(customer, region, fault, world);
    const answer = (value: unknown): AwsOutcome => ({
      customerCode,
      operation,
      delivery: deliverUnderFault(fault, restJsonAnswer(value)),
    });
    if (operation === 'ListContactLists') {
      if (url.searchParams.has('NextToken')) throw badToken();
      return answer({
        ContactLists: lists.map(({ name }) => ({
          ContactListName: name,
          LastUpdatedTimestamp: LIST_UPDATED_SECONDS,
        })),
      });
    }
    const found = named(lists, route.listName ?? '');
    if (operation === 'GetContactList') return answer(contactListJson(found));
    if (!asked || !page) throw badToken();
    return answer(contactsPage(found, asked, page, customer, fault, world));
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    if (isThrottling(error)) request.entry.note({ throttled: true });
    return { customerCode, operation, delivery: { kind: 'answer', answer: restJsonError(error.error) } };
  }
}

const UNKNOWN_OPERATION = 'The requested operation is not recognized by the service.';
const FIRST: PagePlace = { offset: 0, page: 1 };

const listContactsSchema = z.object({
  Filter: z
    .object({
      FilteredStatus: z.string().nullish(),
      TopicFilter: z
        .object({ TopicName: z.string().nullish(), UseDefaultIfPreferenceUnavailable: z.boolean().nullish() })
        .nullish(),
    })
    .nullish(),
  PageSize: z.int().nullish(),
  NextToken: z.string().min(1).nullish(),
});
type ListContactsBody = z.output<typeof listContactsSchema>;

/** Reads what is asked for: from the body, and what older clients put into the query string. */
function readListContacts(body: Buffer, query: URLSearchParams): ListContactsBody {
  let value: unknown;
  try {
    const given: unknown = JSON.parse(body.toString('utf8') || '{}');
    const [size, token] = [query.get('PageSize'), query.get('NextToken')];
    value = {
      ...(typeof given === 'object' ? given : {}),
      ...(size === null ? {} : { PageSize: Number(size) }),
      ...(token === null ? {} : { NextToken: token }),
    };
  } catch {
    throw new AwsRefusal(400, 'SerializationException', 'Could not parse the request body.');
  }
  const parsed = listContactsSchema.safeParse(value);
  if (!parsed.success)
    throw new AwsRefusal(400, 'SerializationException', 'Could not parse the request body.');
  const status = parsed.data.Filter?.FilteredStatus;
  if (status && status !== 'OPT_IN' && status !== 'OPT_OUT')
    throw new AwsRefusal(
      400,
      'BadRequestException',
      "1 validation error detected: Value at 'filter.filteredStatus' failed to satisfy constraint: Member must satisfy enum value set: [OPT_OUT, OPT_IN]",
    );
  if ((parsed.data.PageSize ?? 1) < 1)
    throw new AwsRefusal(400, 'BadRequestException', 'PageSize must be greater than 0.');
  return parsed.data;
}

/**
 * One page: so many contacts of the list are looked at, and those that pass the filter are answered. A page can
 * therefore be short or empty and still have a NextToken, as AWS documents for filtered lists.
 */
function contactsPage(
  list: ContactList,
  asked: ListContactsBody,
  place: PagePlace,
  customer: ScenarioCustomer,
  fault: Fault | undefined,
  world: AwsWorld,
): unknown {
  const cap = world.scenario.pageSizeCap;
  const end = place.offset + Math.min(asked.PageSize ?? cap, cap);
  const filter = {
    status:
      asked.Filter?.FilteredStatus === 'OPT_IN'
        ? ('OPT_IN' as const)
        : asked.Filter?.FilteredStatus
          ? ('OPT_OUT' as const)
          : undefined,
    topicName: asked.Filter?.TopicFilter?.TopicName ?? undefined,
    useDefault: asked.Filter?.TopicFilter?.UseDefaultIfPreferenceUnavailable ?? false,
  };
  const withholds = fault?.kind === 'empty-page';
  const contacts = withholds
    ? []
    : list.contacts.slice(place.offset, end).filter((contact) => passes(contact, list, filter));
  const next = makeToken(
    { offset: withholds ? place.offset : end, page: place.page + 1 },
    parametersOf(asked, customer, list.name),
    world.tokenSecret,
  );
  const more =
    fault?.kind === 'repeat-token'
      ? (asked.NextToken ?? next)
      : withholds || end < list.contacts.length
        ? next
        : undefined;
  return {
    Contacts: contacts.map((contact) => contactJson(contact, list)),
    ...(more === undefined ? {} : { NextToken: more }),
  };
}

/** A list belongs to one account and one Region; asked in another Region the account has none. */
function listsSeen(
  customer: ScenarioCustomer,
  region: string,
  fault: Fault | undefined,
  world: AwsWorld,
): readonly ContactList[] {
  if (fault?.kind === 'no-list' || region !== customer.region) return [];
  const list = world.listOf(customer);
  if (fault?.kind !== 'no-topic') return [list];
  const contacts = list.contacts.map((contact) => ({ ...contact, preferences: new Map<string, never>() }));
  return [{ ...list, topics: new Map<string, never>(), contacts }];
}

function named(lists: readonly ContactList[], name: string): ContactList {
  if (name === '') throw new AwsRefusal(400, 'BadRequestException', "ContactListName can't be blank.");
  if (!/^[\w-]{1,64}$/.test(name))
    throw new AwsRefusal(
      400,
      'BadRequestException',
      'ContactListName can contain up to 64 characters. Only alphanumeric characters, underscores(_) and hyphens(-) are allowed.',
    );
  const found = lists.find((list) => list.name === name);
  if (!found) throw new AwsRefusal(404, 'NotFoundException', `List with name: ${name} doesn't exist.`);
  return found;
}

function contactListJson(list: ContactList): unknown {
  return {
    ContactListName: list.name,
    CreatedTimestamp: LIST_UPDATED_SECONDS,
    LastUpdatedTimestamp: LIST_UPDATED_SECONDS,
    Tags: [],
    Topics: [...list.topics].map(([TopicName, DefaultSubscriptionStatus]) => ({
      DefaultSubscriptionStatus,
      DisplayName: TopicName,
      TopicName,
    })),
  };
}

function parametersOf(asked: ListContactsBody, customer: ScenarioCustomer, listName = ''): string {
  return JSON.stringify([customer.accountId, listName, asked.Filter ?? {}, asked.PageSize ?? 0]);
}

const badToken = () => new AwsRefusal(400, 'BadRequestException', 'The provided NextToken is invalid.');

function isOffered(operation: string): operation is AwsOperation {
  return (awsOperations as readonly string[]).includes(operation);
}
