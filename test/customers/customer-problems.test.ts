import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customerProblems, parseCustomerConfig, type ConfigLoad } from '../../src/customers/index.ts';
import { applyEdits, fixesFor, inspectMetadata } from '../../src/metadata/index.ts';
import { FLAT, NOW } from '../metadata/samples.ts';

const CONFIG = `{
  "customer_mappings": {
    "hts": { "customer_name": "Harbor Transit" },
    "htsnonprod": { "customer_name": "Harbor Transit (test)" },
    "broken": { "aws_account_id": "12" }
  }
}`;

function loaded(text = CONFIG): ConfigLoad {
  const { config, problems, entries } = parseCustomerConfig(text, '/w/config.json');
  assert.ok(config && entries);
  return { kind: 'loaded', file: '/w/config.json', config, problems, entries };
}

const inspect = (content: unknown) =>
  inspectMetadata(typeof content === 'string' ? content : JSON.stringify(content), {
    defaultTimeZone: 'America/New_York',
    nowEpochMs: NOW,
  });

describe('what a metadata file says of customers', () => {
  it('is a warning at each code that the configuration does not have, with the nearest it has', () => {
    const inspection = inspect({ ...FLAT, customers: ['hts', 'htsnonprd', 'somebodyelse'] });
    const [near, far, ...more] = customerProblems(inspection, loaded());
    assert.deepEqual(more, []);
    assert.deepEqual(
      [near?.code, near?.severity, near?.path, near?.meant],
      ['CustomerNotInConfig', 'warning', '/customers/1', 'htsnonprod'],
    );
    assert.equal(
      inspection.document.text.slice(near!.range!.offset, near!.range!.offset + near!.range!.length),
      '"htsnonprd"',
    );
    // The key in the configuration, quotes included.
    assert.deepEqual(near?.related, [
      { file: '/w/config.json', message: '“htsnonprod” is configured here.', line: 4, column: 5, length: 12 },
    ]);
    assert.deepEqual([far?.meant, far?.related], [undefined, undefined]);
  });

  it('has the nearest code as its fix, in a list and in a text with commas', () => {
    for (const customers of [['hts', 'htsnonprd'], 'hts, htsnonprd']) {
      const inspection = inspect({ ...FLAT, customers });
      const [problem] = customerProblems(inspection, loaded());
      const [fix] = fixesFor(inspection, problem!);
      const after = inspect(applyEdits(inspection.document.text, fix!.edits));
      assert.deepEqual(after.reading.customerCodes, ['hts', 'htsnonprod']);
      assert.deepEqual(customerProblems(after, loaded()), []);
    }
  });

  it('leads to the entry that cannot be used', () => {
    const [problem] = customerProblems(inspect({ ...FLAT, customers: ['broken'] }), loaded());
    assert.equal(problem?.code, 'ConfigInvalid');
    assert.match(problem.related?.[0]?.message ?? '', /12 digits/);
    assert.equal(problem.related?.[0]?.line, 5);
  });

  it('is checked for friendly names, too', () => {
    const inspection = inspect({
      ...FLAT,
      customers: undefined,
      changeMetadata: { customerNames: ['Harbour Transit'] },
    });
    const [problem] = customerProblems(inspection, loaded());
    assert.deepEqual([problem?.code, problem?.meant], ['CustomerNameUnknown', 'Harbor Transit']);
  });

  it('is nothing without a configuration to compare it with', () => {
    const inspection = inspect({ ...FLAT, customers: ['nobody'] });
    assert.deepEqual(customerProblems(inspection, { kind: 'failed', problems: [] }), []);
    assert.deepEqual(customerProblems(inspection, { kind: 'absent', declared: false, problems: [] }), []);
  });

  it('of a configuration, each entry that cannot be used is a problem at its place', () => {
    const load = loaded();
    assert.ok(load.kind === 'loaded');
    const [problem, ...more] = load.entries?.problems ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(
      [problem?.code, problem?.line, problem?.path],
      ['ConfigInvalid', 5, '/customer_mappings/broken/aws_account_id'],
    );
  });
});
