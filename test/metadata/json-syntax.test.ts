import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseJsonSyntax } from '../../src/metadata/json-syntax.ts';

const codes = (text: string) =>
  parseJsonSyntax(text).remarks.map(({ severity, code, offset }) => `${severity} ${code} ${offset}`);

describe('parseJsonSyntax', () => {
  it('has nothing to say about plain JSON, with any line ends', () => {
    assert.deepEqual(codes('{"a": [1, true, null, "x"]}'), []);
    assert.deepEqual(codes('{\r\n  "a": 1\r\n}\r\n'), []);
  });

  it('reads over a byte order mark with a warning and keeps the offsets', () => {
    const { root, remarks } = parseJsonSyntax('\uFEFF{"a":1}');
    assert.deepEqual(
      remarks.map((remark) => [remark.severity, remark.code, remark.offset]),
      [['warning', 'ByteOrderMark', 0]],
    );
    assert.equal(root?.offset, 1);
  });

  it('reads over comments with one warning at the first', () => {
    const text = '{ // one\n "a": 1 /* two */ }';
    assert.deepEqual(codes(text), ['warning JsonComment 2']);
    assert.notEqual(parseJsonSyntax(text).root, undefined);
  });

  it('reads over trailing commas with one warning at the first, comments in between or not', () => {
    assert.deepEqual(codes('{"a": [1,], "b": 2,}'), ['warning TrailingComma 8']);
    assert.deepEqual(codes('[1, /* end */ ]'), ['warning JsonComment 4', 'warning TrailingComma 2']);
    assert.deepEqual(codes('{"a": "x,]"}'), []);
  });

  it('calls an empty file empty, also with blanks, comments or a byte order mark only', () => {
    for (const text of ['', '  \n\t', '// nothing', '\uFEFF']) {
      assert.ok(codes(text).includes('error EmptyFile 0'), JSON.stringify(text));
      assert.equal(parseJsonSyntax(text).root, undefined);
    }
  });

  it('points at the place where broken JSON breaks, and says why', () => {
    const cases: [text: string, offset: number, why: RegExp][] = [
      ['{"a": }', 6, /value was expected/],
      ['{"a" 1}', 5, /colon/],
      ['{"a": 1 "b": 2}', 8, /comma/],
      ["{'a': 1}", 1, /“'a'” is no JSON value \(texts take double quotes\)/],
      ['{"a": 1', 7, /closing \} is missing, but the file ends here/],
      ['[1, 2', 5, /closing \] is missing, but the file ends here/],
      ['{"a": "x', 6, /does not end/],
      ['{} {}', 3, /after the end/],
      ['{"a": "\\q"}', 6, /escape/],
    ];
    for (const [text, offset, why] of cases) {
      const { root, remarks } = parseJsonSyntax(text);
      assert.equal(root, undefined, text);
      assert.equal(remarks.length, 1, text);
      assert.equal(remarks[0]?.code, 'JsonSyntax');
      assert.equal(remarks[0].offset, offset, text);
      assert.match(remarks[0].message, why);
    }
  });

  it('refuses hostile nesting without running out of stack', () => {
    for (const opener of ['[', '{"a":']) {
      const { root, remarks } = parseJsonSyntax(opener.repeat(150_000));
      assert.equal(root, undefined);
      assert.equal(remarks[0]?.code, 'NestedTooDeeply');
    }
    assert.equal(parseJsonSyntax('['.repeat(2_000_001)).remarks[0]?.code, 'FileTooLarge');
    assert.notEqual(parseJsonSyntax(`${'['.repeat(150)}${']'.repeat(150)}`).root, undefined);
  });

  it('accepts exactly what JSON.parse accepts, of texts without the forgiven extras', () => {
    const fragments = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '"b',
        '1',
        '-',
        '.5',
        'true',
        'nul',
        ' ',
        '\n',
        '\\',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fragments.map((parts) => parts.join('')),
          fc.json(),
        ),
        (text) => {
          const { root, remarks } = parseJsonSyntax(text);
          if (remarks.some((remark) => remark.severity === 'warning')) return;
          assert.equal(root !== undefined, parses(text), text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('points inside any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { offset, length } of parseJsonSyntax(text).remarks) {
          assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, JSON.stringify(text));
        }
      }),
      { numRuns: 500 },
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
