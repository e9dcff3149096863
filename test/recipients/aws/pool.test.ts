import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTextFile } from '../../../src/files/index.ts';
import { openAwsPool, realClock } from '../../../src/recipients/index.ts';
import { queryAndAggregateCalendarRecipients } from '../../../src/recipients/index.ts';
import { limits } from '../fakes/limits.ts';
import { sandboxed } from '../fakes/sandboxed.ts';

const customers = Array.from({ length: 5 }, (_, index) => ({ code: `c${index}`, subscribers: 3 }));

describe('a pool kept between runs', () => {
  it('asks each customer once when it is asked again, over the same connections', async (test) => {
    const { sandbox, query } = await sandboxed(test, customers);
    const pool = openAwsPool({ readTextFile });
    test.after(() => pool.close());
    await query({ pool });
    const cold = sandbox.requests().map(({ operation }) => operation);
    assert.deepEqual(
      [...new Set(cold)].map((operation) => [operation, cold.filter((one) => one === operation).length]),
      [
        ['AssumeRole', 5],
        ['ListContactLists', 5],
        ['ListContacts', 5],
      ],
    );
    sandbox.clearRequests();
    const again = await query({ pool });
    assert.equal(again.successful, 5);
    assert.deepEqual(
      sandbox.requests().map(({ operation }) => operation),
      Array.from({ length: 5 }, () => 'ListContacts'),
    );
  });

  it('looks a remembered list up again when it is gone', async (test) => {
    const { sandbox, query } = await sandboxed(test, [{ code: 'hts', subscribers: 2 }]);
    const pool = openAwsPool({ readTextFile });
    test.after(() => pool.close());
    const first = await query({ pool });
    const budget = `${first.results[0]?.accountId} us-east-1 ${sandbox.url}`;
    assert.equal(await pool.memory.contactLists.recall(budget), 'customer-contacts');
    pool.memory.contactLists.remember(budget, 'renamed-since');
    const { results } = await query({ pool });
    assert.equal(results[0]?.recipients.length, 2);
    assert.equal(results[0].contactList, 'customer-contacts');
    assert.equal(await pool.memory.contactLists.recall(budget), 'customer-contacts');
  });

  it('names a configured list that is not there instead of reading another one', async (test) => {
    const { query } = await sandboxed(test, [{ code: 'hts', subscribers: 2 }]);
    const { results } = await query({
      change: (resolution) =>
        resolution.kind === 'customer'
          ? { ...resolution, customer: { ...resolution.customer, contactListName: 'other' } }
          : resolution,
    });
    assert.equal(results[0]?.error?.code, 'ContactListNotFound');
    assert.match(results[0].error.message, /other.*us-east-1/);
  });

  it('ends a run without ending the next one', async (test) => {
    const { sandbox, resolve, openAccounts } = await sandboxed(test, customers);
    const pool = openAwsPool({ readTextFile });
    test.after(() => pool.close());
    const ask = async (signal: AbortSignal) => {
      const accounts = openAccounts(limits(), pool);
      try {
        return await queryAndAggregateCalendarRecipients(resolve(), 'aws-calendar', limits(), {
          accounts,
          memory: pool.memory,
          clock: realClock,
          signal,
        });
      } finally {
        accounts.close();
      }
    };
    for (const { code } of customers) sandbox.setFault(code, { kind: 'hanging', times: 1 });
    const controller = new AbortController();
    const cancelled = ask(controller.signal);
    while (sandbox.requests().length < 10) await new Promise((settle) => setImmediate(settle));
    controller.abort();
    assert.ok((await cancelled).results.every(({ error }) => error?.code === 'Cancelled'));
    assert.equal((await ask(new AbortController().signal)).successful, 5);
  });
});

describe('an account that allows one request a second', () => {
  const slow = Array.from({ length: 4 }, (_, index) => ({
    code: `c${index}`,
    subscribers: 25,
    requestsPerSecond: 1,
  }));

  it('refuses at most once, and all customers are complete', async (test) => {
    const { sandbox, query } = await sandboxed(test, slow, { pageSizeCap: 10 });
    const { successful, results } = await query();
    assert.equal(successful, 4);
    assert.ok(results.every(({ pages, recipients }) => pages === 3 && recipients.length === 25));
    for (const { code } of slow) {
      const refused = sandbox.requests().filter((one) => one.customerCode === code && one.status === 429);
      assert.ok(refused.length <= 1, `${code}: ${refused.length} refusals`);
    }
  });

  it('refuses nobody who keeps to one request a second', async (test) => {
    const { sandbox, query } = await sandboxed(test, slow, { pageSizeCap: 10 });
    const { successful } = await query({ limits: { requestsPerSecond: 1 } });
    assert.equal(successful, 4);
    assert.equal(sandbox.requests().filter(({ status }) => status === 429).length, 0);
  });
});
