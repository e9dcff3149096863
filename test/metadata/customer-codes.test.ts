import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCustomerCodes } from '../../src/metadata/customer-codes.ts';
import { readJsonDocument } from '../../src/metadata/json-document.ts';
import { only, pointed, summary } from './samples.ts';

const readText = (text: string) => readCustomerCodes(readJsonDocument(text));
const readValue = (value: unknown) => readText(JSON.stringify(value));

describe('readCustomerCodes', () => {
  it('trims, lower-cases and deduplicates, in the order of the file', () => {
    const { codes, problems } = readValue({ customers: ['HTS', ' hts ', 'zeta', 'hts', 'Alpha'] });
    assert.deepEqual(codes, ['hts', 'zeta', 'alpha']);
    assert.deepEqual(problems, []);
  });

  it('takes the first field that holds anything, in the order of the Go tool', () => {
    const order = [
      ['customers'],
      ['changeMetadata', 'customerCodes'],
      ['customerCodes'],
      ['customer_codes'],
      ['affectedCustomers'],
      ['changeMetadata', 'customers'],
      ['changeMetadata', 'customer_codes'],
      ['changeMetadata', 'affectedCustomers'],
      ['affected_customers'],
      ['customerCode'],
      ['customer_code'],
      ['changeMetadata', 'affected_customers'],
      ['changeMetadata', 'customerCode'],
      ['changeMetadata', 'customer_code'],
      ['change_metadata', 'customer_codes'],
      ['change_metadata', 'customers'],
      ['change_metadata', 'affected_customers'],
      ['change_metadata', 'customer_code'],
      ['emailNotification', 'customerCodes'],
      ['emailNotification', 'customer_codes'],
      ['emailNotification', 'customers'],
    ];
    order.forEach((_, first) => {
      const value: Record<string, unknown> = {};
      // The later ones come first in the file, so that only the rule can decide.
      order
        .slice(first)
        .reverse()
        .forEach(([key = '', inner], index) => {
          const codes = [`code-${order.length - 1 - index}`];
          if (inner === undefined) value[key] = codes;
          else value[key] = { ...(value[key] as object | undefined), [inner]: codes };
        });
      assert.deepEqual(readValue(value).codes, [`code-${first}`], order[first]?.join('.'));
    });
  });

  it('passes over fields that hold nothing', () => {
    for (const nothing of [null, [], '', '  ']) {
      const { codes, problems } = readValue({ customers: nothing, customerCodes: ['a'] });
      assert.deepEqual([codes, problems], [['a'], []]);
    }
  });

  it('finds the same codes however bad an unrelated field is', () => {
    const good = { customers: ['top'], changeMetadata: { customerCodes: ['inner'] } };
    for (const bad of [{ implementationStart: 'nonsense' }, { implementationStart: 7 }, { status: {} }]) {
      assert.deepEqual(readValue({ ...bad, ...good }).codes, ['top']);
    }
  });

  it('matches keys without regard to case', () => {
    assert.deepEqual(readValue({ Customers: ['a'] }).codes, ['a']);
    assert.deepEqual(readValue({ changemetadata: { customercodes: ['a'] } }).codes, ['a']);
  });

  it('splits a text at its commas', () => {
    assert.deepEqual(readValue({ changeMetadata: { customerCodes: 'Mcg, mhk ,hts' } }).codes, [
      'mcg',
      'mhk',
      'hts',
    ]);
    assert.deepEqual(readValue({ affected_customers: 'one' }).codes, ['one']);
  });

  it('complains of every entry that is no code, at its place, and keeps the others', () => {
    const text = '{"customers": ["hts", "", 5, "a b", null, {"code": "x"}, ["y"], "ok", "p,q"]}';
    const { codes, problems } = readText(text);
    assert.deepEqual(codes, ['hts', 'ok']);
    assert.deepEqual(
      problems.map((problem) => [problem.severity, problem.code, problem.path, pointed(text, problem)]),
      [
        ['error', 'CustomerCodeInvalid', '/customers/1', '""'],
        ['error', 'CustomerCodeInvalid', '/customers/2', '5'],
        ['error', 'CustomerCodeInvalid', '/customers/3', '"a b"'],
        ['error', 'CustomerCodeInvalid', '/customers/4', 'null'],
        ['error', 'CustomerCodeInvalid', '/customers/5', '{'],
        ['error', 'CustomerCodeInvalid', '/customers/6', '['],
        ['error', 'CustomerCodeInvalid', '/customers/8', '"p,q"'],
      ],
    );
    assert.match(problems[0]?.message ?? '', /entry is empty/);
    assert.match(problems[1]?.message ?? '', /is a number, not a text/);
    assert.match(problems[2]?.message ?? '', /“a b” is no customer code/);
    assert.match(problems[6]?.message ?? '', /an entry of its own/);
  });

  it('points inside a comma-separated text', () => {
    const text = '{"customers": "hts, not ok ,,x"}';
    const { codes, problems } = readText(text);
    assert.deepEqual(codes, ['hts', 'x']);
    assert.deepEqual(
      problems.map((problem) => pointed(text, problem)),
      ['not ok', ''],
    );
    assert.equal(problems[0]?.column, 21);
  });

  it('points at the whole text where escapes shift the offsets', () => {
    const text = '{"customers": "h\\u0074s, a b"}';
    const { codes, problems } = readText(text);
    assert.deepEqual(codes, ['hts']);
    assert.equal(pointed(text, problems[0]!), '"h\\u0074s, a b"');
  });

  it('lets a winning field of entries that are all wrong win all the same', () => {
    const { codes, problems } = readValue({ customers: ['', ''], customerCodes: ['a'] });
    assert.deepEqual(codes, []);
    assert.deepEqual(summary(problems), [
      'error CustomerCodeInvalid /customers/0',
      'error CustomerCodeInvalid /customers/1',
      'warning CustomersDisagree /customerCodes',
    ]);
  });

  it('refuses a field that is neither list nor text, without going on to the next', () => {
    const { codes, problems } = readValue({ customers: { hts: true }, customerCodes: ['a'] });
    assert.deepEqual(codes, []);
    const problem = only(problems, 'CustomersInvalid');
    assert.equal(problem.path, '/customers');
    assert.match(problem.message, /but it is an object/);
  });

  it('warns when fields disagree and names the difference', () => {
    const { codes, problems } = readValue({
      customers: ['a', 'b', 'c'],
      changeMetadata: { customerCodes: ['B', 'a', 'd'] },
    });
    assert.deepEqual(codes, ['a', 'b', 'c']);
    const problem = only(problems, 'CustomersDisagree');
    assert.equal(problem.severity, 'warning');
    assert.equal(problem.path, '/changeMetadata/customerCodes');
    assert.match(problem.message, /It names d, which is not used\. It does not name c\./);
  });

  it('says nothing when fields name the same customers in another order or spelling', () => {
    const { problems } = readValue({ customers: ['a', 'b'], emailNotification: { customerCodes: 'B, A' } });
    assert.deepEqual(problems, []);
  });

  it('gives nothing for a document without codes', () => {
    for (const value of [{}, { changeMetadata: 'x' }, { customer: 'a' }, [{ customers: ['a'] }], 5]) {
      assert.deepEqual(readValue(value), { codes: [], problems: [] });
    }
  });

  it('gives only codes, each once, for whatever the fields hold', () => {
    const entry = fc.oneof(fc.string(), fc.constantFrom('hts', 'HTS ', 'a,b', ''), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.array(entry), entry), fc.oneof(fc.array(entry), entry), (top, inner) => {
        const { codes, problems } = readValue({ customers: top, changeMetadata: { customerCodes: inner } });
        assert.equal(new Set(codes).size, codes.length);
        for (const code of codes) assert.match(code, /^[a-z0-9-]+$/);
        // Every entry of a list is either a code or an error.
        if (Array.isArray(top) && top.length > 0) {
          const errors = problems.filter((problem) => problem.severity === 'error').length;
          const good = top.filter((each) => typeof each === 'string' && /^[a-z0-9-]+$/i.test(each.trim()));
          assert.equal(errors, top.length - good.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
