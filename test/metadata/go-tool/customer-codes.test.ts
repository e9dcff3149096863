import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read } from '../samples.ts';

/** One rule of the Go tool's extraction of customer codes: a document, its answer (`same` as ours, else what), and ours. */
interface Row {
  readonly rule: string;
  readonly document: unknown;
  readonly go: 'same' | 'none' | readonly string[];
  readonly codes: readonly string[];
  /** `code path` of each problem that is about customers. */
  readonly problems?: readonly string[];
}

/** A nested change of which only the customers matter. */
const nested = (fields: object) => ({ changeMetadata: { title: 'T', ...fields } });
/** The same with a date that nobody can read. */
const badDate = { schedule: { implementationStart: 'nonsense' } };
const flat = (fields: object) => ({ changeTitle: 'T', ...fields });

const ROWS: readonly Row[] = [
  { rule: 'top-level customers', document: flat({ customers: ['a'] }), go: 'same', codes: ['a'] },
  { rule: 'top-level customerCodes', document: flat({ customerCodes: ['a'] }), go: 'same', codes: ['a'] },
  { rule: 'top-level customer_codes', document: flat({ customer_codes: ['a'] }), go: 'same', codes: ['a'] },
  {
    rule: 'top-level affectedCustomers',
    document: flat({ affectedCustomers: ['a'] }),
    go: 'same',
    codes: ['a'],
  },
  {
    rule: 'changeMetadata.customerCodes',
    document: nested({ customerCodes: ['a'] }),
    go: 'same',
    codes: ['a'],
  },
  { rule: 'changeMetadata.customers', document: nested({ customers: ['a'] }), go: 'same', codes: ['a'] },
  {
    rule: 'changeMetadata.customer_codes',
    document: nested({ customer_codes: ['a'] }),
    go: 'same',
    codes: ['a'],
  },
  {
    rule: 'changeMetadata.affectedCustomers',
    document: nested({ affectedCustomers: ['a'] }),
    go: 'same',
    codes: ['a'],
  },
  {
    rule: 'top-level customers come before changeMetadata.customerCodes',
    document: { customers: ['a'], ...nested({ customerCodes: ['b'] }) },
    go: 'same',
    codes: ['a'],
    problems: ['CustomersDisagree /changeMetadata/customerCodes'],
  },
  {
    rule: 'changeMetadata.customerCodes come before changeMetadata.customers',
    document: nested({ customers: ['b'], customerCodes: ['a'] }),
    go: 'same',
    codes: ['a'],
    problems: ['CustomersDisagree /changeMetadata/customers'],
  },
  {
    rule: 'changeMetadata.customerCodes come before top-level customerCodes',
    document: { customerCodes: ['b'], ...nested({ customerCodes: ['a'] }) },
    go: 'same',
    codes: ['a'],
    problems: ['CustomersDisagree /customerCodes'],
  },
  {
    rule: 'the same, although an unrelated date is malformed',
    document: { customerCodes: ['b'], ...nested({ customerCodes: ['a'], ...badDate }) },
    go: ['b'],
    codes: ['a'],
    problems: ['CustomersDisagree /customerCodes'],
  },
  {
    rule: 'and inside changeMetadata, although an unrelated date is malformed',
    document: nested({ customers: ['b'], customerCodes: ['a'], ...badDate }),
    go: ['b'],
    codes: ['a'],
    problems: ['CustomersDisagree /changeMetadata/customers'],
  },
  {
    rule: 'top-level customers of a flat file whose date is malformed',
    document: flat({ customers: ['a'], implementationStart: 'nonsense' }),
    go: 'same',
    codes: ['a'],
  },
  { rule: 'Customers, in another case', document: flat({ Customers: ['a'] }), go: 'same', codes: ['a'] },
  {
    rule: 'changemetadata.customercodes, in another case',
    document: { changemetadata: { title: 'T', customercodes: ['a'] } },
    go: 'same',
    codes: ['a'],
  },
  {
    rule: 'CustomerCodes, in another case, where keys are matched exactly',
    document: flat({ CustomerCodes: ['a'] }),
    go: 'none',
    codes: ['a'],
  },
  {
    rule: 'an empty list counts as none, the next field is taken',
    document: flat({ customers: [], customerCodes: ['a'] }),
    go: 'same',
    codes: ['a'],
  },
  { rule: 'a text with commas', document: flat({ customers: 'a, b' }), go: 'none', codes: ['a', 'b'] },
  {
    rule: 'changeMetadata.customerCodes as a text, beside customers as a list',
    document: nested({ customerCodes: 'a,b', customers: ['a', 'b'] }),
    go: 'same',
    codes: ['a', 'b'],
  },
  {
    rule: 'emailNotification.customerCodes, as a last resort',
    document: { ...nested({}), emailNotification: { customerCodes: ['a'] } },
    go: 'none',
    codes: ['a'],
  },
  {
    rule: 'change_metadata.customer_codes, the wrapper in snake case',
    document: { change_metadata: { title: 'T', customer_codes: ['a'] } },
    go: 'none',
    codes: ['a'],
  },
  { rule: 'affected_customers', document: flat({ affected_customers: ['a'] }), go: 'none', codes: ['a'] },
  {
    rule: 'changeMetadata.affected_customers',
    document: nested({ affected_customers: 'a' }),
    go: 'none',
    codes: ['a'],
  },
  { rule: 'customerCode, for one customer', document: flat({ customerCode: 'a' }), go: 'none', codes: ['a'] },
  { rule: 'names only', document: nested({ customerName: 'Example One' }), go: 'none', codes: [] },
  {
    rule: 'a list of objects',
    document: flat({ customers: [{ code: 'a' }, { code: 'b' }] }),
    go: 'none',
    codes: [],
    problems: ['CustomerCodeInvalid /customers/0', 'CustomerCodeInvalid /customers/1'],
  },
  {
    rule: 'a byte order mark before the document',
    document: `\uFEFF${JSON.stringify(flat({ customers: ['a'] }))}`,
    go: 'none',
    codes: ['a'],
  },
  { rule: 'a list as the whole document', document: [flat({ customers: ['a'] })], go: 'none', codes: [] },
  {
    rule: 'codes trimmed, lower-cased and given once (D6)',
    document: flat({ customers: ['HTS', ' hts ', 'hts', 'hts'] }),
    go: ['HTS', ' hts ', 'hts', 'hts'],
    codes: ['hts'],
  },
  {
    rule: 'empty texts are no codes',
    document: flat({ customers: ['', ''] }),
    go: ['', ''],
    codes: [],
    problems: ['CustomerCodeInvalid /customers/0', 'CustomerCodeInvalid /customers/1'],
  },
  {
    rule: 'entries that are no texts are said to be none, instead of skipped',
    document: flat({ customers: ['a', 5, null] }),
    go: 'same',
    codes: ['a'],
    problems: ['CustomerCodeInvalid /customers/1', 'CustomerCodeInvalid /customers/2'],
  },
  {
    rule: 'entries with other signs are no codes',
    document: flat({ customers: ['a_b', 'a', 'b c'] }),
    go: ['a_b', 'a', 'b c'],
    codes: ['a'],
    problems: ['CustomerCodeInvalid /customers/0', 'CustomerCodeInvalid /customers/2'],
  },
  {
    rule: 'letters that lower-case into ASCII are no codes',
    document: flat({ customers: ['\u212A'] }),
    go: ['\u212A'],
    codes: [],
    problems: ['CustomerCodeInvalid /customers/0'],
  },
  {
    rule: 'a second field that names others is said to be unused',
    document: flat({ customers: ['a'], customerCodes: ['b'] }),
    go: 'same',
    codes: ['a'],
    problems: ['CustomersDisagree /customerCodes'],
  },
  {
    rule: 'a field that is neither list nor text does not give way to the next one',
    document: flat({ customers: { a: true }, customerCodes: ['b'] }),
    go: ['b'],
    codes: [],
    problems: ['CustomersInvalid /customers', 'CustomersDisagree /customerCodes'],
  },
  { rule: 'no customers at all', document: flat({}), go: 'same', codes: [], problems: ['NoCustomers '] },
];

describe('customer codes, beside the Go tool’s answer', () => {
  it('has a row for every rule', () => assert.ok(ROWS.length >= 30));
  for (const { rule, document, go, codes, problems = [] } of ROWS) {
    const theirs = typeof go === 'string' ? go : `[${go.map((code) => JSON.stringify(code)).join(' ')}]`;
    it(`${rule} (Go: ${theirs})`, () => {
      const reading = read(document);
      assert.deepEqual(reading.customerCodes, codes);
      if (go !== 'same') assert.notDeepEqual(go === 'none' && codes.length > 0 ? [] : go, codes);
      assert.deepEqual(
        reading.problems
          .filter(({ code }) => code.includes('Customer'))
          .map(({ code, path }) => `${code} ${path}`),
        problems,
      );
    });
  }
});
