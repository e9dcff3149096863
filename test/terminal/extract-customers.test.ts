import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extractDocumentSchema } from '../../src/terminal/documents/extract-document.ts';
import { EXIT, runCommand } from '../../src/terminal/index.ts';
import { memoryIo } from './support/memory-io.ts';

const FLAT = JSON.stringify({
  object_type: 'change',
  changeTitle: 'T',
  customers: ['HTS', ' htsnonprod ', 'hts'],
});

async function run(
  text: string | undefined,
  ...words: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const memory = memoryIo(text === undefined ? {} : { files: { '/somewhere/m.json': text } });
  const code = await runCommand(['extract-customers', ...words], memory.io);
  return { code, stdout: memory.stdout(), stderr: memory.stderr() };
}

describe('extract-customers', () => {
  it('prints the codes, one a line, and nothing else on stdout', async () => {
    for (const flag of ['--json-metadata', '--input-file', '-json-metadata']) {
      const { code, stdout } = await run(FLAT, flag, 'm.json');
      assert.equal(stdout, 'hts\nhtsnonprod\n');
      assert.equal(code, EXIT.done);
    }
  });

  it('prints codes, shape and problems as a document', async () => {
    const { code, stdout } = await run(FLAT, '--json-metadata', 'm.json', '--output', 'json');
    const document = extractDocumentSchema.parse(JSON.parse(stdout));
    assert.deepEqual(document.customerCodes, ['hts', 'htsnonprod']);
    assert.equal(document.shape, 'flat');
    assert.ok(document.problems.length > 0, 'a change without a start has problems');
    assert.equal(code, EXIT.done);
  });

  for (const [name, text] of [
    ['a file without codes', '{"changeTitle": "T"}'],
    ['a file that is no JSON', '{"customers": ['],
    ['an empty file', ''],
    ['no file', undefined],
  ] as const) {
    it(`fails on ${name}, and says so on stderr`, async () => {
      const { code, stdout, stderr } = await run(text, '--json-metadata', 'm.json');
      assert.equal(code, EXIT.failed);
      assert.equal(stdout, '');
      assert.match(stderr, /m\.json/);
      const json = await run(text, '--json-metadata', 'm.json', '--output=json');
      assert.deepEqual(extractDocumentSchema.parse(JSON.parse(json.stdout)).customerCodes, []);
      assert.equal(json.code, EXIT.failed);
    });
  }

  it('looks names up in the config.json beside the file', async () => {
    const config = { customer_mappings: { aur: { customer_name: 'Aurora Health', region: 'eu-west-1' } } };
    const named = (name: string): string =>
      JSON.stringify({ changeMetadata: { title: 'T', customerNames: [name] } });
    const look = async (files: Record<string, string>) => {
      const memory = memoryIo({ files });
      const code = await runCommand(['extract-customers', '--json-metadata', 'm.json'], memory.io);
      return [code, memory.stdout(), memory.stderr()] as const;
    };
    const files = {
      '/somewhere/m.json': named(' aurora  health'),
      '/somewhere/config.json': JSON.stringify(config),
    };
    assert.deepEqual((await look(files)).slice(0, 2), [EXIT.done, 'aur\n']);
    const unknown = await look({ ...files, '/somewhere/m.json': named('Borealis') });
    assert.deepEqual(unknown.slice(0, 2), [EXIT.failed, '']);
    assert.match(unknown[2], /m\.json:1:\d+: .*“Borealis”/);
    const broken = await look({ ...files, '/somewhere/config.json': '{' });
    assert.equal(broken[0], EXIT.failed);
    assert.match(broken[2], /config\.json/);
  });
});
