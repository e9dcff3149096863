import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancel } from './cancel.ts';
import { concurrency } from './concurrency.ts';
import { thirty } from './thirty.ts';
import { thousand } from './thousand.ts';
import { throttle } from './throttle.ts';
import type { Verdict } from './verdict.ts';

/** Fails with what was missed; bounds are wide, because other tests run at the same time. */
const assertMet = ({ criteria }: Verdict, which = /./) => {
  const looked = criteria.filter(({ what }) => which.test(what));
  assert.ok(looked.length > 0);
  assert.deepEqual(
    looked.filter(({ met }) => !met),
    [],
  );
};

test('all at once is faster than one by one', async () => {
  const verdict = await concurrency({
    counts: [4],
    repetitions: 2,
    secondsPerCustomer: 0.5,
    leastEfficiency: 0.5,
  });
  assert.equal(verdict.lines.length, 6);
  assertMet(verdict);
});

test('all customers are in flight at once, and the second run is cheaper', async () => {
  const verdict = await thirty({ count: 10, rounds: 1, latencyMs: 150, mostOfOne: 3 });
  assertMet(verdict, /against one alone|in flight|cold/);
});

test('many customers with a profile each all answer', async () => {
  const verdict = await thousand({ count: 60, latencyMs: 5, filesSize: 60_000 });
  assert.match(verdict.lines[0] ?? '', /^60 customers, AWS files of \d+ KB/);
  assertMet(verdict, /answered/);
});

test('throttling accounts lose nobody', async () => {
  const verdict = await throttle({ count: 4, pages: [1], latencyMs: 5 });
  assertMet(verdict, /answered|told the quota/);
});

test('a cancelled query is over soon and leaves nothing behind', async () => {
  const verdict = await cancel({
    count: 10,
    settledWithinMs: 1000,
    endedWithinMs: 2000,
    runs: 10,
    warmUpRuns: 5,
    mostSlopeKb: 2000, // ten runs prove little; the bench makes two hundred
  });
  assertMet(verdict);
});
