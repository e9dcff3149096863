import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inviteDocumentSchema } from '../../src/terminal/documents/invite-document.ts';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';
import { live, writes } from './support/graph-by-hand.ts';
import { runCli } from './support/spawn-cli.ts';

describe('cancel-multi-customer-meeting-invite', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example', 'amy@one.example'])]);
  });
  after(() => bench.close());
  const documentOf = (text: string) => inviteDocumentSchema.parse(JSON.parse(text));

  it('with nothing there: status 1 and where to look', async () => {
    const run = await bench.cancel();
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /no meeting of this file.*--sender-email/);
    assert.deepEqual(writes(bench), []);
  });

  it('a dry run finds it and cancels nothing', async () => {
    await bench.invite();
    bench.sandbox.clearRequests();
    const run = await bench.cancel(['--dry-run']);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /DRY RUN: Would cancel "Moving the bench"/);
    assert.match(run.stdout, /🔍 On the calendar: Moving the bench \(.*\), 2 attendees would be told/);
    assert.deepEqual(writes(bench), []);
    // Nobody is asked for a cancel.
    assert.ok(bench.sandbox.requests().every(({ service }) => service === 'graph'));
  });

  it('refused by Graph: status 1, nothing recorded as cancelled', async () => {
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'POST' },
    });
    const run = await bench.cancel(['--output', 'json']);
    bench.sandbox.setGraphFault(undefined);
    assert.equal(run.code, EXIT.failed);
    const document = documentOf(run.stdout);
    assert.deepEqual(document.events, []);
    assert.ok(document.problems.some(({ code }) => code === 'ErrorAccessDenied'));
    const unchanged = await bench.inviteJson();
    assert.equal(unchanged.document.events[0]?.status, 'unchanged');
  });

  it('tells everybody the comment; then it is cancelled already; then scheduling makes a new event', async () => {
    const first = live(bench)[0];
    const run = await bench.cancel(['--comment', 'Not this week.', '--output', 'json']);
    assert.equal(run.code, EXIT.done, run.stderr);
    const document = documentOf(run.stdout);
    assert.equal(document.action, 'cancel-multi-customer-meeting-invite');
    assert.deepEqual(
      document.events.map(({ status, id, attendees }) => [status, id, attendees]),
      [['cancelled', first?.immutableId, 2]],
    );
    assert.equal(document.meeting?.organizer, 'cloud-team@meetings.example');
    assert.match(run.stderr, /✅ Successfully cancelled meeting/);
    const ended = bench.sandbox.events().find(({ immutableId }) => immutableId === first?.immutableId);
    assert.equal(ended?.state, 'cancelled');
    assert.equal(ended.cancelComment, 'Not this week.');
    assert.deepEqual(live(bench), []);

    bench.sandbox.clearRequests();
    const again = await bench.cancel();
    assert.equal(again.code, EXIT.done);
    assert.match(again.stdout, /is cancelled already: nothing was written and nobody gets mail/);
    assert.deepEqual(writes(bench), []);

    const anew = await bench.inviteJson();
    assert.equal(anew.code, EXIT.done);
    assert.equal(anew.document.events[0]?.status, 'created');
    assert.notEqual(anew.document.events[0].id, first?.immutableId);
    assert.deepEqual(writes(bench), ['CreateEvent']);
    assert.equal(live(bench).length, 1);
  });

  it('of what may be another meeting only when forced', async () => {
    bench.write('meeting.json', {
      ...METADATA,
      customers: ['c1'],
      meetingTitle: 'Another thing',
      meetingStartTime: '2030-06-10T10:00:00-04:00',
    });
    const run = await bench.cancel();
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /Nothing was cancelled\. .*Both title and time differ/);
    assert.equal(live(bench).length, 1);
    assert.equal((await bench.cancel(['--force-update'])).code, EXIT.done);
    assert.deepEqual(live(bench), []);
  });

  it('the send history tells it all, without an address', async () => {
    const where = { cwd: bench.workspace, env: bench.env };
    const text = await runCli(['history'], where);
    assert.equal(text.code, EXIT.done);
    const lines = text.stdout.trim().split('\n');
    assert.deepEqual(
      lines.map((line) => /^(\S+) \S+ (\w+)/.exec(line)?.slice(1)),
      [
        ['✅', 'create'],
        ['❌', 'cancel'],
        ['✅', 'cancel'],
        ['✅', 'create'],
        ['✅', 'cancel'],
      ],
    );
    assert.match(lines[1] ?? '', /refused \(ErrorAccessDenied, status 403\)/);
    assert.doesNotMatch(text.stdout, /@/);
    assert.equal((await runCli(['history', '--last', '2'], where)).stdout.trim().split('\n').length, 2);
    const json = await runCli(['history', '--output', 'json'], where);
    assert.equal((JSON.parse(json.stdout) as { calls: unknown[] }).calls.length, 5);
    const sandboxed = await runCli(['history', '--sandbox'], where);
    assert.match(sandboxed.stdout, /Nothing has been sent/);
  });

  it('in the sandbox, whose address is another one with every run: cancel, then schedule again', async () => {
    bench.write('sample.json', { ...METADATA, changeId: 'CHG-SANDBOX-1', customers: ['hts'] });
    const run = (action: string, ...words: string[]) =>
      runCli(
        [
          ...['ses', '--action', `${action}-multi-customer-meeting-invite`, '--json-metadata', 'sample.json'],
          ...[
            '--sender-email',
            'cloud-team@example.com',
            '--sandbox',
            '--topic-name',
            'aws-calendar',
            ...words,
          ],
        ],
        { cwd: bench.workspace, env: { PATH: process.env.PATH, HOME: bench.workspace } },
      );
    for (let i = 0; i < 2; i += 1) {
      const sent = await run('create', '--config-file', 'none');
      assert.equal(sent.code, EXIT.done, sent.stderr);
      assert.match(sent.stdout, /Successfully created multi-customer meeting/);
      assert.equal((await run('cancel')).code, EXIT.done);
    }
  });
});
