import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CustomerResolution } from '../../src/customers/index.ts';
import { queryAndAggregateCalendarRecipients } from '../../src/recipients/index.ts';
import type { QueryEvent, QueryLimits } from '../../src/recipients/index.ts';
import { awsError, contact, fakeAccounts, fakeCustomer } from './fakes/accounts.ts';
import type { FakeAccount } from './fakes/accounts.ts';
import { fakeClock } from './fakes/clock.ts';
import { limits } from './fakes/limits.ts';

const known = (code: string): CustomerResolution => ({ kind: 'customer', customer: fakeCustomer(code) });
const answering = (latencyMs: number, ...emails: readonly string[]): FakeAccount => ({
  latencyMs,
  contacts: () => ({ Contacts: emails.map((email) => contact(email)) }),
});
const run = async (
  accounts: Readonly<Record<string, FakeAccount>>,
  more: Partial<QueryLimits> = {},
  resolutions: readonly CustomerResolution[] = Object.keys(accounts).map(known),
) => {
  const clock = fakeClock();
  const fakes = fakeAccounts(clock, accounts);
  const events: QueryEvent[] = [];
  const controller = new AbortController();
  const aggregated = await clock.runUntil(
    queryAndAggregateCalendarRecipients(resolutions, 'aws-calendar', limits(more), {
      accounts: fakes,
      clock,
      signal: controller.signal,
      random: () => 0,
      onEvent: (event) => events.push(event),
    }),
  );
  assert.equal(clock.sleeping(), 0, 'no timer is left');
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0, 'no listener is left');
  return { aggregated, events, fakes };
};
const many = (count: number, latencyMs: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`c${index}`, answering(latencyMs, `${index}@x.example`)]),
  );

describe('queryAndAggregateCalendarRecipients', () => {
  it('asks all at once: thirty take as long as one', async () => {
    const { aggregated, fakes } = await run(many(30, 1000));
    assert.equal(fakes.mostAtOnce(), 30);
    assert.equal(aggregated.durationMs, 2000); // two calls each
    assert.equal(aggregated.sequentialMs, 60_000);
    assert.equal(aggregated.unique.length, 30);
  });

  it('keeps to the limit when there is one, and still asks everybody', async () => {
    const { aggregated, fakes } = await run(many(10, 1000), { maxCustomerConcurrency: 3 });
    assert.equal(fakes.mostAtOnce(), 3);
    assert.equal(aggregated.durationMs, 8000);
    assert.equal(aggregated.successful, 10);
  });

  it('never has more than 256 under way', async () => {
    const { fakes } = await run(many(300, 10));
    assert.equal(fakes.mostAtOnce(), 256);
  });

  it('does not count waiting in the queue against a customer', async () => {
    const { aggregated } = await run(many(4, 1000), { maxCustomerConcurrency: 1, customerTimeoutMs: 3000 });
    assert.equal(aggregated.errors, 0);
    assert.deepEqual(
      aggregated.results.map(({ startedAtMs, durationMs }) => [startedAtMs, durationMs]),
      [
        [0, 2000],
        [2000, 2000],
        [4000, 2000],
        [6000, 2000],
      ],
    );
  });

  it('gives each customer its own failure and everybody else their recipients', async () => {
    const { aggregated } = await run(
      {
        denied: {
          contacts: () => {
            throw awsError('AccessDeniedException', 403);
          },
        },
        hanging: { contacts: () => new Promise(() => undefined) },
        resetting: {
          contacts: () => {
            throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
          },
        },
        fine: answering(10, 'a@x.example'),
      },
      { customerTimeoutMs: 5000 },
    );
    assert.deepEqual(
      aggregated.results.map(({ error }) => error?.code),
      ['AccessDenied', 'CustomerTimeout', 'ConnectionReset', undefined],
    );
    for (const { error } of aggregated.results)
      if (error) assert.ok(error.message !== '' && error.remedy !== '');
    assert.deepEqual(aggregated.unique, [{ email: 'a@x.example', customerCodes: ['fine'] }]);
    assert.equal(aggregated.durationMs, 5000);
  });

  it('makes a customer that cannot be asked a failed one, in its place, with its own words', async () => {
    const { aggregated, events } = await run({ a: answering(1, 'a@x.example') }, {}, [
      {
        kind: 'unresolved',
        customerCode: 'nobody',
        error: { code: 'CustomerNotInConfig', message: 'not there', remedy: 'add it' },
      },
      known('a'),
    ]);
    assert.deepEqual(
      aggregated.results.map(({ customerCode }) => customerCode),
      ['nobody', 'a'],
    );
    assert.deepEqual(aggregated.results[0]?.error, {
      customerCode: 'nobody',
      code: 'CustomerNotInConfig',
      message: 'not there',
      remedy: 'add it',
      retryable: false,
    });
    assert.ok(events.some((event) => event.type === 'failed' && event.customerCode === 'nobody'));
  });

  it('gives the same result whatever the order of the answers', async () => {
    const emails = [['A@x.example', 'b@x.example'], ['a@X.example'], ['b@x.example ', 'c@x.example'], []];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 4 }),
        async (latencies, maxCustomerConcurrency) => {
          const accounts = Object.fromEntries(
            emails.map((addresses, index) => [`c${index}`, answering(latencies[index] ?? 0, ...addresses)]),
          );
          const { aggregated } = await run(accounts, { maxCustomerConcurrency });
          assert.deepEqual(
            aggregated.results.map(({ customerCode }) => customerCode),
            ['c0', 'c1', 'c2', 'c3'],
          );
          assert.deepEqual(aggregated.unique, [
            { email: 'A@x.example', customerCodes: ['c0', 'c1'] },
            { email: 'b@x.example', customerCodes: ['c0', 'c2'] },
            { email: 'c@x.example', customerCodes: ['c2'] },
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('settles at once when cancelled, keeps what is there, and leaves nothing running', async () => {
    const clock = fakeClock();
    const hanging: FakeAccount = { contacts: () => new Promise(() => undefined) };
    const fakes = fakeAccounts(clock, { quick: answering(10, 'a@x.example'), slow: hanging, later: hanging });
    const controller = new AbortController();
    const events: QueryEvent[] = [];
    const running = queryAndAggregateCalendarRecipients(
      ['quick', 'slow', 'later'].map(known),
      'aws-calendar',
      limits({ maxCustomerConcurrency: 2 }),
      { accounts: fakes, clock, signal: controller.signal, onEvent: (event) => events.push(event) },
    );
    await clock.advance(100);
    controller.abort();
    const aggregated = await running;
    assert.deepEqual(
      aggregated.results.map(({ error }) => error?.code),
      [undefined, 'Cancelled', 'Cancelled'],
    );
    assert.equal(aggregated.unique.length, 1);
    assert.equal(clock.sleeping(), 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
    assert.equal(events.filter(({ type }) => type === 'cancelled').length, 2);
  });

  it('tells what happens in order, each customer ending exactly once', async () => {
    const { events } = await run(many(3, 5));
    assert.deepEqual(
      events.slice(0, 4).map(({ type }) => type),
      ['started', 'queued', 'queued', 'queued'],
    );
    assert.equal(events.filter(({ type }) => type === 'done').length, 3);
    assert.ok(events.every((event, index) => index === 0 || event.atMs >= (events[index - 1]?.atMs ?? 0)));
  });

  it('has nothing to ask without customers', async () => {
    const { aggregated } = await run({});
    assert.deepEqual([aggregated.results, aggregated.unique], [[], []]);
  });
});
