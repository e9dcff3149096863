import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';
import { runCli, type CliRun } from './support/spawn-cli.ts';

const START_FILE = '# the start file of a shell\n';

describe('files of a repository that are not what they seem', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example'])]);
    mkdirSync(join(bench.workspace, 'repo'));
  });
  after(() => bench.close());
  beforeEach(() => {
    rmSync(join(bench.workspace, 'repo'), { recursive: true });
    mkdirSync(join(bench.workspace, 'repo'));
    bench.write('repo/meeting.json', { ...METADATA, meetingTitle: 'Sync $(touch PWNED)', customers: ['c1'] });
    bench.write('.profile', START_FILE);
  });
  const at = (name: string): string => join(bench.workspace, 'repo', name);
  const ics = (words: readonly string[] = []): Promise<CliRun> =>
    runCli(
      [
        ...['ses', '--action', 'create-ics-invite', '--json-metadata', 'repo/meeting.json'],
        ...['--sender-email', 'cloud-team@meetings.example', ...words],
      ],
      { cwd: bench.workspace, env: bench.env },
    );
  const startFile = (): string => readFileSync(join(bench.workspace, '.profile'), 'utf8');

  it('create-ics-invite writes nothing through a link, whoever named it', async () => {
    symlinkSync('../.profile', at('meeting.ics'));
    const unnamed = await ics();
    assert.equal(unnamed.code, EXIT.failed);
    assert.match(unnamed.stderr, /meeting\.ics could not be written: a link has that name.*--ics FILE/);
    const named = await ics(['--ics', 'repo/meeting.ics']);
    assert.equal(named.code, EXIT.failed);
    assert.match(named.stderr, /a link has that name/);
    assert.equal(startFile(), START_FILE);
    assert.ok(lstatSync(at('meeting.ics')).isSymbolicLink());
  });

  it('--ics and --preview write nothing through a link, and nothing is sent then', async () => {
    symlinkSync('../.profile', at('out'));
    for (const flag of ['--ics', '--preview']) {
      const run = await bench.invite([flag, 'repo/out']);
      assert.equal(run.code, EXIT.failed);
      assert.match(run.stderr, /Nothing was sent, because .* a link has that name/);
    }
    assert.equal(startFile(), START_FILE);
    assert.deepEqual(bench.sandbox.events(), []);
  });

  it('only regular files are written over', async () => {
    mkdirSync(at('folder.ics'));
    execFileSync('mkfifo', [at('pipe.ics')]);
    for (const [name, kind] of [
      [at('folder.ics'), 'a directory'],
      [at('pipe.ics'), 'a named pipe'],
      ['/dev/null', 'a device'],
    ] as const) {
      const run = await ics(['--ics', name]);
      assert.equal(run.code, EXIT.failed);
      assert.ok(run.stderr.includes(`${kind} has that name`), run.stderr);
    }
  });

  it('the name that nobody gave is never written over, unless the file was made here', async () => {
    const foreign = 'BEGIN:VCALENDAR\r\nPRODID:-//Somebody//Else//EN\r\nEND:VCALENDAR\r\n';
    writeFileSync(at('meeting.ics'), foreign);
    const refused = await ics();
    assert.equal(refused.code, EXIT.failed);
    assert.match(refused.stderr, /it was not made here; name the file with --ics FILE/);
    assert.equal(readFileSync(at('meeting.ics'), 'utf8'), foreign);
    assert.equal((await ics(['--ics', 'repo/meeting.ics'])).code, EXIT.done);
    const own = readFileSync(at('meeting.ics'), 'utf8');
    assert.match(own, /PRODID:-\/\/customer-meetings/);
    assert.equal((await ics()).code, EXIT.done, 'one of our own is brought up to date');
  });

  it('files with addresses in them are for this user only', async () => {
    writeFileSync(at('p.html'), 'old', { mode: 0o644 });
    const run = await bench.invite(['--dry-run', '--ics', 'repo/m.ics', '--preview', 'repo/p.html']);
    assert.equal(run.code, EXIT.done, run.stderr);
    for (const name of ['m.ics', 'p.html']) assert.equal(statSync(at(name)).mode & 0o777, 0o600);
  });

  it('what is no regular file is refused as configuration or metadata, at once and by name', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    mkdirSync(at('folder'));
    writeFileSync(at('huge'), '');
    truncateSync(at('huge'), 30_000_000_000);
    for (const [target, words] of [
      ['/dev/ptmx', 'it is a device'],
      ['/dev/zero', 'it is a device'],
      [at('pipe'), 'it is a named pipe'],
      [at('folder'), 'it is a directory'],
      [at('huge'), 'it is larger than 32,000,000 bytes'],
    ] as const) {
      rmSync(at('config.json'), { force: true });
      symlinkSync(target, at('config.json'));
      const run = await bench.invite(['--json-metadata', 'repo/meeting.json', '--dry-run']);
      assert.equal(run.code, EXIT.failed, target);
      assert.ok(run.stderr.includes(words), run.stderr);
      const metadata = await bench.invite(['--json-metadata', target, '--dry-run']);
      assert.equal(metadata.code, EXIT.failed, target);
      assert.ok(metadata.stderr.includes(words), metadata.stderr);
    }
  });

  it('a metadata file keeps its mode; a link to one is followed inside the folders that the run is about', async () => {
    bench.write('repo/real.json', { ...METADATA, changeId: 'CHG-LINKED', customers: ['c1'] });
    execFileSync('chmod', ['640', at('real.json')]);
    symlinkSync('real.json', at('link.json'));
    const words = ['--json-metadata', 'repo/link.json', '--update-metadata'];
    const run = await bench.invite(words);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /^✍️/m);
    assert.ok(lstatSync(at('link.json')).isSymbolicLink());
    assert.match(readFileSync(at('real.json'), 'utf8'), /meeting_scheduled/);
    assert.equal(statSync(at('real.json')).mode & 0o777, 0o640);
  });

  it('a link to a metadata file elsewhere is read, and the reason is said why it is not written', async () => {
    const text = JSON.stringify({ ...METADATA, changeId: 'CHG-ELSEWHERE', customers: ['c1'] });
    bench.write('outside.json', text);
    symlinkSync('../outside.json', at('link.json'));
    const run = await bench.invite(
      [
        ...['--json-metadata', 'link.json', '--update-metadata'],
        ...['--config-file', join(bench.workspace, 'config.json')],
      ],
      { cwd: join(bench.workspace, 'repo') },
    );
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /was not brought up to date: it is a link to .*outside\.json, which is outside/);
    assert.equal(readFileSync(join(bench.workspace, 'outside.json'), 'utf8'), text);
  });

  it('a metadata file that is read-only is left alone, and that is the reason given', async () => {
    const text = JSON.stringify({ ...METADATA, changeId: 'CHG-READ-ONLY', customers: ['c1'] });
    bench.write('repo/fixed.json', text);
    execFileSync('chmod', ['444', at('fixed.json')]);
    const run = await bench.invite(['--json-metadata', 'repo/fixed.json', '--update-metadata']);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /was not brought up to date: it is read-only\./);
    assert.equal(readFileSync(at('fixed.json'), 'utf8'), text);
  });

  it('the join link goes into the calendar file by the same door', async () => {
    bench.write('repo/joined.json', { ...METADATA, changeId: 'CHG-JOINED', customers: ['c1'] });
    const run = await bench.invite(['--json-metadata', 'repo/joined.json', '--ics', 'repo/joined.ics']);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(readFileSync(at('joined.ics'), 'utf8'), /Join the online meeting/);
    assert.equal(statSync(at('joined.ics')).mode & 0o777, 0o600);
    assert.ok(!existsSync(join(bench.workspace, 'PWNED')));
  });
});
