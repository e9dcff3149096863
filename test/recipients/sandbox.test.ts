import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Customer } from '../../src/customers/index.ts';
import {
  aggregateLines,
  checkAllCustomers,
  createQueryLines,
  realClock,
} from '../../src/recipients/index.ts';
import type { AggregatedRecipients, QueryEvent } from '../../src/recipients/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { eventually } from './fakes/eventually.ts';
import { limits } from './fakes/limits.ts';
import { sandboxed } from './fakes/sandboxed.ts';

const sandboxes: Sandbox[] = [];
const start: typeof sandboxed = async (...given) => {
  const world = await sandboxed(...given);
  sandboxes.push(world.sandbox);
  return world;
};
const emails = (aggregated: AggregatedRecipients) => aggregated.unique.map(({ email }) => email);
const codes = (aggregated: AggregatedRecipients) => aggregated.results.map(({ error }) => error?.code);
const connectionsDone = (sandbox: Sandbox) =>
  eventually('no request is in flight', () =>
    sandbox.requests().every(({ endedAtMs }) => endedAtMs !== undefined),
  );

/** Whatever a test did: reading never writes. */
afterEach(() => {
  for (const sandbox of sandboxes.splice(0)) {
    const seen = sandbox.requests();
    assert.ok(seen.length > 0);
    assert.deepEqual(
      seen.filter(({ write }) => write).map(({ operation }) => operation),
      [],
    );
    assert.deepEqual(
      seen.filter(({ service }) => service === 'graph' || service === 'unknown'),
      [],
    );
  }
});

describe('asking the sandbox with the real AWS SDK', () => {
  it('asks ten customers of a second each in the time of one', async (test) => {
    const ten = Array.from({ length: 10 }, (_, index) => ({
      code: `c${index}`,
      subscribers: 3,
      operationLatencyMs: { ListContacts: 1000 },
    }));
    const { sandbox, query } = await start(test, ten);
    await query({ codes: ['c0'] });
    const one = sandbox.timing();
    sandbox.clearRequests();
    const all = await query();
    const together = sandbox.timing();
    assert.equal(all.unique.length, 30);
    assert.equal(together.peakCustomersInFlight, 10);
    assert.ok(one.spanMs >= 1000);
    assert.ok(together.spanMs <= 1.3 * one.spanMs, `${together.spanMs} ms against ${one.spanMs} ms`);
    assert.ok(all.sequentialMs >= 10_000 && all.durationMs < all.sequentialMs / 5);
  });

  it('costs three requests by role', async (test) => {
    const { sandbox, query } = await start(test, [{ code: 'hts', subscribers: 1 }]);
    await query();
    assert.deepEqual(
      sandbox.requests().map(({ operation }) => operation),
      ['AssumeRole', 'ListContactLists', 'ListContacts'],
    );
  });

  it('keeps one failure from the next, with code, message and remedy, and the others complete', async (test) => {
    const { sandbox, query } = await start(test, [
      { code: 'fine', subscribers: 40 },
      { code: 'denied', subscribers: 3, faults: [{ kind: 'denied' }] },
      { code: 'untrusted', subscribers: 3, faults: [{ kind: 'denied-role' }] },
      { code: 'hanging', subscribers: 3, faults: [{ kind: 'hanging' }] },
      { code: 'resetting', subscribers: 3, faults: [{ kind: 'reset' }] },
      { code: 'garbage', subscribers: 3, faults: [{ kind: 'garbage' }] },
      { code: 'page', subscribers: 3, faults: [{ kind: 'html' }] },
      { code: 'expired', subscribers: 3, faults: [{ kind: 'expired' }] },
      { code: 'no-list', faults: [{ kind: 'no-list' }] },
      { code: 'no-topic', withoutTopics: ['aws-calendar'] },
      { code: 'broken', subscribers: 3, faults: [{ kind: 'server-error' }] },
      { code: 'circling', subscribers: 3, faults: [{ kind: 'repeat-token' }] },
      { code: 'empty', subscribers: 3, faults: [{ kind: 'missing-contacts' }] },
      { code: 'dripping', subscribers: 300, faults: [{ kind: 'slow-body', durationMs: 10_000 }] },
      { code: 'also-fine', subscribers: 40 },
    ]);
    const customerTimeoutMs = 1200;
    const aggregated = await query({ limits: { customerTimeoutMs } });
    assert.deepEqual(codes(aggregated), [
      undefined,
      'AccessDenied',
      'AssumeRoleDenied',
      'CustomerTimeout',
      'ConnectionReset',
      'MalformedAnswer',
      'ProxyPage',
      'ExpiredCredentials',
      'ContactListNotFound',
      'TopicNotFound',
      'ServerError',
      'MalformedAnswer',
      'MalformedAnswer',
      'CustomerTimeout',
      undefined,
    ]);
    for (const { error, recipients } of aggregated.results) {
      if (error === undefined) assert.equal(recipients.length, 40);
      else assert.ok(recipients.length === 0 && error.message !== '' && error.remedy !== '');
    }
    assert.equal(aggregated.unique.length, 80);
    assert.ok(aggregated.durationMs <= customerTimeoutMs * 1.1 + 300, `${aggregated.durationMs} ms`);
    await connectionsDone(sandbox);
  });

  it('keeps nothing of a customer that fails on a later page', async (test) => {
    const { query } = await start(
      test,
      [{ code: 'late', subscribers: 5, faults: [{ kind: 'denied', page: 2 }] }],
      {
        pageSizeCap: 2,
      },
    );
    const { results } = await query();
    assert.match(
      results[0]?.error?.message ?? '',
      /failed to list contacts for topic 'aws-calendar': after page 1: /,
    );
    assert.match(results[0]?.error?.remedy ?? '', /ses:ListContacts/);
    assert.deepEqual(results[0]?.recipients, []);
  });

  it('is complete with 2,500 subscribers', async (test) => {
    const { query } = await start(test, [{ code: 'big', subscribers: 2500 }]);
    const aggregated = await query();
    assert.equal(aggregated.unique.length, 2500);
    assert.equal(aggregated.results[0]?.pages, 3);
  });

  it('never names an unsubscribed contact, even when the server lets it through', async (test) => {
    const people = {
      optedIn: { 'aws-calendar': ['in@x.example', 'gone@x.example'] },
      optedOut: { 'aws-calendar': ['out@x.example'] },
      unsubscribed: ['gone@x.example'],
    };
    const { query } = await start(test, [
      { code: 'strict', ...people },
      { code: 'leaking', ...people, unsubscribedLeak: true },
    ]);
    const aggregated = await query();
    assert.deepEqual(emails(aggregated), ['in@x.example']);
    assert.deepEqual(aggregated.results[1]?.unsubscribed, ['gone@x.example']);
  });

  it("counts contacts without a preference exactly when the topic's default is OPT_IN", async (test) => {
    const people = {
      optedIn: { 'aws-calendar': ['explicit@x.example'] },
      noPreference: ['silent@x.example'],
    };
    const { query } = await start(test, [
      { code: 'in', ...people, topics: { 'aws-calendar': 'OPT_IN' } },
      { code: 'out', ...people, topics: { 'aws-calendar': 'OPT_OUT' } },
    ]);
    const { results } = await query();
    assert.deepEqual(
      results.map(({ recipients }) =>
        recipients.map(({ email, preference }) => `${email} ${preference}`).sort(),
      ),
      [['explicit@x.example explicit', 'silent@x.example default'], ['explicit@x.example explicit']],
    );
  });

  it('makes one person of one address at two customers', async (test) => {
    const { query } = await start(test, [
      { code: 'hts', subscribers: ['A@x.example'] },
      { code: 'htsnonprod', subscribers: [' a@X.example'] },
    ]);
    const aggregated = await query();
    assert.deepEqual(aggregated.unique, [{ email: 'A@x.example', customerCodes: ['hts', 'htsnonprod'] }]);
  });

  it('reads nothing with the credentials of another account', async (test) => {
    const { sandbox, query } = await start(test, [
      { code: 'hts', access: 'profile', subscribers: 1 },
      { code: 'other', access: 'profile', subscribers: 1 },
    ]);
    const swapped = (customer: Customer): Customer => ({
      ...customer,
      credentials: { kind: 'profile', profile: 'other' },
    });
    const aggregated = await query({
      codes: ['hts'],
      change: (resolution) =>
        resolution.kind === 'customer'
          ? { ...resolution, customer: swapped(resolution.customer) }
          : resolution,
    });
    assert.deepEqual(codes(aggregated), ['WrongAccount']);
    assert.deepEqual(
      sandbox.requests().map(({ operation }) => operation),
      ['GetCallerIdentity'],
    );
  });

  it('gets through trouble that passes: errors, a reset, throttling', async (test) => {
    const { query } = await start(test, [
      { code: 'errors', subscribers: 2, faults: [{ kind: 'server-error', times: 2 }] },
      { code: 'reset', subscribers: 2, faults: [{ kind: 'reset', times: 1, afterBytes: 20 }] },
      {
        code: 'throttled',
        subscribers: 2,
        faults: [{ kind: 'throttled', times: 2, operation: 'ListContacts' }],
      },
    ]);
    const waits: QueryEvent[] = [];
    const aggregated = await query({ onEvent: (event) => event.type === 'waiting' && waits.push(event) });
    assert.deepEqual(codes(aggregated), [undefined, undefined, undefined]);
    assert.equal(aggregated.unique.length, 6);
    assert.deepEqual(
      aggregated.results.map(({ attempts }) => attempts),
      [3, 2, 3],
    );
    assert.equal(waits.length, 5);
  });

  it('settles at once when cancelled while everybody hangs, and leaves no request behind', async (test) => {
    const hanging = Array.from({ length: 30 }, (_, index) => ({
      code: `c${index}`,
      subscribers: 1,
      faults: [{ kind: 'hanging' as const }],
    }));
    const { sandbox, query } = await start(test, hanging);
    const controller = new AbortController();
    const running = query({ signal: controller.signal });
    await eventually(
      'everybody hangs',
      () => sandbox.requests().filter(({ operation }) => operation === 'ListContactLists').length === 30,
      10_000,
    );
    const cancelledAt = performance.now();
    controller.abort();
    const aggregated = await running;
    const settledMs = performance.now() - cancelledAt;
    assert.ok(settledMs < 250, `${settledMs} ms`);
    assert.ok(codes(aggregated).every((code) => code === 'Cancelled'));
    await connectionsDone(sandbox);
  });

  it('logs like the Go tool', async (test) => {
    const { query } = await start(test, [
      { code: 'hts', subscribers: 2 },
      { code: 'htsnonprod', subscribers: 1, faults: [{ kind: 'denied-role' }] },
    ]);
    const lines: string[] = [];
    const tell = createQueryLines();
    const aggregated = await query({ onEvent: (event) => lines.push(...tell(event)) });
    lines.push(...aggregateLines(aggregated));
    const role = (account: string) => `arn:aws:iam::${account}:role/customer-contact-reader`;
    for (const line of [
      '📋 Querying aws-calendar topic from 2 customers concurrently...',
      '🔍 Querying customer: hts',
      '🔍 Querying customer: htsnonprod',
      `✅ Successfully assumed role ${role('111122220001')} for customer hts`,
      '📋 Getting subscribers for topic: aws-calendar',
      '👥 Found 2 subscribers for topic aws-calendar',
      '📧 Customer hts: found 2 recipients',
      '📊 Aggregation complete: 2 unique recipients from 2 customers (1 successful, 1 errors)',
    ])
      assert.ok(lines.includes(line), `${line}\nin\n${lines.join('\n')}`);
    assert.ok(
      lines.some((line) =>
        line.startsWith(
          '⚠️  Warning: Failed to get recipients for customer htsnonprod: failed to assume role: ',
        ),
      ),
    );
  });
});

describe('checking the sandbox with the real AWS SDK', () => {
  it('names account, list and topics, and what is wrong', async (test) => {
    const { sandbox, resolve, openAccounts } = await start(test, [
      { code: 'role' },
      { code: 'profile', access: 'profile' },
      { code: 'denied', faults: [{ kind: 'denied-role' }] },
      { code: 'no-topic', withoutTopics: ['aws-calendar'] },
    ]);
    const accounts = openAccounts(limits());
    try {
      const results = await checkAllCustomers(resolve(), 'aws-calendar', limits(), {
        accounts,
        clock: realClock,
        signal: new AbortController().signal,
      });
      assert.deepEqual(
        results.map(({ accountId, contactList, error }) => [accountId, contactList, error?.code]),
        [
          ['111122220001', 'customer-contacts', undefined],
          ['111122220002', 'customer-contacts', undefined],
          [undefined, undefined, 'AssumeRoleDenied'],
          ['111122220004', 'customer-contacts', 'TopicNotFound'],
        ],
      );
      assert.ok(sandbox.requests().every(({ operation }) => operation !== 'ListContacts'));
    } finally {
      accounts.close();
    }
  });
});
