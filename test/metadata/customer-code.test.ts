import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCustomerCode, normalizeCustomerCode } from '../../src/metadata/customer-code.ts';

describe('customer codes', () => {
  it('are compared trimmed and lower-cased', () => {
    assert.equal(normalizeCustomerCode(' HTS-NonProd\t'), 'hts-nonprod');
  });

  it('are letters, digits and hyphens', () => {
    for (const code of ['hts', 'HTS', ' a-1 ', '7']) assert.equal(isCustomerCode(code), true, code);
    for (const text of ['', '  ', 'a b', 'a,b', 'a_b', 'ä', 'a.b', 'a\nb']) {
      assert.equal(isCustomerCode(text), false, JSON.stringify(text));
    }
  });

  it('are not signs that only turn into letters when lower-cased', () => {
    assert.equal('\u212A'.toLowerCase(), 'k');
    assert.equal(isCustomerCode('\u212A'), false);
  });
});
