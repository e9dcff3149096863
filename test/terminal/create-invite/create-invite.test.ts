import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inviteDocumentSchema } from '../../../src/documents/index.ts';
import { EXIT, runCommand } from '../../../src/terminal/index.ts';
import { memoryIo } from '../support/memory-io.ts';

/** What is said before anybody is asked; no network, no disk. */

const METADATA = JSON.stringify({
  object_type: 'change',
  changeId: 'CHG-1',
  changeTitle: 'T',
  customers: ['hts'],
  implementationStart: '2030-04-12T21:00:00-04:00',
  implementationEnd: '2030-04-12T23:00:00-04:00',
  timezone: 'America/New_York',
});
const CONFIG = JSON.stringify({ customer_mappings: {} });
const GRAPH = { GRAPH_BASE_URL: 'http://127.0.0.1:9', GRAPH_ACCESS_TOKEN: 'secret-token-value' };
const INVITE = [
  ...['ses', '--action', 'create-multi-customer-meeting-invite', '--topic-name', 'aws-calendar'],
  ...['--json-metadata', 'm.json', '--sender-email', 'org@example.com'],
];

async function run(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const memory = memoryIo({ files, env });
  const code = await runCommand([...INVITE, ...words], memory.io);
  return { code, stdout: memory.stdout(), stderr: memory.stderr() };
}

const here = (name: string): string => `/somewhere/${name}`;

describe('create-multi-customer-meeting-invite, before anybody is asked', () => {
  for (const [name, files, env, words, said] of [
    ['a missing file', {}, GRAPH, [], /failed to read metadata file m\.json: no such file/],
    ['a file that is no JSON', { 'm.json': '{' }, GRAPH, ['--config-file', 'none'], /m\.json:1:/],
    [
      'no sign-in',
      { 'm.json': METADATA, 'config.json': CONFIG },
      {},
      [],
      /AZURE_TENANT_ID.*GRAPH_ACCESS_TOKEN.*--sandbox/,
    ],
    [
      'half a sign-in',
      { 'm.json': METADATA, 'config.json': CONFIG },
      { AZURE_TENANT_ID: 't' },
      [],
      /AZURE_CLIENT_ID/,
    ],
    [
      'a refused Graph address',
      { 'm.json': METADATA, 'config.json': CONFIG },
      { ...GRAPH, GRAPH_BASE_URL: 'https://graph.example.com' },
      [],
      /GRAPH_BASE_URL/,
    ],
    [
      'a refused Graph address in a dry run',
      { 'm.json': METADATA, 'config.json': CONFIG },
      { ...GRAPH, GRAPH_BASE_URL: 'http://graph.microsoft.com' },
      ['--dry-run'],
      /GRAPH_BASE_URL/,
    ],
    [
      'no config',
      { 'm.json': METADATA },
      GRAPH,
      [],
      /Add one, name it with --config-file FILE, or say --config-file none/,
    ],
    [
      'a named config that is missing',
      { 'm.json': METADATA },
      GRAPH,
      ['--config-file', 'other.json', '--dry-run'],
      /Failed to load config from other\.json: failed to read config file other\.json/,
    ],
    [
      'a customer the meeting does not have',
      { 'm.json': METADATA, 'config.json': CONFIG },
      GRAPH,
      ['--customer-code', 'other'],
      /other is not a customer of this meeting/,
    ],
  ] as const) {
    it(`ends with status 1 for ${name}, with a sentence and a whole document`, async () => {
      const placed = Object.fromEntries(Object.entries(files).map(([file, text]) => [here(file), text]));
      const text = await run(placed, env, ...words);
      assert.equal(text.code, EXIT.failed);
      assert.match(text.stderr, said);
      assert.match(text.stdout, /^CCOE Customer Contact Manager v[^\n]+\n\n/);
      assert.doesNotMatch(text.stderr, /\n {4}at /, 'a stack trace');
      const json = await run(placed, env, ...words, '--output', 'json');
      assert.equal(json.code, EXIT.failed);
      const document = inviteDocumentSchema.parse(JSON.parse(json.stdout));
      assert.ok(document.problems.some(({ severity }) => severity === 'error'));
      assert.deepEqual(document.events, []);
      assert.doesNotMatch(text.stdout + text.stderr + json.stdout + json.stderr, /secret-token-value/);
    });
  }

  it('prints upstream’s first lines in upstream’s order', async () => {
    const files = { [here('m.json')]: METADATA, [here('config.json')]: CONFIG };
    const dry = await run(files, {}, '--dry-run', '--force-update');
    assert.deepEqual(dry.stdout.split('\n').slice(2, 4), [
      '📋 Extracted customer codes from metadata: [hts]',
      'DRY RUN: Would create multi-customer meeting invite for topic aws-calendar using metadata m.json from org@example.com for customers: [hts] (force-update: true)',
    ]);
    const real = await run(files, GRAPH);
    assert.equal(
      real.stdout.split('\n')[3],
      '📅 Creating multi-customer meeting invite for topic aws-calendar using metadata m.json from org@example.com for customers: [hts] (force-update: false)',
    );
  });

  it('is interrupted before anything happens when it was interrupted already', async () => {
    const controller = new AbortController();
    controller.abort(new Error('interrupted'));
    const memory = memoryIo({
      files: { [here('m.json')]: METADATA, [here('config.json')]: CONFIG },
      signal: controller.signal,
    });
    assert.equal(await runCommand([...INVITE, '--dry-run', '--output', 'json'], memory.io), EXIT.interrupted);
    assert.equal(memory.stdout(), '', 'no document when interrupted');
    assert.match(memory.stderr(), /Interrupted: nothing was sent\./);
  });
});
