import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Contact,
  CreateContactCommand,
  GetContactCommand,
  GetContactListCommand,
  ListContactListsCommand,
  ListContactsCommand,
  paginateListContacts,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { defaultScenario, makeScenario } from '../../../src/sandbox/index.ts';
import { pages, profile, runSandbox, sesOf, subscribersOf } from '../support/bench.ts';
import { signedFetch } from '../support/signed-request.ts';

const scenario = makeScenario({
  pageSizeCap: 1000,
  customers: [
    { code: 'big', subscribers: 2500 },
    {
      code: 'mixed',
      region: 'eu-west-1',
      topics: { 'aws-calendar': 'OPT_IN', 'finops-announce': 'OPT_OUT' },
      optedIn: { 'aws-calendar': ['in@x.example', 'gone@x.example'] },
      optedOut: { 'aws-calendar': ['out@x.example'] },
      noPreference: ['silent@x.example'],
      unsubscribed: ['gone@x.example'],
    },
    {
      code: 'leaky',
      optedIn: { 'aws-calendar': ['a@x.example', 'gone@x.example'] },
      unsubscribed: ['gone@x.example'],
      unsubscribedLeak: true,
    },
    {
      code: 'sparse',
      generate: [{ count: 2000, domain: 'sparse.example', optedOut: ['aws-calendar'] }],
      noPreference: [],
      subscribers: ['last@x.example'],
    },
  ],
});

test('ListContactLists and GetContactList tell the list, its topics and their defaults', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'mixed');
  const lists = await client.send(new ListContactListsCommand({}));
  assert.deepEqual(
    lists.ContactLists?.map(({ ContactListName }) => ContactListName),
    ['customer-contacts'],
  );
  assert.equal(lists.ContactLists[0]?.LastUpdatedTimestamp?.getFullYear(), 2026);
  assert.equal(lists.NextToken, undefined);
  const list = await client.send(new GetContactListCommand({ ContactListName: 'customer-contacts' }));
  assert.deepEqual(
    list.Topics?.map(({ TopicName, DefaultSubscriptionStatus }) => [TopicName, DefaultSubscriptionStatus]),
    [
      ['aws-calendar', 'OPT_IN'],
      ['aws-announce', 'OPT_IN'],
      ['finops-announce', 'OPT_OUT'],
    ],
  );
});

test('timestamps are numbers of seconds on the wire', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const response = await signedFetch(sandbox, 'big', { path: '/v2/email/contact-lists' });
  const body = (await response.json()) as { ContactLists: { LastUpdatedTimestamp: unknown }[] };
  assert.equal(typeof body.ContactLists[0]?.LastUpdatedTimestamp, 'number');
  assert.ok(response.headers.get('x-amzn-requestid'));
});

test('2,500 subscribers come in three pages of a thousand', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const found = await pages(sesOf(sandbox, 'big'));
  assert.deepEqual(
    found.map(({ length }) => length),
    [1000, 1000, 500],
  );
  assert.equal(new Set(found.flat()).size, 2500);
  const viaPaginator: string[] = [];
  for await (const page of paginateListContacts(
    { client: sesOf(sandbox, 'big'), pageSize: 1000 },
    subscribersOf(),
  ))
    viaPaginator.push(...page.Contacts!.map(({ EmailAddress }) => EmailAddress!));
  assert.deepEqual(viaPaginator, found.flat());
});

test('a page is no larger than the request or the scenario lets it be', async (t) => {
  const capped = await runSandbox(t, {
    scenario: makeScenario({ pageSizeCap: 7, customers: [{ code: 'a', subscribers: 20 }] }),
  });
  const client = sesOf(capped, 'a');
  assert.deepEqual(
    (await pages(client)).map(({ length }) => length),
    [7, 7, 6],
  );
  assert.deepEqual(
    (await pages(client, subscribersOf('aws-calendar', { PageSize: 5 }))).map(({ length }) => length),
    [5, 5, 5, 5],
  );
});

test('filtered pages are empty and still have a NextToken', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const reversed = await sesOf(sandbox, 'sparse').send(
    new ListContactsCommand({
      ...subscribersOf(),
      Filter: { FilteredStatus: 'OPT_OUT', TopicFilter: { TopicName: 'aws-calendar' } },
      PageSize: 1,
    }),
  );
  assert.deepEqual(reversed.Contacts, []);
  assert.ok(reversed.NextToken);
  const found = await pages(sesOf(sandbox, 'sparse'), subscribersOf('aws-calendar', { PageSize: 500 }));
  assert.deepEqual(found, [['last@x.example'], [], [], [], []]);
});

test('a token is opaque and only good with the same parameters', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'big');
  const { NextToken } = await client.send(new ListContactsCommand(subscribersOf()));
  const again = (more: object) =>
    client.send(new ListContactsCommand({ ...subscribersOf(), NextToken, ...more }));
  assert.equal((await again({})).Contacts?.length, 1000);
  const bad = { name: 'BadRequestException' };
  await assert.rejects(again({ PageSize: 500 }), bad);
  await assert.rejects(again(subscribersOf('aws-announce')), bad);
  await assert.rejects(again({ NextToken: 'bm9uc2Vuc2U=' }), bad);
  await assert.rejects(
    sesOf(sandbox, 'mixed').send(new ListContactsCommand({ ...subscribersOf(), NextToken })),
    bad,
  );
});

test('without preference the default counts when asked to, and only then', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'mixed');
  assert.deepEqual((await pages(client)).flat(), ['in@x.example', 'silent@x.example']);
  const explicit = { FilteredStatus: 'OPT_IN', TopicFilter: { TopicName: 'aws-calendar' } } as const;
  assert.deepEqual((await pages(client, { ...subscribersOf(), Filter: explicit })).flat(), ['in@x.example']);
  assert.deepEqual((await pages(client, subscribersOf('finops-announce'))).flat(), []);
  assert.deepEqual((await pages(client, subscribersOf('no-such-topic'))).flat(), []);
  const out = { FilteredStatus: 'OPT_OUT', TopicFilter: { TopicName: 'aws-calendar' } } as const;
  assert.deepEqual((await pages(client, { ...subscribersOf(), Filter: out })).flat(), [
    'gone@x.example',
    'out@x.example',
  ]);
  assert.equal((await pages(client, { ContactListName: 'customer-contacts' })).flat().length, 4);
});

test('explicit and default preferences are told apart', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const page = await sesOf(sandbox, 'mixed').send(new ListContactsCommand(subscribersOf()));
  const [explicit, silent] = page.Contacts! as [Contact, Contact];
  assert.deepEqual(explicit.TopicPreferences, [{ TopicName: 'aws-calendar', SubscriptionStatus: 'OPT_IN' }]);
  assert.deepEqual(explicit.TopicDefaultPreferences, [
    { TopicName: 'aws-announce', SubscriptionStatus: 'OPT_IN' },
    { TopicName: 'finops-announce', SubscriptionStatus: 'OPT_OUT' },
  ]);
  assert.deepEqual(silent.TopicPreferences, []);
  assert.equal(silent.TopicDefaultPreferences?.length, 3);
  assert.equal(silent.UnsubscribeAll, false);
});

test('an UnsubscribeAll contact leaks through the OPT_IN filter where the scenario says so', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const page = await sesOf(sandbox, 'leaky').send(new ListContactsCommand(subscribersOf()));
  assert.deepEqual(
    page.Contacts?.map(({ EmailAddress, UnsubscribeAll }) => [EmailAddress, UnsubscribeAll]),
    [
      ['a@x.example', false],
      ['gone@x.example', true],
    ],
  );
});

test('the keys decide whose data is seen, and the list exists in its own region only', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const crossed = sesOf(sandbox, 'leaky', { credentials: profile(sandbox, 'mixed'), region: 'eu-west-1' });
  assert.deepEqual((await pages(crossed)).flat(), ['in@x.example', 'silent@x.example']);
  const elsewhere = sesOf(sandbox, 'mixed', { region: 'us-east-1' });
  assert.deepEqual((await elsewhere.send(new ListContactListsCommand({}))).ContactLists, []);
  await assert.rejects(elsewhere.send(new ListContactsCommand(subscribersOf())), {
    name: 'NotFoundException',
    message: "List with name: customer-contacts doesn't exist.",
  });
  await assert.rejects(sesOf(sandbox, 'default').send(new ListContactListsCommand({})), {
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::111122220000:user/cloud-team is not authorized to perform: ses:ListContactLists on resource: arn:aws:ses:us-east-1:111122220000:*',
  });
});

test("wrong names and values are refused in AWS's words", async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'big');
  const get = (ContactListName: string) => client.send(new GetContactListCommand({ ContactListName }));
  await assert.rejects(get('missing'), {
    name: 'NotFoundException',
    message: "List with name: missing doesn't exist.",
  });
  await assert.rejects(get('with space/slash'), {
    name: 'BadRequestException',
    message:
      'ContactListName can contain up to 64 characters. Only alphanumeric characters, underscores(_) and hyphens(-) are allowed.',
  });
  await assert.rejects(
    client.send(
      new ListContactsCommand({ ...subscribersOf(), Filter: { FilteredStatus: 'MAYBE' as 'OPT_IN' } }),
    ),
    { name: 'BadRequestException', message: /Member must satisfy enum value set: \[OPT_OUT, OPT_IN\]/ },
  );
  await assert.rejects(client.send(new ListContactsCommand(subscribersOf('aws-calendar', { PageSize: 0 }))), {
    name: 'BadRequestException',
  });
});

test('an error has its type in a header and in the body', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const response = await signedFetch(sandbox, 'big', { path: '/v2/email/contact-lists/missing' });
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('x-amzn-errortype'), 'NotFoundException');
  assert.deepEqual(await response.json(), {
    __type: 'NotFoundException',
    message: "List with name: missing doesn't exist.",
  });
});

test('whatever would write, and whatever does not exist, is refused and recorded as such', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'big');
  const denied = { name: 'AccessDeniedException' };
  await assert.rejects(
    client.send(
      new CreateContactCommand({ ContactListName: 'customer-contacts', EmailAddress: 'x@x.example' }),
    ),
    denied,
  );
  await assert.rejects(
    client.send(new SendEmailCommand({ Content: { Simple: { Subject: { Data: 's' }, Body: {} } } })),
    denied,
  );
  await assert.rejects(
    client.send(new GetContactCommand({ ContactListName: 'customer-contacts', EmailAddress: 'x@x.example' })),
    denied,
  );
  const unknown = await signedFetch(sandbox, 'big', {
    method: 'PUT',
    path: '/v2/email/nonsense',
    body: '{}',
  });
  assert.equal(unknown.status, 404);
  assert.equal(unknown.headers.get('x-amzn-errortype'), 'UnknownOperationException');
  assert.deepEqual(
    sandbox
      .requests()
      .map(({ service, operation, write, status, customerCode }) => [
        service,
        operation,
        write,
        status,
        customerCode,
      ]),
    [
      ['ses', 'CreateContact', true, 403, 'big'],
      ['ses', 'SendEmail', true, 403, 'big'],
      ['ses', 'GetContact', false, 403, 'big'],
      ['ses', 'Unknown', true, 404, 'big'],
    ],
  );
  assert.equal((await pages(client)).flat().length, 2500);
});

test('an account answers as many requests a second as the scenario lets it', async (t) => {
  const limited = makeScenario({
    customers: [
      { code: 'a', requestsPerSecond: 0.01 },
      { code: 'b', requestsPerSecond: 0.01 },
    ],
  });
  const sandbox = await runSandbox(t, { scenario: limited });
  await sesOf(sandbox, 'a').send(new ListContactListsCommand({}));
  await assert.rejects(sesOf(sandbox, 'a').send(new ListContactListsCommand({})), {
    name: 'TooManyRequestsException',
    message: 'Rate exceeded',
  });
  await sesOf(sandbox, 'b').send(new ListContactListsCommand({}));
});

test('the default scenario lets unsubscribed contacts through at two customers', async (t) => {
  const sandbox = await runSandbox(t);
  const leaking = defaultScenario.customers.filter(({ unsubscribedLeak }) => unsubscribedLeak);
  for (const { code } of leaking) {
    sandbox.setLatency(code, 0);
    const page = await sesOf(sandbox, code).send(new ListContactsCommand(subscribersOf()));
    assert.ok(
      page.Contacts?.some(({ UnsubscribeAll }) => UnsubscribeAll),
      code,
    );
  }
  assert.equal(leaking.length, 2);
});

test('ListContacts is answered to older clients as well, who ask with GET', async (t) => {
  const scenario = makeScenario({ pageSizeCap: 10, customers: [{ code: 'a', subscribers: 25 }] });
  const sandbox = await runSandbox(t, { scenario });
  const path = '/v2/email/contact-lists/customer-contacts/contacts?PageSize=20';
  const read = async (more = '') => {
    const response = await signedFetch(sandbox, 'a', { path: path + more });
    return (await response.json()) as { Contacts: unknown[]; NextToken?: string };
  };
  const first = await read();
  assert.equal(first.Contacts.length, 10);
  const second = await read(`&NextToken=${encodeURIComponent(first.NextToken!)}`);
  const third = await read(`&NextToken=${encodeURIComponent(second.NextToken!)}`);
  assert.deepEqual([second.Contacts.length, third.Contacts.length, third.NextToken], [10, 5, undefined]);
  assert.deepEqual(
    sandbox.requests().map(({ operation, write }) => [operation, write]),
    [1, 2, 3].map(() => ['ListContacts', false]),
  );
});
