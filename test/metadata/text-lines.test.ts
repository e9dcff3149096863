import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineIndex } from '../../src/metadata/text-lines.ts';

describe('lineIndex', () => {
  it('counts lines and columns from 1', () => {
    const position = lineIndex('ab\ncd');
    assert.deepEqual(position(0), { line: 1, column: 1 });
    assert.deepEqual(position(1), { line: 1, column: 2 });
    assert.deepEqual(position(3), { line: 2, column: 1 });
    assert.deepEqual(position(5), { line: 2, column: 3 });
  });

  it('takes the line ends of every system as one each', () => {
    const position = lineIndex('a\r\nb\rc\nd');
    assert.deepEqual(position(3), { line: 2, column: 1 });
    assert.deepEqual(position(5), { line: 3, column: 1 });
    assert.deepEqual(position(7), { line: 4, column: 1 });
  });

  it('gives a byte order mark no column', () => {
    const position = lineIndex('\uFEFF{}\n{}');
    assert.deepEqual(position(0), { line: 1, column: 1 });
    assert.deepEqual(position(1), { line: 1, column: 1 });
    assert.deepEqual(position(2), { line: 1, column: 2 });
    assert.deepEqual(position(4), { line: 2, column: 1 });
  });

  it('moves offsets outside the text to its nearest end', () => {
    const position = lineIndex('abc');
    assert.deepEqual(position(-5), { line: 1, column: 1 });
    assert.deepEqual(position(99), { line: 1, column: 4 });
    assert.deepEqual(lineIndex('')(3), { line: 1, column: 1 });
  });

  it('agrees with splitting the text, at every offset of any text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '"', ' ') });
    fc.assert(
      fc.property(texts, fc.nat(60), (text, at) => {
        const offset = Math.min(at, text.length);
        // Looking at "\r" alone just before "\n" would count a line end that is not complete yet.
        const before = text.slice(0, offset);
        const cut = before.endsWith('\r') && text[offset] === '\n' ? before.slice(0, -1) : before;
        const lines = cut.split(/\r\n|\r|\n/);
        const position = lineIndex(text)(offset);
        assert.equal(position.line, lines.length);
        assert.equal(position.column, (lines.at(-1)?.length ?? 0) + 1 + (before.length - cut.length));
      }),
    );
  });
});
