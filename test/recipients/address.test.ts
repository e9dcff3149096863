import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressKey, asciiAddress, isValidAddress, shownAddress } from '../../src/recipients/index.ts';

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
    'first.last@bücher.example',
    'ada@例え.テスト',
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

describe('a domain with letters of other scripts', () => {
  it('is sent and compared in its ASCII form', () => {
    assert.equal(asciiAddress(' Ada@Bücher.example'), 'Ada@xn--bcher-kva.example');
    for (const same of ['ada@bücher.example', 'ADA@BÜCHER.example', 'ada@bu\u0308cher.example'])
      assert.equal(addressKey(same), addressKey('ada@xn--bcher-kva.example'), same);
    assert.equal(asciiAddress('Ada@X.example'), 'Ada@X.example');
  });

  it('is shown as both', () => {
    for (const email of ['ada@bücher.example', 'ada@xn--bcher-kva.example'])
      assert.equal(shownAddress(email), 'ada@xn--bcher-kva.example (bücher.example)');
    assert.equal(shownAddress('ada@x.example'), 'ada@x.example');
  });

  it('is none where it holds anything but letters', () => {
    for (const bad of [
      'a@x\u200B.example',
      'a@exam\u00ADple.com',
      'a@ü ü.example',
      'a@ü/x.example',
      'a@%C3%BC.example',
    ]) {
      assert.equal(asciiAddress(bad), bad);
      assert.equal(isValidAddress(bad), false, bad);
    }
  });

  it('has one ASCII form, which is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (domain) => {
        const once = asciiAddress(`a@${domain}`);
        assert.equal(asciiAddress(once), once);
      }),
    );
  });
});

describe('shownAddress', () => {
  it('shows every invisible character by its code point', () => {
    for (const [email, shown] of [
      ['\u200Bada@example.com', '[U+200B]ada@example.com'],
      ['ada\u00A0@example.com', 'ada[U+00A0]@example.com'],
      ['ada@example\u202A.com', 'ada@example[U+202A].com'],
      ['ada\u3164@example.com', 'ada[U+3164]@example.com'],
      ['a\u0000da@example.com', 'a[U+0000]da@example.com'],
      ['ad1\uFE0F@example.com', 'ad1[U+FE0F]@example.com'],
      ['ada@example.com', 'ada@example.com'],
    ] as const)
      assert.equal(shownAddress(email), shown);
  });
});
