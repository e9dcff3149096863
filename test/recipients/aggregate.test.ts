import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressKey, aggregateRecipients } from '../../src/recipients/index.ts';
import type { CustomerRecipientResult } from '../../src/recipients/index.ts';

const result = (
  customerCode: string,
  emails: readonly string[],
  more: Partial<CustomerRecipientResult> = {},
): CustomerRecipientResult => ({
  customerCode,
  recipients: emails.map((email) => ({
    email,
    preference: 'explicit',
    contactList: 'main',
    topicName: 'aws-calendar',
    page: 1,
  })),
  unsubscribed: [],
  restrictedRecipients: [],
  warnings: [],
  startedAtMs: 0,
  durationMs: 100,
  pages: 1,
  attempts: 1,
  ...more,
});

describe('aggregateRecipients', () => {
  it('makes one person of two spellings, with both customers, spelled as first seen', () => {
    const { unique } = aggregateRecipients(
      't',
      [result('hts', [' A@X.example']), result('htsnonprod', ['a@x.EXAMPLE ', 'a@x.example'])],
      { durationMs: 7 },
    );
    assert.deepEqual(unique, [{ email: 'A@X.example', customerCodes: ['hts', 'htsnonprod'] }]);
  });

  it('counts customers and errors, and adds the times up', () => {
    const failed = result('b', [], {
      durationMs: 50,
      error: { customerCode: 'b', code: 'Throttled', message: '', remedy: '', retryable: true },
    });
    const { successful, errors, durationMs, sequentialMs } = aggregateRecipients(
      't',
      [result('a', []), failed],
      {
        durationMs: 100,
      },
    );
    assert.deepEqual(
      { successful, errors, durationMs, sequentialMs },
      { successful: 1, errors: 1, durationMs: 100, sequentialMs: 150 },
    );
  });

  it('names everybody once, sorted, whatever the answers hold', () => {
    const address = fc.constantFrom(
      'a@x.example',
      'A@x.example ',
      'b@x.example',
      'B@X.EXAMPLE',
      'c@x.example',
    );
    fc.assert(
      fc.property(fc.array(fc.array(address), { maxLength: 6 }), (answers) => {
        const results = answers.map((emails, index) => result(`c${index}`, emails));
        const { unique } = aggregateRecipients('t', results, { durationMs: 0 });
        const keys = unique.map(({ email }) => addressKey(email));
        assert.deepEqual(keys, [...new Set(answers.flat().map(addressKey))].sort());
        for (const { email, customerCodes } of unique)
          assert.deepEqual(
            customerCodes,
            results
              .filter(({ recipients }) =>
                recipients.some((each) => addressKey(each.email) === addressKey(email)),
              )
              .map(({ customerCode }) => customerCode),
          );
      }),
    );
  });
});
