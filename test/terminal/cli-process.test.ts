import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { inviteDocumentSchema } from '../../src/documents/index.ts';
import { customer, openBench, type Bench } from './support/bench.ts';
import { slowGraph } from './support/slow-graph.ts';
import { builtCli } from './support/built-cli.ts';
import { runCli } from './support/spawn-cli.ts';

const people = (code: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `p${index}@${code}.example`);

describe('Ctrl-C', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example']), customer(2, ['bob@two.example'])]);
  });
  after(() => bench.close());

  for (const words of [[], ['--dry-run'], ['--output', 'json']]) {
    it(`ends a hanging query within a second, status 130, nothing sent: ${words.join(' ')}`, async () => {
      bench.sandbox.setFault('c2', { kind: 'hanging' });
      bench.sandbox.clearRequests();
      const run = await bench.invite(words, { interruptWhen: (said) => said.includes('📧 Customer c1') });
      bench.sandbox.setFault('c2', undefined);
      assert.equal(run.code, EXIT.interrupted);
      assert.ok(run.afterSignalMs > 0 && run.afterSignalMs < 1000, `took ${run.afterSignalMs} ms`);
      assert.match(run.stderr, /Interrupted: nothing was sent\./);
      if (words.includes('json')) assert.equal(run.stdout, '');
      assert.deepEqual(
        bench.sandbox.requests().filter(({ service }) => service === 'graph'),
        [],
      );
    });
  }

  it('twice ends at once', async () => {
    bench.sandbox.setFault('c2', { kind: 'hanging' });
    const run = await bench.invite([], {
      interruptWhen: (said) => said.includes('📧 Customer c1'),
      twice: true,
    });
    bench.sandbox.setFault('c2', undefined);
    assert.equal(run.code, EXIT.interrupted);
  });

  it('ends validate-customers as well', async () => {
    bench.sandbox.setFault('c2', { kind: 'hanging' });
    const run = await runCli(['validate-customers', '--config-file', 'config.json'], {
      cwd: bench.workspace,
      env: bench.env,
      interruptWhen: (said) => said.includes('✅ c1'),
    });
    bench.sandbox.setFault('c2', undefined);
    assert.equal(run.code, EXIT.interrupted);
    assert.ok(run.afterSignalMs < 1000);
  });
});

describe('a write under way', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, people('one', 300)), customer(2, people('two', 300))]);
  });
  after(() => bench.close());

  it('is finished after Ctrl-C; status 4 while something is left undone; running again finishes it', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const graph = await slowGraph(bench.sandbox.url, async () => {
      await held;
      return 'pass';
    });
    try {
      const env = { ...bench.env, GRAPH_BASE_URL: graph.url };
      const run = await bench.inviteJson([], {
        env,
        interruptAt: graph.firstWrite,
        interruptWhen: (said) => {
          if (said.includes('Stopping…')) release();
          return false;
        },
      });
      assert.equal(run.code, EXIT.unsure, run.stderr);
      assert.match(run.stderr, /again is safe|[Rr]un(ning)? (it )?again/);
      assert.equal(run.document.events.length, 1);
      assert.equal(bench.sandbox.events().length, 1);

      const again = await bench.inviteJson();
      assert.equal(again.code, EXIT.done, again.stderr);
      assert.deepEqual(
        again.document.events.map(({ status, attendees }) => [status, attendees]),
        [
          ['unchanged', 300],
          ['created', 300],
        ],
      );
      assert.equal(bench.sandbox.events().length, 2);
    } finally {
      await graph.close();
    }
  });
});

describe('a send whose answer is lost', () => {
  it('ends with status 0 or 4, never 1, and leaves one meeting', async () => {
    const bench = await openBench([customer(1, ['ann@one.example'])]);
    const graph = await slowGraph(bench.sandbox.url, () => Promise.resolve('lose'));
    try {
      const run = await bench.inviteJson([], { env: { ...bench.env, GRAPH_BASE_URL: graph.url } });
      assert.ok(run.code === EXIT.done || run.code === EXIT.unsure, `${run.code}: ${run.stderr}`);
      assert.equal(bench.sandbox.events().length, 1);
      const again = await bench.inviteJson();
      assert.equal(again.document.events[0]?.status, 'unchanged');
      assert.equal(bench.sandbox.events().length, 1);
    } finally {
      await graph.close();
      await bench.close();
    }
  });
});

describe('the lines of thirty customers', () => {
  it('never interleave, and each customer is there once', async () => {
    const bench = await openBench(
      Array.from({ length: 30 }, (_, index) => customer(index + 1, people(`c${index}`, 5))),
    );
    try {
      for (const { code } of bench.sandbox.scenario.customers) bench.sandbox.setLatency(code, 20);
      const { code, lines } = await bench.invite(['--dry-run']);
      assert.equal(code, EXIT.done);
      const known =
        /^$|^(CCOE |📋 |DRY RUN: |🔍 |✅ |👥 |📧 Customer c\d+: found 5 recipients$|📊 Aggregation complete: 150 unique recipients from 30 customers \(30 successful, 0 errors\)$|📝 |🕙 |📍 |🔑 |🙈 |📬 |⚠️ {2}| {3}p\d@c\d+\.example \(c\d+\)$|Fingerprint: [0-9a-f]{64}-[0-9a-f]{32}$)/;
      for (const line of lines) assert.match(line, known);
      for (let index = 1; index <= 30; index++) {
        assert.equal(lines.filter((line) => line === `🔍 Querying customer: c${index}`).length, 1);
        assert.equal(lines.filter((line) => line === `📧 Customer c${index}: found 5 recipients`).length, 1);
      }
    } finally {
      await bench.close();
    }
  });
});

describe('the process', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example'])]);
  });
  after(() => bench.close());

  it('works on with a reader that goes away', async () => {
    const run = await bench.invite([], { onStart: (closeStdout) => closeStdout() });
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.equal(run.stderr, '');
    assert.equal(bench.sandbox.events().length, 1);
  });

  it('runs in its own sandbox, whatever the environment says, and finds its meeting again', async () => {
    const env = {
      PATH: bench.env.PATH,
      HOME: bench.workspace,
      XDG_STATE_HOME: `${bench.workspace}/state`,
      TMPDIR: bench.workspace,
      AWS_PROFILE: 'not-there',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: 'eu-north-1',
      GRAPH_BASE_URL: 'https://graph.example.com',
      AZURE_TENANT_ID: 't',
    };
    const cwd = new URL('../../src/sandbox/sample-workspace/', import.meta.url).pathname;
    const words = [
      ...[
        'ses',
        '--action',
        'create-multi-customer-meeting-invite',
        '--topic-name',
        'aws-calendar',
        '--sandbox',
      ],
      ...[
        '--json-metadata',
        'test-multi-customer-meeting-metadata.json',
        '--sender-email',
        'a@meetings.example',
      ],
    ];
    const first = await runCli(words, { cwd, env });
    assert.equal(first.code, EXIT.done, first.stderr);
    const sandboxLines = first.lines.flatMap((line, index) => (line.includes('Sandbox') ? [index] : []));
    assert.equal(sandboxLines[0], 2, 'said before anything else');
    const creating = first.lines.findIndex((line) => line.startsWith('📅 Creating new meeting'));
    assert.ok((sandboxLines[1] ?? 1e9) < creating, 'and again before the send');
    const second = await runCli([...words, '--output', 'json'], { cwd, env });
    const document = inviteDocumentSchema.parse(JSON.parse(second.stdout));
    assert.equal(document.events[0]?.status, 'unchanged');
    assert.ok(first.stdout.includes(document.events[0].id ?? 'no id'));
    assert.ok(existsSync(`${bench.workspace}/state/customer-meetings/sandbox/calendar.json`));
    const left = readdirSync(bench.workspace).filter((name) => name.startsWith('customer-meetings-sandbox-'));
    assert.deepEqual(left, [], 'its AWS files are gone');
  });

  it('tells details, and no secrets, with --log-level debug', async () => {
    const run = await bench.invite(['--dry-run', '--log-level', 'debug']);
    assert.equal(run.code, EXIT.done);
    assert.match(run.stderr, /c1: page 1, 1 recipients/);
    assert.doesNotMatch(run.stdout + run.stderr, /bench-graph-token/);
    assert.doesNotMatch(run.stderr, /ann@one\.example/);
  });

  const old = ['/usr/bin/node', '/usr/local/bin/node', '/bin/node'].find((path) => {
    return existsSync(path) && execFileSync(path, ['--version'], { encoding: 'utf8' }).startsWith('v20.');
  });
  if (old !== undefined) {
    it('runs under Node 20, without a word of warning', async () => {
      const run = await bench.invite(['--dry-run'], { node: old });
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.equal(run.stderr, '');
      const version = await runCli(['version'], { cwd: '/', env: {}, node: old });
      assert.equal(version.code, EXIT.done);
      assert.equal(version.stderr, '');
    });
  }

  it('starts without loading AWS or Graph code', async () => {
    const program = await builtCli();
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const [, next = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|\} from|export .* from)[^"(]*"(\.[^"]+)"/gm,
      )) {
        load(join(dirname(file), next));
      }
    };
    load(program);
    const bytes = [...loaded].reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(bytes < 100_000, `${loaded.size} files, ${bytes} bytes before anything is asked for`);
    for (const file of loaded)
      assert.doesNotMatch(readFileSync(file, 'utf8'), /ListContactsCommand|https:\/\/graph\.microsoft/);
  });
});

describe('validate-customers', () => {
  it('has one line a customer, the summary, and status 1 when one failed', async () => {
    const bench = await openBench([customer(1, []), customer(2, [])]);
    try {
      const where = { cwd: bench.workspace, env: bench.env };
      const good = await runCli(['validate-customers'], where);
      assert.equal(good.code, EXIT.done, good.stderr);
      assert.match(
        good.stdout,
        /^✅ c1 \(Customer c1\): account 111122230001, list customer-contacts, topic aws-calendar · /m,
      );
      assert.match(good.stdout, /\nValidation complete: 2 successful, 0 errors\n$/);
      bench.sandbox.setFault('c2', { kind: 'denied' });
      const bad = await runCli(
        ['validate-customers', '--config-file', 'config.json', '--max-attempts', '1'],
        where,
      );
      assert.equal(bad.code, EXIT.failed);
      assert.match(bad.stdout, /^❌ c2 /m);
      assert.match(bad.stdout, /\nValidation complete: 1 successful, 1 errors\n$/);
      const missing = await runCli(['validate-customers', '--config-file', 'none.json'], where);
      assert.equal(missing.code, EXIT.failed);
      assert.match(missing.stderr, /Failed to load config from none\.json/);
      assert.deepEqual(
        bench.sandbox.requests().filter(({ write }) => write),
        [],
      );
    } finally {
      await bench.close();
    }
  });
});
