import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { EXIT, runCommand } from '../../src/terminal/index.ts';
import { memoryIo } from './support/memory-io.ts';

async function run(...words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const memory = memoryIo();
  const code = await runCommand(words, memory.io);
  return { code, stdout: memory.stdout(), stderr: memory.stderr() };
}

const ACTION = ['ses', '--action', 'create-multi-customer-meeting-invite'];

describe('runCommand', () => {
  for (const words of [
    ['help'],
    ['--help'],
    ['-h'],
    ['help', 'ses'],
    ['ses', '--help'],
    ['ses', '-h'],
    ['ses', '--action', 'help'],
    [...ACTION, '--help'],
    ['validate-customers', '--help'],
    ['extract-customers', '-h'],
    ['sandbox', '--help'],
    ['version', '--help'],
    ['help', 'version'],
  ]) {
    it(`prints usage for ${words.join(' ')} on stdout, status 0`, async () => {
      const { code, stdout, stderr } = await run(...words);
      assert.equal(code, EXIT.done);
      assert.equal(stderr, '');
      assert.match(stdout, words[0] === 'version' ? /^CCOE / : /^Usage: ccoe-customer-contact-manager/);
    });
  }

  it('prints the version line', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const { code, stdout } = await run('version');
    assert.equal(code, EXIT.done);
    assert.equal(
      stdout,
      `CCOE Customer Contact Manager v${manifest.version} (commit: unknown, built: unknown)\n`,
    );
    assert.equal((await run('--version')).stdout, stdout);
  });

  it('prints as JSON what decides which moment a wall time is', async () => {
    const { code, stdout } = await run('version', '--output', 'json');
    assert.equal(code, EXIT.done);
    const document = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(document), [
      'version',
      'commit',
      'built',
      'node',
      'timeZoneData',
      'timeZoneChangesKnown',
    ]);
    assert.equal(document.timeZoneData, process.versions.tz);
    assert.match(String(document.timeZoneChangesKnown), /^20\d\d[a-z]$/);
  });

  for (const [words, message] of [
    [[], /^A sub-command is required\.\n\nUsage: /],
    [['sess'], /^Unknown command: sess \(did you mean ses\?\)\n\nUsage: /],
    [['help', 'nothing'], /^Unknown command: nothing\n/],
    [['version', '--short'], /^version takes no flags/],
    [['ses'], /^ses needs --action/],
    [['ses', '--action'], /^ses needs --action/],
    [['ses', '--action', 'bogus'], /^Unknown SES action: bogus\n/],
    [
      ['ses', '--action', 'create-multi-customer-meeting-invit'],
      /^Unknown SES action: create-multi-customer-meeting-invit\nDid you mean create-multi-customer-meeting-invite\?/,
    ],
    [['ses', '--action', 'constructor'], /^Unknown SES action: constructor\n/],
    [
      ['ses', '--action', 'create-ics-invite', '--ics', 'x.ics'],
      /^JSON metadata file is required for create-ics-invite action$/m,
    ],
    [
      ['ses', '--action', 'cancel-multi-customer-meeting-invite'],
      /^JSON metadata file is required for cancel-multi-customer-meeting-invite action$/m,
    ],
    [[...ACTION, '--test-recipient', 'nobody'], /^--test-recipient takes one e-mail address/],
    [ACTION, /^Topic name is required for create-multi-customer-meeting-invite action$/m],
    [[...ACTION, '--bogus'], /^Unknown flag --bogus/],
    [[...ACTION, '--dry-run', 'true'], /--dry-run=true/],
    [[...ACTION, '--ics'], /^--ics needs a value after it\.$/m],
    [['extract-customers'], /^JSON metadata file is required for extract-customers$/m],
    [['extract-customers', 'file.json'], /"file\.json" belongs to no flag/],
    [['validate-customers', '--customer-timeout', '60'], /^--customer-timeout takes a duration/],
    [['sandbox', '--port', 'http'], /^--port takes a whole number/],
  ] as const) {
    it(`refuses "${words.join(' ')}" with status 2 and nothing on stdout`, async () => {
      const { code, stdout, stderr } = await run(...words);
      assert.equal(code, EXIT.usage);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }

  it('shows the control characters of a wrong word instead of obeying them', async () => {
    for (const words of [
      ['\u001b[2J'],
      ['ses', '--action', '\u001b[2J'],
      ['extract-customers', '\u001b[2J'],
    ]) {
      assert.doesNotMatch((await run(...words)).stderr, /\u001b/); // eslint-disable-line no-control-regex
    }
  });

  it('lists every flag that exists in its help, and none that does not', async () => {
    const { stdout } = await run('ses', '--help');
    for (const flag of [
      'topic-name',
      'sender-email',
      'confirm',
      'sandbox',
      'ics',
      'test-recipient',
      'comment',
    ]) {
      assert.match(stdout, new RegExp(`^  --${flag}\\b`, 'm'));
    }
    assert.match(stdout, /default 10s/);
    for (const action of stdout.split(/^--action /m).slice(1, 3))
      assert.match(action, /^ {2}--update-metadata\b/m);
  });
});
