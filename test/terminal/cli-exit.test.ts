import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { METADATA, customer, openBench, type Bench } from './support/bench.ts';

const METHODS_THAT_WRITE = new Set(['POST', 'PATCH', 'DELETE', 'PUT']);

/** What a run asked of Graph that writes. */
const graphWrites = (bench: Bench): readonly string[] =>
  bench.sandbox
    .requests()
    .filter(({ service, method }) => service === 'graph' && METHODS_THAT_WRITE.has(method))
    .map(({ operation }) => operation);

const graphCalls = (bench: Bench): number =>
  bench.sandbox.requests().filter(({ service }) => service === 'graph').length;

describe('exit status of the built command line', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(
      [
        customer(1, ['ann@one.example', 'bea@one.example']),
        customer(2, [' Ann@ONE.example ', 'carl@two.example']),
        customer(3, ['dora@three.example']),
      ],
      { topics: { 'aws-calendar': 'OPT_OUT', quiet: 'OPT_OUT' } },
    );
  });
  after(() => bench.close());

  it('0: a dry run lists whom it really found, and writes nothing anywhere', async () => {
    bench.sandbox.clearRequests();
    const { code, document } = await bench.inviteJson(['--dry-run']);
    const { lines } = await bench.invite(['--dry-run']);
    assert.equal(code, EXIT.done);
    assert.equal(document.complete, true);
    assert.deepEqual(document.recipients, [
      { email: 'ann@one.example', customerCodes: ['c1', 'c2'] },
      { email: 'bea@one.example', customerCodes: ['c1'] },
      { email: 'carl@two.example', customerCodes: ['c2'] },
      { email: 'dora@three.example', customerCodes: ['c3'] },
    ]);
    assert.deepEqual(
      document.events.map(({ status, id, attendees }) => ({ status, id, attendees })),
      [{ status: 'planned', id: null, attendees: 4 }],
    );
    for (const line of [
      '📋 Extracted customer codes from metadata: [c1 c2 c3]',
      '📋 Querying aws-calendar topic from 3 customers concurrently...',
      '📧 Customer c1: found 2 recipients',
      '📊 Aggregation complete: 4 unique recipients from 3 customers (3 successful, 0 errors)',
      '👥 Found 4 unique recipients for topic aws-calendar across 3 customers',
      '✅ 4 recipients allowed after filtering',
      `Fingerprint: ${document.fingerprint ?? ''}`,
    ]) {
      assert.ok(lines.includes(line), `missing: ${line}`);
    }
    for (const { email } of document.recipients) {
      assert.ok(
        lines.some((line) => line.includes(email)),
        `${email} is not listed`,
      );
    }
    assert.deepEqual(
      bench.sandbox.requests().filter(({ write }) => write),
      [],
    );
  });

  it('1: --confirm with another fingerprint sends nothing', async () => {
    bench.sandbox.clearRequests();
    const { code, stderr } = await bench.invite(['--confirm', 'deadbeef']);
    assert.equal(code, EXIT.failed);
    assert.match(stderr, /fingerprint is [0-9a-f]{64}, --confirm said deadbeef/);
    assert.equal(graphCalls(bench), 0);
  });

  it('3: a failed customer and --require-all-customers send nothing and do not ask Graph', async () => {
    bench.sandbox.setFault('c3', { kind: 'denied' });
    bench.sandbox.clearRequests();
    const { code, document } = await bench.inviteJson(['--require-all-customers', '--max-attempts', '1']);
    bench.sandbox.setFault('c3', undefined);
    assert.equal(code, EXIT.incomplete);
    assert.equal(graphCalls(bench), 0);
    assert.equal(document.complete, false);
    assert.deepEqual(
      document.customers.map(({ status }) => status),
      ['ok', 'ok', 'error'],
    );
    assert.ok(document.customers[2]?.error?.remedy);
  });

  it('1: every customer failed', async () => {
    for (const code of ['c1', 'c2', 'c3']) bench.sandbox.setFault(code, { kind: 'denied' });
    bench.sandbox.clearRequests();
    const { code, stderr, document } = await bench.inviteJson(['--max-attempts', '1']);
    const required = await bench.invite(['--max-attempts', '1', '--require-all-customers']);
    for (const each of ['c1', 'c2', 'c3']) bench.sandbox.setFault(each, undefined);
    assert.equal(code, EXIT.failed);
    assert.equal(required.code, EXIT.failed);
    assert.match(stderr, /Nothing was sent/);
    assert.equal(graphCalls(bench), 0);
    assert.equal(document.summary.errors, 3);
    assert.ok(document.problems.some((problem) => problem.code === 'AllCustomersFailed'));
  });

  it('0: a dry run whose look at the calendar fails warns, and plans all the same', async () => {
    const env = { ...bench.env, GRAPH_BASE_URL: 'http://127.0.0.1:1' };
    const { code, document } = await bench.inviteJson(['--dry-run'], { env });
    assert.equal(code, EXIT.done);
    assert.deepEqual(
      document.events.map(({ status, id }) => [status, id]),
      [['planned', null]],
    );
    assert.deepEqual(
      document.problems.map(({ code, severity }) => [code, severity]),
      [['CalendarNotRead', 'warning']],
    );
  });

  it('1: Graph refuses, in upstream’s words, with what to do', async () => {
    const locked = await openBench([customer(1, ['ann@one.example'])], {
      graph: { accessToken: 'bench-graph-token', signedInUser: 'u@meetings.example', mailboxes: [] },
    });
    try {
      const { code, stderr, document } = await locked.inviteJson();
      assert.equal(code, EXIT.failed);
      assert.match(stderr, /^❌ Failed to create multi-customer meeting invite: /m);
      assert.ok(document.problems.some(({ severity }) => severity === 'error'));
      assert.deepEqual(locked.sandbox.events(), []);
    } finally {
      await locked.close();
    }
  });

  it('1: a preview that cannot be written', async () => {
    bench.sandbox.clearRequests();
    for (const file of ['no/such/folder/p.html', 'meeting.json', './meeting.json']) {
      const { code, stderr } = await bench.invite(['--preview', file]);
      assert.equal(code, EXIT.failed);
      assert.match(stderr, /Nothing was sent, because the preview/);
    }
    assert.equal(graphCalls(bench), 0);
  });

  it('1: the meeting is over, which a dry run only warns of', async () => {
    bench.write('past.json', {
      ...METADATA,
      customers: ['c1'],
      meetingStartTime: '2020-01-02T10:00:00Z',
      implementationStart: '2020-01-02T10:00:00Z',
      implementationEnd: '2020-01-02T11:00:00Z',
    });
    const past = ['--json-metadata', 'past.json'];
    const eventsBefore = bench.sandbox.events().length;
    const sent = await bench.invite(past);
    assert.equal(sent.code, EXIT.failed);
    assert.match(sent.stderr, /has already ended, so it was not created/);
    assert.equal(bench.sandbox.events().length, eventsBefore);
    const dry = await bench.inviteJson([...past, '--dry-run']);
    assert.equal(dry.code, EXIT.done);
    assert.deepEqual(
      dry.document.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('0: sends with some customers missing, says which, then leaves the meeting alone', async () => {
    bench.sandbox.setFault('c3', { kind: 'denied' });
    const partial = await bench.invite(['--max-attempts', '1', '--preview', 'p.html']);
    bench.sandbox.setFault('c3', undefined);
    assert.equal(partial.code, EXIT.done);
    const missing = partial.lines.findIndex((line) => line.startsWith('⚠️  Customer c3 is missing'));
    const creating = partial.lines.findIndex((line) => line.startsWith('📅 Creating new meeting: '));
    assert.ok(missing > 0 && creating > missing, 'the missing customer is named before the send');
    assert.match(partial.stdout, /⚠️ {2}Warning: Failed to get recipients for customer c3: /);
    assert.match(partial.stdout, /\(2 successful, 1 errors\)/);
    assert.equal(bench.sandbox.events().length, 1);

    const whole = await bench.inviteJson();
    assert.equal(whole.code, EXIT.done);
    assert.deepEqual(
      whole.document.events.map(({ status, attendees }) => [status, attendees]),
      [['updated', 4]],
    );

    bench.sandbox.clearRequests();
    const again = await bench.inviteJson();
    assert.equal(again.code, EXIT.done);
    assert.equal(again.document.events[0]?.status, 'unchanged');
    assert.equal(again.document.events[0].id, whole.document.events[0]?.id);
    assert.deepEqual(graphWrites(bench), []);
    assert.equal(bench.sandbox.events().length, 1);

    const dry = await bench.inviteJson(['--dry-run']);
    assert.equal(dry.document.events[0]?.status, 'planned');
    assert.equal(dry.document.events[0].id, whole.document.events[0]?.id, 'a dry run finds the meeting');
    assert.equal((await bench.invite(['--confirm', dry.document.fingerprint ?? ''])).code, EXIT.done);
  });

  it('1: a question that only a person can answer, 0 with --answer and its code', async () => {
    bench.write('meeting.json', {
      ...METADATA,
      customers: ['c1', 'c2', 'c3'],
      meetingTitle: 'Something else',
      meetingStartTime: '2030-05-20T10:00:00-04:00',
    });
    bench.sandbox.clearRequests();
    const asked = await bench.inviteJson();
    assert.equal(asked.code, EXIT.failed);
    assert.match(asked.stderr, /--answer DifferentMeeting/);
    assert.ok(asked.document.problems.some(({ code }) => code === 'DifferentMeeting'));
    assert.deepEqual(graphWrites(bench), []);
    assert.equal((await bench.invite(['--force-update'])).code, EXIT.failed);
    assert.deepEqual(graphWrites(bench), []);
    const forced = await bench.inviteJson(['--answer', 'DifferentMeeting']);
    assert.equal(forced.code, EXIT.done);
    assert.equal(forced.document.events[0]?.status, 'updated');
    assert.equal(bench.sandbox.events().length, 1);
  });

  it('0: nobody to invite, in upstream’s words, without a call to Graph', async () => {
    bench.sandbox.clearRequests();
    const { code, lines } = await bench.invite(['--topic-name', 'quiet']);
    assert.equal(code, EXIT.done);
    assert.ok(lines.includes('⚠️  No subscribers found for topic quiet across all customers'));
    assert.equal(graphCalls(bench), 0);
  });

  it('1: a topic that does not exist is a failure, not an empty answer', async () => {
    const { code, stdout } = await bench.invite(['--topic-name', 'no-such-topic', '--dry-run']);
    assert.equal(code, EXIT.failed);
    assert.match(stdout, /Failed to get recipients for customer c1/);
  });

  it('0: everybody restricted away, in upstream’s words', async () => {
    bench.write('strict.json', {
      ...(JSON.parse(readFileSync(join(bench.workspace, 'config.json'), 'utf8')) as object),
      customer_mappings: { c3: { aws_profile: 'c3', restricted_recipients: ['somebody@else.example'] } },
    });
    bench.write('one.json', { ...METADATA, changeId: 'CHG-STRICT', customers: ['c3'] });
    const words = ['--json-metadata', 'one.json', '--config-file', 'strict.json'];
    const { code, lines } = await bench.invite(words);
    assert.equal(code, EXIT.done);
    assert.ok(
      lines.includes('⏭️  Skipping meeting attendee dora@three.example (not on restricted recipient list)'),
    );
    assert.ok(lines.includes('⏭️  Skipped 1 recipients due to restricted_recipients configuration'));
    assert.ok(lines.includes('⚠️  No allowed recipients after applying restricted_recipients filter'));
    const { document } = await bench.inviteJson(words);
    assert.deepEqual(document.excluded, [
      { email: 'dora@three.example', customerCodes: ['c3'], reason: 'restricted' },
    ]);
    assert.equal(document.summary.unique, 1);
  });

  it('2: --customer-code never means everybody when it is empty', async () => {
    assert.equal((await bench.invite(['--customer-code', ''])).code, EXIT.usage);
    const { document } = await bench.inviteJson(['--dry-run', '--customer-code', 'C2']);
    assert.deepEqual(
      document.customers.map(({ customerCode }) => customerCode),
      ['c2'],
    );
    assert.equal(document.complete, false);
  });
});
