import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { proofDocumentSchema } from '../../src/documents/index.ts';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, openBench, type Bench } from './support/bench.ts';
import { live, ORGANIZER } from './support/graph-by-hand.ts';
import { runCli, type CliRun, type CliSurroundings } from './support/spawn-cli.ts';

const SCHEMA = join(import.meta.dirname, '..', '..', 'schemas', 'prove-calendar.schema.json');

describe('prove-calendar', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example'])]);
  });
  afterEach(() => {
    bench.sandbox.setGraphFault(undefined);
    bench.sandbox.setSwitches(undefined);
  });
  after(async () => {
    assert.deepEqual(
      bench.sandbox.events().flatMap(({ notifications }) => notifications),
      [],
    );
    await bench.close();
  });
  const prove = (words: readonly string[] = [], where: Partial<CliSurroundings> = {}): Promise<CliRun> =>
    runCli(['ses', '--action', 'prove-calendar', '--sender-email', ORGANIZER, ...words], {
      cwd: bench.workspace,
      env: bench.env,
      ...where,
    });
  const documentOf = ({ stdout }: CliRun) => {
    const json: unknown = JSON.parse(stdout);
    const validate = new Ajv({ strict: true }).compile(
      JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>,
    );
    assert.ok(validate(json), JSON.stringify(validate.errors));
    return proofDocumentSchema.parse(json);
  };

  it('of a calendar that does as the documents say: status 0, a line for each assumption, nothing left', async () => {
    const run = await prove();
    assert.equal(run.code, EXIT.done, run.stdout + run.stderr);
    assert.match(
      run.stdout,
      /✅ holds: FoundByKey: A search by that key finds the event at once\. \(found by the first look\)/,
    );
    assert.match(
      run.stdout,
      /❔ cannot be told here: MovedKeepsId: .*\(Graph offers no call that moves an event\)/,
    );
    assert.match(
      run.stdout,
      /🏁 \d+ hold, 0 differ, 7 cannot be told here\. 2 events were made and deleted; nobody was mailed\./,
    );
    assert.doesNotMatch(run.stdout, /differs:/);
    assert.deepEqual(live(bench), []);
  });

  it('the report names no address and no id; who signs in goes to stderr', async () => {
    bench.sandbox.setSwitches({ deletedReadable: true, forgetsEnded: true, existingId: 'stale' });
    const run = await prove();
    assert.equal(run.code, EXIT.failed);
    assert.doesNotMatch(run.stdout, /@|https?:/);
    for (const { id, immutableId, iCalUId, transactionId = 'none' } of bench.sandbox.events()) {
      for (const secret of [id, immutableId, iCalUId, transactionId]) assert.ok(!run.stdout.includes(secret));
    }
    assert.match(run.stderr, /🔑 Using Microsoft Graph with .*cloud-team@meetings\.example/);
  });

  it('of one that differs: status 1, what was seen, and what it means', async () => {
    bench.sandbox.setSwitches({ longInLists: 'cut' });
    const run = await prove();
    assert.equal(run.code, EXIT.failed);
    assert.match(
      run.stdout,
      /❗ differs: LongRecordInLists: .*\(cut to 255 of \d+ characters\)\n {3}→ The event is read by itself/,
    );
    assert.match(run.stdout, /1 differs, /);
  });

  it('--output json: one document that its published schema describes', async () => {
    bench.sandbox.setSwitches({ onlineMeeting: 'not made' });
    const run = await prove(['--output', 'json']);
    assert.equal(run.code, EXIT.failed);
    const document = documentOf(run);
    assert.equal(document.mailbox, ORGANIZER);
    const made = document.checks.find(({ code }) => code === 'OnlineMeetingMade');
    assert.equal(made?.result, 'differs');
    assert.deepEqual([document.leftOver, document.problems], [[], []]);
    assert.match(run.stderr, /❗ differs: OnlineMeetingMade/);
  });

  it('an event that cannot be deleted: status 4, with its web link on stderr and in the document', async () => {
    bench.sandbox.setSwitches({ cancelNeedsAttendees: true });
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'DELETE' },
    });
    const run = await prove(['--output', 'json']);
    assert.equal(run.code, EXIT.unsure);
    const document = documentOf(run);
    assert.equal(document.leftOver.length, 1);
    const [link = 'none'] = document.leftOver;
    assert.match(link, /^https:\/\/outlook\./);
    assert.ok(run.stderr.includes(link));
    assert.ok(document.problems.some(({ code }) => code === 'EventLeft'));
    for (const { immutableId } of live(bench)) {
      await bench.sandbox.byHand({ event: immutableId, change: { do: 'delete' } });
    }
  });

  it('without permission: status 1, and why nothing could be tried', async () => {
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'POST' },
    });
    const run = await prove(['--output', 'json']);
    assert.equal(run.code, EXIT.failed);
    const { problems, checks } = documentOf(run);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['ErrorAccessDenied'],
    );
    assert.match(problems[0]?.message ?? '', /^Nothing could be tried: .*Calendars\.ReadWrite/);
    assert.ok(checks.every(({ result }) => result === 'cannot be told'));
  });

  it('without a sign-in: status 1, and no request', async () => {
    bench.sandbox.clearRequests();
    const env = { PATH: bench.env.PATH, HOME: bench.workspace, GRAPH_BASE_URL: bench.env.GRAPH_BASE_URL };
    const run = await prove(['--output', 'json'], { env });
    assert.equal(run.code, EXIT.failed);
    assert.deepEqual(
      documentOf(run).problems.map(({ code }) => code),
      ['GraphNotConfigured'],
    );
    assert.deepEqual(bench.sandbox.requests(), []);
  });

  it('interrupted: what was made is deleted, then status 130 and no document', async () => {
    const run = await prove(['--output', 'json'], { interruptWhen: (said) => said.includes('FoundByKey') });
    assert.equal(run.code, EXIT.interrupted, run.stderr);
    assert.equal(run.stdout, '');
    assert.match(run.stderr, /Interrupted: what was made is being deleted/);
    assert.deepEqual(live(bench), []);
  });

  it('interrupted with an event that cannot be deleted: status 4', async () => {
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'DELETE' },
    });
    const run = await prove([], { interruptWhen: (said) => said.includes('FoundByKey') });
    assert.equal(run.code, EXIT.unsure, run.stderr);
    assert.match(run.stderr, /could not be deleted: .*https:\/\/outlook\./);
    bench.sandbox.setGraphFault(undefined);
    for (const { immutableId } of live(bench)) {
      await bench.sandbox.byHand({ event: immutableId, change: { do: 'delete' } });
    }
  });

  for (const [what, words] of [
    ['no mailbox', ['ses', '--action', 'prove-calendar']],
    ['a mailbox that is none', ['ses', '--action', 'prove-calendar', '--sender-email', 'nobody']],
    [
      'a flag of another action',
      ['ses', '--action', 'prove-calendar', '--sender-email', ORGANIZER, '--dry-run'],
    ],
  ] as const) {
    it(`with ${what}: status 2 and nothing on stdout`, async () => {
      const run = await runCli(words, { cwd: bench.workspace, env: bench.env });
      assert.equal(run.code, EXIT.usage);
      assert.equal(run.stdout, '');
    });
  }

  it('--sandbox proves the one that comes with the program', async () => {
    const run = await prove(['--sandbox', '--output', 'json'], {
      env: { PATH: bench.env.PATH, HOME: bench.workspace },
    });
    assert.ok(run.code === EXIT.done || run.code === EXIT.failed, run.stderr);
    assert.ok(documentOf(run).checks.every(({ seen }) => seen !== ''));
    assert.match(run.stderr, /Sandbox/);
  });
});
