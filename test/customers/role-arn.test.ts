import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { accountOfRole, sessionName } from '../../src/customers/role-arn.ts';

describe('accountOfRole', () => {
  it('finds the account in the ARNs of every partition', () => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
      assert.equal(
        accountOfRole(`arn:${partition}:iam::111122223333:role/path/ses-Reader_1`),
        '111122223333',
      );
    }
  });

  it('finds none in anything else', () => {
    for (const text of [
      '',
      '111122223333',
      'arn:aws:iam::11112222333:role/r',
      'arn:aws:iam::111122223333:user/u',
      'arn:aws:sts::111122223333:assumed-role/r/s',
      'arn:aws:iam::111122223333:role/',
      'arn:evil:iam::111122223333:role/r',
      'arn:aws:iam::111122223333:role/r s',
      'x arn:aws:iam::111122223333:role/r',
    ]) {
      assert.equal(accountOfRole(text), undefined, text);
    }
  });
});

describe('sessionName', () => {
  it('is the code with the Go tool’s ending', () => {
    assert.equal(sessionName('hts'), 'hts-ses-session');
  });

  it('is one that STS accepts, for any code', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (code) => {
        assert.match(sessionName(code), /^[\w+=,.@-]{2,64}$/);
        assert.ok(sessionName(code).endsWith('-ses-session'));
      }),
    );
  });
});
