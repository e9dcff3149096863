import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseCustomerConfig } from '../../src/customers/parse-customer-config.ts';

const ROLE = 'arn:aws:iam::111122223333:role/ses-reader';

const parse = (value: unknown) =>
  parseCustomerConfig(typeof value === 'string' ? value : JSON.stringify(value, null, 2), 'config.json');

/** The one customer of a config whose entry is this. */
function parseEntry(entry: unknown) {
  const { config, problems } = parse({ customer_mappings: { hts: entry } });
  return { customer: config?.customers.get('hts'), invalid: config?.invalidCustomers?.get('hts'), problems };
}

describe('parseCustomerConfig', () => {
  it('reads everything that meetings need', () => {
    const { config, problems } = parse({
      aws_region: 'eu-west-1',
      log_level: 'info',
      s3_config: { bucket_name: 5 },
      email_config: { meeting_organizer: ' lead@example.com ', domain: 'example.com' },
      customer_mappings: {
        ' HTS ': {
          customer_code: 'hts',
          customer_name: 'Example One',
          region: 'us-west-2',
          ses_role_arn: ROLE,
          environment: 'prod',
          aws_profile: 'base',
          contact_list_name: 'contacts',
          restricted_recipients: [' A@X.example '],
        },
      },
    });
    assert.deepEqual(problems, []);
    assert.equal(config?.awsRegion, 'eu-west-1');
    assert.equal(config.meetingOrganizer, 'lead@example.com');
    assert.deepEqual(
      [...config.customers],
      [
        [
          'hts',
          {
            customerCode: 'hts',
            customerName: 'Example One',
            region: 'us-west-2',
            sesRoleArn: ROLE,
            awsProfile: 'base',
            contactListName: 'contacts',
            awsAccountId: '111122223333',
            restrictedRecipients: ['a@x.example'],
          },
        ],
      ],
    );
  });

  it('has upstream’s region where none is named, and no organizer', () => {
    const { config } = parse({
      customer_mappings: {},
      aws_region: ' ',
      email_config: { meeting_organizer: '' },
    });
    assert.equal(config?.awsRegion, 'us-east-1');
    assert.equal('meetingOrganizer' in config, false);
  });

  it('takes blank and null fields for absent', () => {
    const { customer } = parseEntry({
      customer_name: '',
      region: null,
      aws_profile: ' ',
      restricted_recipients: null,
    });
    assert.deepEqual(customer, { customerCode: 'hts', restrictedRecipients: [] });
  });

  it('takes the account from aws_account_id, else from the role', () => {
    assert.equal(parseEntry({ aws_account_id: '444455556666' }).customer?.awsAccountId, '444455556666');
    assert.equal(parseEntry({ aws_account_id: 444455556666 }).customer?.awsAccountId, '444455556666');
    assert.equal(parseEntry({ ses_role_arn: ROLE }).customer?.awsAccountId, '111122223333');
    assert.equal(
      parseEntry({ ses_role_arn: ROLE, aws_account_id: '111122223333' }).customer?.awsAccountId,
      '111122223333',
    );
  });

  it('keeps a customer whose entry is wrong to itself, with file, line and column', () => {
    const { config, problems } = parse({
      customer_mappings: { good: { ses_role_arn: ROLE }, bad: { ses_role_arn: 5 }, text: 'x' },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual([...(config?.customers.keys() ?? [])], ['good']);
    const bad = config?.invalidCustomers?.get('bad');
    assert.equal(bad?.code, 'ConfigInvalid');
    assert.match(
      bad.message,
      /^config\.json:7:23: “ses_role_arn” must be a role's ARN in double quotes, but it is a number\.$/,
    );
    assert.match(
      config?.invalidCustomers?.get('text')?.message ?? '',
      /^config\.json:9:13: “text” must be an object/,
    );
  });

  it('refuses entries that could ask the wrong account', () => {
    const wrong: [unknown, RegExp][] = [
      [{ ses_role_arn: 'arn:aws:iam::123:role/x' }, /no role's ARN/],
      [{ aws_account_id: '12345' }, /must be 12 digits, but it is “12345”/],
      [{ aws_account_id: 12345 }, /must be 12 digits/],
      [
        { ses_role_arn: ROLE, aws_account_id: '444455556666' },
        /is 444455556666, but “ses_role_arn” names account 111122223333/,
      ],
    ];
    for (const [entry, why] of wrong) {
      const { customer, invalid } = parseEntry(entry);
      assert.equal(customer, undefined);
      assert.equal(invalid?.code, 'ConfigInvalid');
      assert.match(invalid.message, why);
      assert.match(invalid.message, /^config\.json:\d+:\d+: /);
    }
  });

  it('never turns a broken restriction into no restriction', () => {
    for (const restricted of ['a@x.example', {}, 5, [5], [null], [''], ['a@x.example', ' ']]) {
      const { customer, invalid } = parseEntry({ restricted_recipients: restricted });
      assert.equal(customer, undefined, JSON.stringify(restricted));
      assert.match(invalid?.message ?? '', /restricted_recipients|“\d”/);
    }
    const shouting = parseEntry({ RESTRICTED_RECIPIENTS: ['a@x.example'] });
    assert.deepEqual(shouting.customer?.restrictedRecipients, ['a@x.example']);
  });

  it('refuses two entries for one customer, spelled alike or not', () => {
    const texts = [
      '{"customer_mappings": {"hts": {}, "HTS ": {}}}',
      '{"customer_mappings": {"hts": {"restricted_recipients": ["a@x.example"]}, "hts": {}}}',
      '{"customer_mappings": {"HTS": {}, "hts": {}, "Hts": {}}}',
    ];
    for (const text of texts) {
      const { config } = parse(text);
      assert.equal(config?.customers.size, 0, text);
      const reason = config.invalidCustomers?.get('hts');
      assert.equal(reason?.code, 'ConfigInvalid');
      assert.match(reason.message, /are the same customer/);
    }
  });

  it('warns of an entry whose own code is another, and of a key that is no code', () => {
    const { customer, problems } = parseEntry({ customer_code: 'other' });
    assert.equal(customer?.customerCode, 'hts');
    assert.deepEqual(
      problems.map(({ severity, code, path }) => [severity, code, path]),
      [['warning', 'CustomerCodeMismatch', '/customer_mappings/hts/customer_code']],
    );
    assert.deepEqual(parseEntry({ customer_code: ' HTS ' }).problems, []);
    const odd = parse({ customer_mappings: { 'a b': {} } });
    assert.equal(odd.problems[0]?.code, 'CustomerCodeInvalid');
  });

  it('has no customers, and says so, where there are no mappings', () => {
    const { config, problems } = parse({ aws_region: 'us-east-1' });
    assert.equal(config?.customers.size, 0);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'NoCustomerMappings']],
    );
  });

  it('fails as a whole where its frame is wrong', () => {
    const texts: [string, string][] = [
      ['', 'EmptyFile'],
      ['{"customer_mappings": ', 'JsonSyntax'],
      ['[]', 'WrongType'],
      ['{"customer_mappings": []}', 'WrongType'],
      ['{"customer_mappings": {}, "aws_region": 5}', 'WrongType'],
      ['{"customer_mappings": {}, "email_config": {"meeting_organizer": []}}', 'WrongType'],
    ];
    for (const [text, code] of texts) {
      const { config, problems } = parse(text);
      assert.equal(config, undefined, text);
      assert.deepEqual(
        problems.filter((problem) => problem.severity === 'error').map((problem) => problem.code),
        [code],
      );
    }
  });

  it('reads over comments and trailing commas with warnings', () => {
    const { config, problems } = parse('{"customer_mappings": {"hts": {},}, /* end */}');
    assert.equal(config?.customers.size, 1);
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['JsonComment', 'TrailingComma'],
    );
  });

  it('answers any text and any value, each customer either usable or not', () => {
    const entry = fc.dictionary(
      fc.constantFrom(
        'ses_role_arn',
        'aws_account_id',
        'restricted_recipients',
        'customer_code',
        'region',
        'x',
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom(ROLE, '111122223333')),
    );
    const mappings = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('hts', 'HTS', '__proto__')),
      fc.oneof(entry, fc.jsonValue()),
    );
    fc.assert(
      fc.property(mappings, (customer_mappings) => {
        const { config } = parse({ customer_mappings });
        const codes = new Set(Object.keys(customer_mappings).map((key) => key.trim().toLowerCase()));
        const known = [...(config?.customers.keys() ?? []), ...(config?.invalidCustomers?.keys() ?? [])];
        assert.deepEqual(known.sort(), [...codes].sort());
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parse(text)));
  });
});
