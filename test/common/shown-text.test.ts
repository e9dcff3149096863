import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { shownText } from '../../src/common/index.ts';

describe('shownText', () => {
  it('shows what cannot be seen by its code point', () => {
    assert.equal(shownText('a\u200Bb'), 'a[U+200B]b');
    assert.equal(shownText('\u202Eevil\u202C'), '[U+202E]evil[U+202C]');
    assert.equal(shownText('a\u00A0b\u2028c\u{E0041}'), 'a[U+00A0]b[U+2028]c[U+E0041]');
    assert.equal(shownText('a\tb\n'), 'a[U+0009]b[U+000A]');
    assert.equal(shownText('Ab\u034Fc\uFEFF'), 'Ab[U+034F]c[U+FEFF]');
  });

  it('leaves what belongs: emoji, flags, and the joiners of scripts that need them', () => {
    for (const text of [
      'plain text, with blanks',
      'Zürich 東京 \u0645\u0631\u062D\u0628\u0627',
      '👨\u200D👩\u200D👧\u200D👦 🏳\uFE0F\u200D🌈 ⚠\uFE0F 👍🏽 1\uFE0F\u20E3 🇩🇪',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
      '\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
      '\u0915\u094D\u200D\u0937',
    ])
      assert.equal(shownText(text), text);
  });

  it('shows joiners that belong to nothing', () => {
    assert.equal(shownText('a\u200Db'), 'a[U+200D]b');
    assert.equal(shownText('👍\u200D'), '👍[U+200D]');
    assert.equal(shownText('ab\uFE0F'), 'ab[U+FE0F]');
  });

  it('leaves nothing to show a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(shownText(shownText(text)), shownText(text));
      }),
    );
  });
});
