import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetContactListCommand, ListContactListsCommand, ListContactsCommand } from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { createRateLimiter } from '../../../src/sandbox/aws/rate-limit.ts';
import { runSandbox, sesOf, subscribersOf } from '../support/bench.ts';

test('no stretch of time has more than its burst and its rate; a refusal has one that is full', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      waits,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0.5, 1, 2, 10),
      (gaps, burst, rate) => {
        let nowMs = 0;
        const admits = createRateLimiter({ requestsPerSecond: rate, burst }, () => nowMs);
        const admitted: number[] = [];
        /** What is left of each stretch that ends now and begins with an admission. */
        const left = () =>
          admitted.map((atMs, index) => burst + ((nowMs - atMs) / 1000) * rate - (admitted.length - index));
        for (const gap of gaps) {
          nowMs += gap;
          if (admits()) {
            admitted.push(nowMs);
            // Half a millisecond is forgiven at each admission.
            assert.ok(Math.min(...left()) >= -(rate / 2000) * admitted.length - 1e-6);
          } else assert.ok(Math.min(...left()) < 1);
        }
      },
    ),
  );
});

test('one a second is let through a second apart, to the millisecond, and a refusal costs nothing', () => {
  let nowMs = 0;
  const admits = createRateLimiter({ requestsPerSecond: 1, burst: 1 }, () => nowMs);
  assert.equal(admits(), true);
  for (nowMs of [1, 500, 998]) assert.equal(admits(), false);
  nowMs = 1000;
  assert.equal(admits(), true);
  nowMs = 1999;
  assert.equal(admits(), false);
  nowMs = 10_000;
  assert.deepEqual([admits(), admits()], [true, false], 'nothing is saved up beyond the burst');
});

test('an account’s operations share one budget, which is nobody else’s; what is refused is counted', async (t) => {
  const limited = { requestsPerSecond: 0.01, burst: 2 };
  const scenario = makeScenario({ customers: [{ code: 'a', ...limited }, { code: 'b' }] });
  const sandbox = await runSandbox(t, { scenario });
  const client = sesOf(sandbox, 'a');
  await client.send(new ListContactListsCommand({}));
  await client.send(new GetContactListCommand({ ContactListName: 'customer-contacts' }));
  await assert.rejects(client.send(new ListContactsCommand(subscribersOf())), {
    name: 'TooManyRequestsException',
  });
  for (let turn = 0; turn < 5; turn++) await sesOf(sandbox, 'b').send(new ListContactListsCommand({}));
  assert.deepEqual(sandbox.counts(), {
    a: {
      ListContactLists: { requests: 1, throttled: 0 },
      GetContactList: { requests: 1, throttled: 0 },
      ListContacts: { requests: 1, throttled: 1 },
    },
    b: { ListContactLists: { requests: 5, throttled: 0 } },
  });
});
