import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inviteDocumentSchema } from '../../src/documents/index.ts';
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

  it('of what may be another meeting only with a yes by name', async () => {
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
    assert.equal((await bench.cancel(['--force-update'])).code, EXIT.failed);
    assert.equal(live(bench).length, 1);
    assert.equal((await bench.cancel(['--answer', 'DifferentMeeting'])).code, EXIT.done);
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

  describe('--update-metadata', () => {
    const text = `{ // ours\r\n\t"changeId": "CHG-BACK", "changeTitle": "Move back", "customers": ["c1"],\r\n\t"implementationStart": "2030-07-02T10:00:00-04:00", "timezone": "America/New_York",\r\n\t"modifications": [],\r\n}\r\n`;
    const read = (): string => readFileSync(join(bench.workspace, 'back.json'), 'utf8');
    const types = (): readonly string[] =>
      [...read().matchAll(/"modification_type": "(\w+)"/g)].map(([, type = '']) => type);
    const of = ['--json-metadata', 'back.json'];
    const telling = [...of, '--update-metadata'];
    const deny = {
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'POST' },
    } as const;

    it('the cancel is in the file once Graph has confirmed it, and the meeting is scheduled again from there', async () => {
      bench.write('back.json', text);
      assert.equal((await bench.invite(telling)).code, EXIT.done);
      const first = live(bench)[0];
      const sent = read();
      assert.equal((await bench.cancel([...telling, '--dry-run'])).code, EXIT.done);
      bench.sandbox.setGraphFault(deny);
      assert.equal((await bench.cancel(telling)).code, EXIT.failed);
      bench.sandbox.setGraphFault(undefined);
      assert.equal(read(), sent, 'nothing is written of a cancel that was not');

      const run = await bench.cancel(telling);
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.match(run.stdout, /^✍️ {2}back\.json brought up to date: meeting_cancelled added to its/m);
      assert.deepEqual(types(), ['meeting_scheduled', 'meeting_cancelled']);
      const cancelled = read();
      assert.ok(cancelled.startsWith(sent.slice(0, sent.lastIndexOf('}', sent.lastIndexOf(']')) + 1)));
      assert.ok(cancelled.endsWith(text.slice(text.lastIndexOf('\r\n}'))));
      assert.doesNotMatch(cancelled, /ann@|amy@|[^\r]\n/);
      const again = await bench.cancel(telling);
      assert.match(again.stdout, /is cancelled already/);
      assert.equal(read(), cancelled, 'running again adds nothing');

      const anew = await bench.inviteJson(telling);
      assert.equal(anew.code, EXIT.done, anew.stderr);
      assert.equal(anew.document.events[0]?.status, 'created');
      assert.deepEqual(types(), ['meeting_scheduled', 'meeting_cancelled', 'meeting_scheduled']);
      assert.deepEqual(
        live(bench).map(({ immutableId }) => immutableId),
        [anew.document.events[0].id],
      );
      assert.notEqual(anew.document.events[0].id, first?.immutableId);
      const last = read();
      assert.ok(last.startsWith(cancelled.slice(0, cancelled.lastIndexOf('meeting_cancelled'))));
      assert.equal((await bench.inviteJson(telling)).document.events[0]?.status, 'unchanged');
      assert.equal(read(), last);
    });

    it('a file that was not told of its cancel is told by the next run, as long as nobody schedules it again', async () => {
      const before = read();
      assert.equal((await bench.cancel(of)).code, EXIT.done);
      assert.equal(read(), before);
      const run = await bench.cancel([...telling, '--output', 'json']);
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.match(run.stderr, /is cancelled already/);
      assert.deepEqual(documentOf(run.stdout).events, []);
      assert.equal(types().at(-1), 'meeting_cancelled');
    });

    it('a file that cannot be added to is left alone, and what is true is said', async () => {
      const unlisted = text.replace('"modifications": []', '"modifications": {}');
      bench.write('back.json', unlisted);
      assert.equal((await bench.invite(of)).code, EXIT.done);
      const run = await bench.cancel([...telling, '--output', 'json']);
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.equal(documentOf(run.stdout).events[0]?.status, 'cancelled');
      const problem = documentOf(run.stdout).problems.find(({ code }) => code === 'MetadataNotUpdated');
      assert.match(problem?.message ?? '', /^The meeting is cancelled, but back\.json was not .*not a list/);
      assert.equal(read(), unlisted);
    });
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
