import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCustomerConfig } from '../../src/customers/parse-customer-config.ts';
import { resolveCustomerNames, type ConfigLoad } from '../../src/customers/index.ts';
import { readMetadata } from '../../src/metadata/index.ts';

const CONFIG_TEXT = JSON.stringify({
  customer_mappings: {
    aur: { customer_name: 'Aurora Group' },
    blu: { customer_name: 'Bluewater, Inc.' },
    mcg: { customer_name: 'Example Media' },
    twin1: { customer_name: 'Twin' },
    twin2: { customer_name: ' twin ' },
    none: {},
  },
});

function loaded(): ConfigLoad {
  const { config, problems } = parseCustomerConfig(CONFIG_TEXT, 'config.json');
  assert.ok(config !== undefined);
  return { kind: 'loaded', file: '/w/config.json', config, problems };
}

function read(change: object, top: object = {}) {
  const file = {
    changeId: 'C',
    changeMetadata: {
      title: 'T',
      schedule: { implementationStart: '2025-11-02T10:00', timezone: 'America/New_York' },
      ...change,
    },
    ...top,
  };
  const text = JSON.stringify(file, null, 2);
  const reading = readMetadata(text, { file: 'm.json', defaultTimeZone: 'UTC', nowEpochMs: 0 });
  return { text, reading };
}

describe('resolveCustomerNames', () => {
  it('finds the codes by customer_name, whatever case and blanks', () => {
    const { reading } = read({ customerNames: ['aurora  group', 'Bluewater, Inc.', 'AURORA GROUP'] });
    const resolved = resolveCustomerNames(reading, loaded());
    assert.deepEqual(resolved.customerCodes, ['aur', 'blu']);
    assert.deepEqual(resolved.meeting?.customerCodes, ['aur', 'blu']);
    assert.deepEqual(resolved.problems, reading.problems);
  });

  it('quotes a name that no customer has, at its place, with the nearest one', () => {
    const { text, reading } = read({ customerNames: ['Aurora Group', 'Bluewater Inc.'] });
    const resolved = resolveCustomerNames(reading, loaded());
    assert.equal(resolved.meeting, undefined);
    const [problem] = resolved.problems;
    assert.equal(problem?.severity, 'error');
    assert.equal(problem.code, 'CustomerNameUnknown');
    assert.equal(problem.path, '/changeMetadata/customerNames/1');
    assert.equal(problem.file, 'm.json');
    assert.ok(problem.range !== undefined);
    assert.equal(
      text.slice(problem.range.offset, problem.range.offset + problem.range.length),
      '"Bluewater Inc."',
    );
    assert.match(problem.message, /“Bluewater Inc\.”.*Did you mean “Bluewater, Inc\.”\?/);
    assert.deepEqual(resolved.customerCodes, ['aur'], 'the others are known all the same');
  });

  it('takes no code for a name, but says that there is such a code', () => {
    const { reading } = read({ customerName: 'MCG' });
    const [problem] = resolveCustomerNames(reading, loaded()).problems;
    assert.equal(problem?.code, 'CustomerNameUnknown');
    assert.match(problem.message, /“MCG”.*a customer with the code mcg.*“customerCodes”/);
  });

  it('asks which of two customers of one name is meant', () => {
    const { reading } = read({ customerName: 'Twin' });
    const resolved = resolveCustomerNames(reading, loaded());
    assert.equal(resolved.meeting, undefined);
    assert.equal(resolved.problems[0]?.code, 'CustomerNameAmbiguous');
    assert.match(resolved.problems[0].message, /twin1 and twin2/);
  });

  it('needs a configuration', () => {
    const { reading } = read({ customerName: 'Twin' });
    const resolved = resolveCustomerNames(reading, { kind: 'absent', declared: false, problems: [] });
    assert.equal(resolved.meeting, undefined);
    assert.match(resolved.problems[0]?.message ?? '', /“Twin”.*no config\.json/);
  });

  it('has no meeting where the configuration cannot be read', () => {
    const { reading } = read({ customerName: 'Twin' });
    const resolved = resolveCustomerNames(reading, { kind: 'failed', problems: [] });
    assert.equal(resolved.meeting, undefined);
    assert.deepEqual(resolved.problems, reading.problems);
  });

  it('leaves a file with codes as it is: its names are only names', () => {
    const { reading } = read({ customerCodes: ['aur'], customerNames: ['Nobody at all'] });
    assert.equal(resolveCustomerNames(reading, loaded()), reading);
  });
});
