import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Customer } from '../../src/customers/index.ts';
import { queryCustomerRecipients } from '../../src/recipients/index.ts';
import type { QueryEvent, QueryLimits } from '../../src/recipients/index.ts';
import { awsError, contact, fakeAccounts, fakeCustomer } from './fakes/accounts.ts';
import type { FakeAccount } from './fakes/accounts.ts';
import { fakeClock } from './fakes/clock.ts';
import { limits } from './fakes/limits.ts';

const never = (): Promise<never> => new Promise(() => undefined);

const ask = async (fake: FakeAccount, customer: Partial<Customer> = {}, more: Partial<QueryLimits> = {}) => {
  const clock = fakeClock();
  const accounts = fakeAccounts(clock, { hts: fake });
  const events: QueryEvent[] = [];
  const { signal } = new AbortController();
  const result = await clock.runUntil(
    queryCustomerRecipients(fakeCustomer('hts', customer), 'aws-calendar', limits(more), {
      accounts,
      clock,
      signal,
      random: () => 0,
      onEvent: (event) => events.push(event),
    }),
  );
  assert.equal(clock.sleeping(), 0, 'no timer is left');
  return { result, events, calls: accounts.calls.map((call) => call.replace('hts ', '')), clock };
};
const emails = ({ result }: Awaited<ReturnType<typeof ask>>) => result.recipients.map(({ email }) => email);

describe('queryCustomerRecipients', () => {
  it('finds the list, reads every page, and says where each address came from', async () => {
    const pages = [
      { Contacts: [contact('a@x.example')], NextToken: '1' },
      { Contacts: [], NextToken: '2' },
      {
        Contacts: [
          {
            EmailAddress: 'b@x.example',
            TopicDefaultPreferences: [{ TopicName: 'aws-calendar', SubscriptionStatus: 'OPT_IN' }],
          },
        ],
      },
    ];
    const answer = await ask({ contacts: (_query, call) => pages[call - 1] });
    assert.deepEqual(answer.result.recipients, [
      {
        email: 'a@x.example',
        preference: 'explicit',
        contactList: 'main',
        topicName: 'aws-calendar',
        page: 1,
      },
      {
        email: 'b@x.example',
        preference: 'default',
        contactList: 'main',
        topicName: 'aws-calendar',
        page: 3,
      },
    ]);
    assert.equal(answer.result.pages, 3);
    assert.deepEqual(answer.calls, [
      'connect',
      'ListContactLists',
      'ListContacts',
      'ListContacts',
      'ListContacts',
    ]);
    assert.deepEqual(
      answer.events.map(({ type }) => type),
      ['credentials', 'connecting', 'list', 'page', 'page', 'page', 'done'],
    );
  });

  it('asks for full pages, and for each next page with its token', async () => {
    const queries: unknown[] = [];
    await ask({
      contacts: (query, call) => {
        queries.push(query);
        return { Contacts: [contact('a@x.example')], ...(call === 1 ? { NextToken: 'more' } : {}) };
      },
    });
    const same = { contactList: 'main', topicName: 'aws-calendar', pageSize: 1000 };
    assert.deepEqual(queries, [same, { ...same, nextToken: 'more' }]);
  });

  it('does not look for a list that is configured', async () => {
    const answer = await ask(
      { contacts: () => ({ Contacts: [contact('a@x.example')] }) },
      { contactListName: 'own' },
    );
    assert.deepEqual(answer.calls, ['connect', 'ListContacts']);
    assert.equal(answer.result.contactList, 'own');
  });

  it('takes the first list of all pages, and says that there are more', async () => {
    const answer = await ask({
      lists: (token) =>
        token === undefined
          ? { ContactLists: [], NextToken: '2' }
          : { ContactLists: [{ ContactListName: 'one' }, { ContactListName: 'two' }] },
    });
    assert.equal(answer.result.contactList, 'one');
    assert.match(answer.result.warnings.join(), /2 contact lists/);
  });

  it('names the region in which there is no list', async () => {
    const { result } = await ask({ region: 'eu-west-1', lists: () => ({ ContactLists: [] }) });
    assert.equal(result.error?.code, 'ContactListNotFound');
    assert.match(result.error.message, /^failed to get contact list for customer hts: .*eu-west-1/);
  });

  it('never takes an answer without Contacts for nobody', async () => {
    for (const page of [{}, { Contacts: null }, null, 'x', { Contacts: 'a' }]) {
      const { result } = await ask({ contacts: () => page });
      assert.equal(result.error?.code, 'MalformedAnswer');
      assert.deepEqual(result.recipients, []);
    }
  });

  it('leaves out who is not subscribed, whatever the server let through', async () => {
    const answer = await ask({
      contacts: () => ({
        Contacts: [
          contact('in@x.example'),
          contact('out@x.example', 'aws-calendar', 'OPT_OUT'),
          { ...contact('gone@x.example'), UnsubscribeAll: true },
          { TopicPreferences: [] },
        ],
      }),
    });
    assert.deepEqual(emails(answer), ['in@x.example']);
    assert.deepEqual(answer.result.unsubscribed, ['out@x.example', 'gone@x.example']);
    assert.match(answer.result.warnings.join(), /1 contacts without an address/);
  });

  it('keeps nothing of a customer that fails on a later page, and says after which', async () => {
    const { result } = await ask({
      contacts: (_query, call) => {
        if (call === 3) throw awsError('AccessDeniedException', 403, 'no more');
        return { Contacts: [contact('a@x.example')], NextToken: String(call) };
      },
    });
    assert.deepEqual(result.recipients, []);
    assert.equal(result.pages, 2);
    assert.equal(
      result.error?.message,
      "failed to get topic subscribers for customer hts: failed to list contacts for topic 'aws-calendar': after page 2: no more",
    );
  });

  it('tells a missing topic from an empty one', async () => {
    const details = () => ({ Topics: [{ TopicName: 'cic-announce' }, { TopicName: 'aws-calender' }] });
    const missing = await ask({ details });
    assert.equal(missing.result.error?.code, 'TopicNotFound');
    assert.match(missing.result.error.message, /it has aws-calender, cic-announce$/);
    assert.match(missing.result.error.remedy, /Did you mean aws-calender\?/);
    const empty = await ask({});
    assert.equal(empty.result.error, undefined);
    assert.deepEqual(empty.result.warnings, []);
    assert.deepEqual(empty.calls, ['connect', 'ListContactLists', 'ListContacts', 'GetContactList']);
  });

  it('asks for the topics also when the server refuses the topic', async () => {
    const { result } = await ask({
      contacts: () => {
        throw awsError('BadRequestException', 400, "List: main doesn't contain Topic: aws-calendar");
      },
      details: () => ({ Topics: [] }),
    });
    assert.equal(result.error?.code, 'TopicNotFound');
  });

  it('keeps an empty answer with a warning where the topics may not be looked at', async () => {
    const { result } = await ask({
      details: () => {
        throw awsError('AccessDeniedException', 403);
      },
    });
    assert.equal(result.error, undefined);
    assert.match(result.warnings.join(), /ses:GetContactList/);
  });

  it('does not trust an empty answer whose check failed otherwise', async () => {
    const { result } = await ask({
      details: () => {
        throw awsError('Internal', 500);
      },
    });
    assert.equal(result.error?.code, 'ServerError');
    assert.equal(result.attempts, 3);
  });

  it('refuses the credentials of another account before anything is read', async () => {
    const { result, calls } = await ask({ accountId: '222233334444' }, { expectedAccountId: '111122223333' });
    assert.equal(result.error?.code, 'WrongAccount');
    assert.match(result.error.message, /222233334444.*111122223333/);
    assert.deepEqual(calls, ['connect']);
  });

  it('asks whose credentials they are only when it must know and does not', async () => {
    const identity = () => ({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/u' });
    const contacts = () => ({ Contacts: [contact('a@x.example')] });
    const asked = await ask({ identity, contacts }, { expectedAccountId: '111122223333' });
    assert.deepEqual(asked.calls, ['connect', 'GetCallerIdentity', 'ListContactLists', 'ListContacts']);
    assert.equal(asked.result.accountId, '111122223333');
    const known = await ask({ accountId: '111122223333', contacts }, { expectedAccountId: '111122223333' });
    assert.ok(!known.calls.includes('GetCallerIdentity'));
    const indifferent = await ask({ identity, contacts });
    assert.ok(!indifferent.calls.includes('GetCallerIdentity'));
  });

  it('ends a credential look-up that cannot be cancelled at the customer deadline', async () => {
    const { result, clock } = await ask({ connect: never }, {}, { customerTimeoutMs: 700 });
    assert.equal(result.error?.code, 'CustomerTimeout');
    assert.equal(result.durationMs, 700);
    assert.equal(clock.monotonic(), 700);
    assert.match(result.error.message, /0\.7 s/);
    assert.equal(result.error.retryable, true);
  });

  it('counts all pages and tries against one deadline', async () => {
    const { result } = await ask(
      { latencyMs: 400, contacts: (_query, call) => ({ Contacts: [], NextToken: String(call) }) },
      {},
      { customerTimeoutMs: 1000 },
    );
    assert.equal(result.error?.code, 'CustomerTimeout');
    assert.equal(result.durationMs, 1000);
    assert.equal(result.pages, 1);
  });

  it('words a refused role as the Go tool does', async () => {
    const { result } = await ask(
      {
        connect: (context) =>
          context.request('sts:AssumeRole', () =>
            Promise.reject(
              awsError(
                'AccessDenied',
                403,
                'User: arn:aws:iam::999988887777:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/ses',
              ),
            ),
          ),
      },
      {
        credentials: {
          kind: 'role',
          roleArn: 'arn:aws:iam::111122223333:role/ses',
          sessionName: 'hts-ses-session',
        },
      },
    );
    assert.equal(result.error?.code, 'AssumeRoleDenied');
    assert.match(result.error.message, /^failed to assume role: User: arn:/);
    assert.match(
      result.error.remedy,
      /arn:aws:iam::111122223333:role\/ses must trust arn:aws:iam::999988887777:user\/me/,
    );
    assert.equal(result.error.requestId, 'request-1');
    assert.equal(result.roleArn, 'arn:aws:iam::111122223333:role/ses');
  });

  it('is cancelled before it starts, without a word or a call', async () => {
    const clock = fakeClock();
    const accounts = fakeAccounts(clock, {});
    const events: string[] = [];
    const result = await queryCustomerRecipients(fakeCustomer('hts'), 't', limits(), {
      accounts,
      clock,
      signal: AbortSignal.abort(),
      onEvent: ({ type }) => events.push(type),
    });
    assert.equal(result.error?.code, 'Cancelled');
    assert.deepEqual(events, ['cancelled']);
    assert.deepEqual(accounts.calls, []);
  });
});
