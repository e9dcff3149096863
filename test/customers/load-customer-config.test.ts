import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadCustomerConfig, type ConfigRequest } from '../../src/customers/index.ts';

const CONFIG = JSON.stringify({ aws_region: 'eu-west-1', customer_mappings: { hts: {} } });

/** Loads with these files there; `asked` lists the paths that were looked at, in order. */
async function load(files: Readonly<Record<string, string | Error>>, request: Partial<ConfigRequest> = {}) {
  const asked: string[] = [];
  const result = await loadCustomerConfig(
    (path) => {
      asked.push(path);
      const content = files[path];
      return content instanceof Error ? Promise.reject(content) : Promise.resolve(content);
    },
    { metadataFile: 'meetings/one.json', workingDirectory: '/repo', ...request },
  );
  return { result, asked };
}

describe('loadCustomerConfig', () => {
  it('takes the file that is named, relative to the working directory, and no other', async () => {
    const files = { '/repo/conf/c.json': CONFIG, '/repo/meetings/config.json': '{}' };
    const { result, asked } = await load(files, { configFile: 'conf/c.json' });
    assert.equal(result.kind === 'loaded' && result.file, '/repo/conf/c.json');
    assert.deepEqual(asked, ['/repo/conf/c.json']);
  });

  it('takes config.json beside the metadata before the one in the working directory', async () => {
    const both = { '/repo/meetings/config.json': CONFIG, '/repo/config.json': CONFIG };
    const first = await load(both);
    assert.equal(first.result.kind === 'loaded' && first.result.file, '/repo/meetings/config.json');
    const second = await load({ '/repo/config.json': CONFIG });
    assert.equal(second.result.kind === 'loaded' && second.result.file, '/repo/config.json');
    assert.deepEqual(second.asked, ['/repo/meetings/config.json', '/repo/config.json']);
  });

  it('looks once where both places are the same, and at an absolute metadata file’s own place', async () => {
    const same = await load({}, { metadataFile: 'one.json', configFile: '' });
    assert.deepEqual(same.asked, ['/repo/config.json']);
    const away = await load({}, { metadataFile: '/else/one.json' });
    assert.deepEqual(away.asked, ['/else/config.json', '/repo/config.json']);
  });

  it('is absent with a warning where there is none: no restrictions are known', async () => {
    const { result } = await load({});
    assert.equal(result.kind === 'absent' && result.declared, false);
    assert.deepEqual(
      result.problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'NoConfigFile']],
    );
    assert.match(
      result.problems[0]?.message ?? '',
      /\/repo\/meetings\/config\.json or \/repo\/config\.json.*no restrictions/,
    );
  });

  it('is absent by decision where the person says none, without looking', async () => {
    const { result, asked } = await load({ '/repo/config.json': CONFIG }, { configFile: 'none' });
    assert.equal(result.kind === 'absent' && result.declared, true);
    assert.deepEqual(asked, []);
    assert.deepEqual(
      result.problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'NoConfigFile']],
    );
  });

  it('fails where the named file is missing, in the Go tool’s words', async () => {
    const { result } = await load({ '/repo/config.json': CONFIG }, { configFile: 'missing.json' });
    assert.equal(result.kind, 'failed');
    assert.deepEqual(result.problems, [
      {
        severity: 'error',
        code: 'ConfigNotRead',
        message:
          'Failed to load config from missing.json: failed to read config file missing.json: open missing.json: no such file or directory',
        path: '',
        file: 'missing.json',
      },
    ]);
  });

  it('fails where a file cannot be read, named or found', async () => {
    const denied = new Error('EACCES: permission denied');
    const named = await load({ '/repo/c.json': denied }, { configFile: 'c.json' });
    assert.equal(named.result.kind, 'failed');
    assert.equal(
      named.result.problems[0]?.message,
      'Failed to load config from c.json: failed to read config file c.json: EACCES: permission denied',
    );
    const found = await load({ '/repo/meetings/config.json': denied, '/repo/config.json': CONFIG });
    assert.equal(found.result.kind, 'failed');
  });

  it('fails where a file is broken, with line and column, in the Go tool’s words', async () => {
    const { result } = await load(
      { '/repo/c.json': '{\n  "customer_mappings": }' },
      { configFile: 'c.json' },
    );
    assert.equal(result.kind, 'failed');
    const problem = result.problems[0];
    assert.match(
      problem?.message ?? '',
      /^Failed to load config from c\.json: failed to parse config file c\.json: c\.json:2:24: This is not valid JSON/,
    );
    assert.deepEqual([problem?.line, problem?.column, problem?.file], [2, 24, 'c.json']);
  });

  it('gives warnings of a usable file with it', async () => {
    const { result } = await load({ '/repo/config.json': '{"customer_mappings": {"hts": {},}}' });
    assert.equal(result.kind, 'loaded');
    assert.deepEqual(
      result.problems.map(({ severity, code, file }) => [severity, code, file]),
      [['warning', 'TrailingComma', '/repo/config.json']],
    );
  });
});
