import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { sandboxed } from '../recipients/fakes/sandboxed.ts';
import { assumedRoleSchema, aws, contactListsSchema, contactsSchema, identitySchema } from './aws-command.ts';

const REGION = ['--region', 'us-east-1'];
const TOPIC = 'aws-calendar';
const FILTER = `FilteredStatus=OPT_IN,TopicFilter={TopicName=${TOPIC},UseDefaultIfPreferenceUnavailable=true}`;

/** The subscribers of the topic, page by page, as another client than ours reads them. */
async function pagesByAws(sandbox: Sandbox, code: string): Promise<string[][]> {
  const region = sandbox.scenario.customers.find((customer) => customer.code === code)?.region ?? '';
  const call = ['--region', region];
  const lists = await aws(sandbox, code, ['sesv2', 'list-contact-lists', ...call], contactListsSchema);
  const [list] = lists.ContactLists;
  assert.ok(list, `${code} has no contact list`);
  const pages: string[][] = [];
  for (let token: string | undefined; pages.length < 20;) {
    const words = ['sesv2', 'list-contacts', '--contact-list-name', list.ContactListName, '--filter', FILTER];
    const next = token === undefined ? [] : ['--next-token', token];
    const page = await aws(
      sandbox,
      code,
      [...words, '--page-size', '1000', ...next, ...call],
      contactsSchema,
    );
    pages.push(
      page.Contacts.filter(({ UnsubscribeAll }) => !UnsubscribeAll).map(({ EmailAddress }) => EmailAddress),
    );
    token = page.NextToken;
    if (token === undefined) return pages;
  }
  throw new Error('no end of pages');
}

test('the AWS command line lists the same contacts as the engine, page by page', async (t) => {
  const { sandbox, query } = await sandboxed(
    t,
    [
      { code: 'one', subscribers: ['a@one.example', 'B@One.example'], access: 'profile' },
      { code: 'many', subscribers: 45, access: 'profile', region: 'eu-west-1' },
      {
        code: 'defaults',
        access: 'profile',
        topics: { [TOPIC]: 'OPT_IN' },
        noPreference: ['by-default@defaults.example'],
        optedOut: { [TOPIC]: ['out@defaults.example'] },
        unsubscribed: ['gone@defaults.example'],
        unsubscribedLeak: true,
      },
      {
        code: 'gaps',
        access: 'profile',
        optedOut: { [TOPIC]: Array.from({ length: 40 }, (_, index) => `out${index}@gaps.example`) },
        noPreference: ['also-out@gaps.example'],
        generate: [{ count: 3, domain: 'gaps.example', optedIn: [TOPIC] }],
      },
      { code: 'nobody', access: 'profile' },
    ],
    { pageSizeCap: 20 },
  );
  const { results } = await query();
  for (const { customerCode, recipients, pages, error } of results) {
    assert.equal(error, undefined);
    const byAws = await pagesByAws(sandbox, customerCode);
    const byEngine = Array.from({ length: pages }, (_, index) =>
      recipients.filter(({ page }) => page === index + 1).map(({ email }) => email),
    );
    assert.deepEqual(byEngine, byAws, customerCode);
  }
  const counts = results.map(({ customerCode, pages, recipients }) => [
    customerCode,
    pages,
    recipients.length,
  ]);
  assert.deepEqual(counts, [
    ['one', 1, 2],
    ['many', 3, 45],
    ['defaults', 1, 1],
    ['gaps', 3, 3],
    ['nobody', 1, 0],
  ]);
});

test('both are the same account, by keys and by role', async (t) => {
  const { sandbox, query } = await sandboxed(t, [
    { code: 'keys', subscribers: 2, access: 'profile' },
    { code: 'role', subscribers: 3, access: 'role' },
  ]);
  const { results } = await query();
  const keys = await aws(sandbox, 'keys', ['sts', 'get-caller-identity', ...REGION], identitySchema);
  // Asked for in so many words: before 2.13 a profile's own role would be assumed at the real STS.
  const arn = 'arn:aws:iam::111122220002:role/customer-contact-reader';
  const words = ['--role-arn', arn, '--role-session-name', 'role-ses-session', ...REGION];
  const role = await aws(sandbox, 'default', ['sts', 'assume-role', ...words], assumedRoleSchema);
  assert.match(
    role.AssumedRoleUser.Arn,
    /^arn:aws:sts::111122220002:assumed-role\/customer-contact-reader\//,
  );
  assert.deepEqual(
    results.map(({ accountId }) => accountId),
    [keys.Account, role.AssumedRoleUser.Arn.split(':')[4]],
  );
});
