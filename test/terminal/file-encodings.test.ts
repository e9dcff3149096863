import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** How editors and shells write a text. */
const ENCODINGS = {
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'UTF-16 LE': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 BE': (text: string) => swapped(`\uFEFF${text}`),
} as const;

describe('metadata in the encodings that people have', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example'])]);
  });
  after(() => bench.close());
  const bytesOf = (name: string): Buffer => readFileSync(join(bench.workspace, name));
  const text = (id: string): string =>
    JSON.stringify(
      { ...METADATA, changeId: id, meetingTitle: 'Schlüssel für Zürich 🔑', customers: ['c1'] },
      undefined,
      '\t',
    ).replaceAll('\n', '\r\n') + '\r\n';

  for (const [name, encode] of Object.entries(ENCODINGS)) {
    it(`${name} with CRLF is sent as it reads, and --update-metadata only inserts bytes`, async () => {
      const before = encode(text(`CHG-${name}`));
      writeFileSync(join(bench.workspace, 'm.json'), before);
      const words = ['--json-metadata', 'm.json', '--update-metadata'];
      const { code, document, stderr } = await bench.inviteJson(words);
      assert.equal(code, EXIT.done, stderr);
      assert.equal(document.events[0]?.subject, 'Schlüssel für Zürich 🔑');
      assert.ok(document.problems.some((problem) => problem.code === 'ByteOrderMark'));

      const after = bytesOf('m.json');
      let start = 0;
      while (after[start] === before[start]) start += 1;
      const rest = before.length - start;
      assert.ok(start > before.length * 0.8);
      assert.deepEqual(after.subarray(after.length - rest), before.subarray(start), 'the rest stays');
      const unit = name.startsWith('UTF-16') ? 2 : 1;
      assert.equal((after.length - before.length) % unit, 0);

      assert.equal((await bench.inviteJson(words)).document.events[0]?.status, 'unchanged');
      assert.deepEqual(bytesOf('m.json'), after, 'and once is enough');
    });
  }

  it('a configuration in UTF-16 is read, one in Windows-1252 refused with its place', async () => {
    const config = readFileSync(join(bench.workspace, 'config.json'), 'utf8').replaceAll(
      'Customer c1',
      'Zürich',
    );
    writeFileSync(join(bench.workspace, 'wide.json'), ENCODINGS['UTF-16 LE'](config));
    const wide = await bench.inviteJson(['--dry-run', '--config-file', 'wide.json']);
    assert.equal(wide.document.customers[0]?.customerName, 'Zürich');
    writeFileSync(join(bench.workspace, 'western.json'), Buffer.from(config, 'latin1'));
    const western = await bench.inviteJson(['--dry-run', '--config-file', 'western.json']);
    assert.equal(western.code, EXIT.failed);
    const problem = western.document.problems.find(({ code }) => code === 'ConfigNotRead');
    const lines = config.slice(0, config.indexOf('Zürich') + 1).split('\n');
    assert.deepEqual([problem?.line, problem?.column], [lines.length, (lines.at(-1) ?? '').length + 1]);
  });

  it('Windows-1252 is refused with its place and the cure, unsent and unchanged', async () => {
    const bytes = Buffer.from(text('CHG-LATIN').replace(' 🔑', ''), 'latin1');
    writeFileSync(join(bench.workspace, 'latin1.json'), bytes);
    const before = bench.sandbox.events().length;
    const { code, document, stderr } = await bench.inviteJson([
      ...['--json-metadata', 'latin1.json', '--update-metadata'],
    ]);
    assert.equal(code, EXIT.failed);
    const [problem] = document.problems;
    assert.equal(problem?.code, 'FileNotUtf8');
    assert.match(
      stderr,
      /most likely Windows-1252 \(Latin-1\) \(byte 0xFC at line \d+, column \d+\)\. Save it as UTF-8/,
    );
    const lines = text('CHG-LATIN').slice(0, text('CHG-LATIN').indexOf('ü')).split('\r\n');
    assert.deepEqual([problem.line, problem.column], [lines.length, (lines.at(-1) ?? '').length + 1]);
    assert.equal(bench.sandbox.events().length, before);
    assert.deepEqual(bytesOf('latin1.json'), bytes);
  });
});
