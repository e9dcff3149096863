import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAllCustomers, checkCustomerAccess } from '../../src/recipients/index.ts';
import { awsError, fakeAccounts, fakeCustomer } from './fakes/accounts.ts';
import type { FakeAccount } from './fakes/accounts.ts';
import { fakeClock } from './fakes/clock.ts';
import { limits } from './fakes/limits.ts';

const identity = () => ({ Account: '111122223333' });
const check = async (fake: FakeAccount, topicName?: string, expectedAccountId?: string) => {
  const clock = fakeClock();
  const accounts = fakeAccounts(clock, { hts: fake });
  const customer = fakeCustomer('hts', expectedAccountId === undefined ? {} : { expectedAccountId });
  const { signal } = new AbortController();
  const result = await clock.runUntil(
    checkCustomerAccess(customer, topicName, limits(), { accounts, clock, signal, random: () => 0 }),
  );
  return { result, calls: accounts.calls };
};

describe('checkCustomerAccess', () => {
  it('finds account, list and topics without reading a contact', async () => {
    const { result, calls } = await check({ identity }, 'aws-calendar');
    assert.equal(result.error, undefined);
    assert.equal(result.accountId, '111122223333');
    assert.equal(result.contactList, 'main');
    assert.deepEqual(result.topics, ['aws-calendar']);
    assert.ok(!calls.includes('hts ListContacts'));
  });

  it('fails without the topic, but only when one is asked for', async () => {
    const details = () => ({ Topics: [] });
    assert.equal((await check({ identity, details }, 'aws-calendar')).result.error?.code, 'TopicNotFound');
    assert.equal((await check({ identity, details })).result.error, undefined);
  });

  it('warns where the topics may not be looked at', async () => {
    const details = () => {
      throw awsError('AccessDeniedException', 403);
    };
    const { result } = await check({ identity, details }, 'aws-calendar');
    assert.equal(result.error, undefined);
    assert.match(result.warnings.join(), /ses:GetContactList/);
  });

  it('fails for another account', async () => {
    const { result } = await check({ identity }, undefined, '999988887777');
    assert.equal(result.error?.code, 'WrongAccount');
  });
});

describe('checkAllCustomers', () => {
  it('answers in order, the unresolved included', async () => {
    const clock = fakeClock();
    const results = await clock.runUntil(
      checkAllCustomers(
        [
          {
            kind: 'unresolved',
            customerCode: 'x',
            error: { code: 'ProfileNotFound', message: 'm', remedy: 'r' },
          },
          { kind: 'customer', customer: fakeCustomer('hts') },
        ],
        undefined,
        limits(),
        {
          accounts: fakeAccounts(clock, { hts: { identity, latencyMs: 5 } }),
          clock,
          signal: new AbortController().signal,
        },
      ),
    );
    assert.deepEqual(
      results.map(({ customerCode, error }) => [customerCode, error?.code]),
      [
        ['x', 'ProfileNotFound'],
        ['hts', undefined],
      ],
    );
  });
});
