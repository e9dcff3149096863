import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CustomerResolution } from '../../src/customers/index.ts';
import {
  aggregateLines,
  createQueryLines,
  queryAndAggregateCalendarRecipients,
} from '../../src/recipients/index.ts';
import { CustomerFailure } from '../../src/recipients/index.ts';
import { awsError, contact, fakeAccounts, fakeCustomer } from './fakes/accounts.ts';
import type { FakeAccount } from './fakes/accounts.ts';
import { fakeClock } from './fakes/clock.ts';
import { limits } from './fakes/limits.ts';

const log = async (
  accounts: Readonly<Record<string, FakeAccount>>,
  resolutions: readonly CustomerResolution[],
) => {
  const clock = fakeClock();
  const lines: string[] = [];
  const tell = createQueryLines();
  const aggregated = await clock.runUntil(
    queryAndAggregateCalendarRecipients(resolutions, 'aws-calendar', limits(), {
      accounts: fakeAccounts(clock, accounts),
      clock,
      signal: new AbortController().signal,
      random: () => 0,
      onEvent: (event) => lines.push(...tell(event)),
    }),
  );
  return [...lines, ...aggregateLines(aggregated)];
};

describe('createQueryLines', () => {
  it('reads like the Go tool, each customer in one piece', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/ses';
    const lines = await log(
      {
        'customer-a': {
          latencyMs: 10,
          contacts: () => ({
            Contacts: [
              contact('a@x.example'),
              contact('A@x.example'),
              contact('o@x.example', 'aws-calendar', 'OPT_OUT'),
            ],
          }),
        },
        'customer-b': { latencyMs: 5, contacts: () => ({ Contacts: [contact('b@x.example')] }) },
        'customer-c': {
          latencyMs: 20,
          contacts: () => {
            throw awsError('AccessDeniedException', 403, 'access denied');
          },
        },
      },
      [
        {
          kind: 'customer',
          customer: fakeCustomer('customer-a', { credentials: { kind: 'role', roleArn, sessionName: 's1' } }),
        },
        { kind: 'customer', customer: fakeCustomer('customer-b') },
        { kind: 'customer', customer: fakeCustomer('customer-c') },
        {
          kind: 'unresolved',
          customerCode: 'x',
          error: {
            code: 'CustomerNotInConfig',
            message: 'failed to get config for customer x: customer x not found',
            remedy: 'Add x.',
          },
        },
      ],
    );
    assert.deepEqual(lines.slice(0, 1), ['📋 Querying aws-calendar topic from 4 customers concurrently...']);
    assert.deepEqual(lines.filter((line) => line.startsWith('🔍')).sort(), [
      '🔍 Querying customer: customer-a',
      '🔍 Querying customer: customer-b',
      '🔍 Querying customer: customer-c',
      '🔍 Querying customer: x',
    ]);
    const refused = lines.indexOf('🔍 Querying customer: x');
    assert.deepEqual(lines.slice(refused + 1, refused + 3), [
      '⚠️  Warning: Failed to get recipients for customer x: failed to get config for customer x: customer x not found',
      '   → Add x.',
    ]);
    assert.deepEqual(lines.slice(-11), [
      '📋 Getting subscribers for topic: aws-calendar',
      '👥 Found 1 subscribers for topic aws-calendar',
      '📧 Customer customer-b: found 1 recipients',
      `✅ Successfully assumed role ${roleArn} for customer customer-a`,
      '📋 Getting subscribers for topic: aws-calendar',
      '👥 Found 2 subscribers for topic aws-calendar',
      '⏭️  Customer customer-a: left out 1 contacts that are not subscribed',
      '📧 Customer customer-a: found 1 recipients',
      "⚠️  Warning: Failed to get recipients for customer customer-c: failed to get topic subscribers for customer customer-c: failed to list contacts for topic 'aws-calendar': access denied",
      '   → Allow ses:ListContacts in the policy of the credentials in use.',
      '📊 Aggregation complete: 2 unique recipients from 4 customers (2 successful, 2 errors)',
    ]);
    assert.ok(!lines.join('\n').includes('@'), 'no address is logged');
  });

  it('says that it waits, and why', () => {
    assert.deepEqual(
      createQueryLines()({
        type: 'waiting',
        customerCode: 'hts',
        delayMs: 1234,
        reason: 'AWS limits requests',
        atMs: 1,
      }),
      ['⏳ Customer hts: waiting 1.2 s (AWS limits requests)'],
    );
  });

  it('says once what to do about a cause that many share, and at the end whom it hit', async () => {
    const failing = (code: string): CustomerResolution => ({
      kind: 'customer',
      customer: fakeCustomer(code),
    });
    const expired = () => {
      throw new CustomerFailure({
        code: 'SsoSignInNeeded',
        message: 'the SSO sign-in of profile base is missing or has expired',
        remedy: 'Run `aws sso login --profile base`, then ask again.',
        cause: 'profile base',
      });
    };
    const lines = await log({ a: { connect: expired }, b: { connect: expired }, c: {} }, [
      failing('a'),
      failing('b'),
      failing('c'),
    ]);
    const remedy = '   → Run `aws sso login --profile base`, then ask again.';
    assert.equal(lines.filter((line) => line.startsWith('⚠️  Warning: Failed to get recipients')).length, 2);
    assert.equal(lines.filter((line) => line === remedy).length, 2, 'once where it is met, once at the end');
    assert.deepEqual(lines.slice(-3), [
      '📊 Aggregation complete: 0 unique recipients from 3 customers (1 successful, 2 errors)',
      '🔗 2 customers failed for the same reason (a, b): the SSO sign-in of profile base is missing or has expired',
      remedy,
    ]);
  });
});
