import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressKey, isValidAddress } from '../../src/recipients/index.ts';

describe('addressKey', () => {
  it('compares trimmed and without case', () => {
    assert.equal(addressKey(' A@X.example\t'), addressKey('a@x.example'));
  });

  it('is a fixed point', () => {
    fc.assert(fc.property(fc.string(), (text) => addressKey(addressKey(text)) === addressKey(text)));
  });
});

describe('isValidAddress', () => {
  for (const good of [
    'a@x.example',
    ' a@x.example ',
    "o'neil+aws@mail.example.com",
    'first.last@xn--bcher-kva.example',
    `${'a'.repeat(64)}@x.example`,
  ])
    it(`takes ${JSON.stringify(good)}`, () => assert.equal(isValidAddress(good), true));

  for (const bad of [
    '',
    'a',
    '@x.example',
    'a@',
    'a@localhost',
    'a@x..example',
    'a@-x.example',
    'a b@x.example',
    'a@x.example,b@x.example',
    'A <a@x.example>',
    'a@x.example\nBcc: b@x.example',
    'a..b@x.example',
    '.a@x.example',
    'ü@x.example',
    `${'a'.repeat(65)}@x.example`,
    `a@${'x'.repeat(64)}.example`,
    `a@${'x.'.repeat(130)}example`,
  ])
    it(`refuses ${JSON.stringify(bad).slice(0, 50)}`, () => assert.equal(isValidAddress(bad), false));

  it('takes what mail systems give out, and does not care about case', () => {
    fc.assert(
      fc.property(
        fc.emailAddress(),
        (address) => isValidAddress(address) === isValidAddress(address.toUpperCase()),
      ),
    );
  });
});
