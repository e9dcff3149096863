import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonDocument, shorten } from '../../src/metadata/json-document.ts';
import { pointed } from './samples.ts';

const TEXT = '{\n  "a": {"b": "text", "list": [1, 22]},\n  "n": 5\n}';

describe('readJsonDocument', () => {
  it('points at a value by path or pointer, with line and column', () => {
    const document = readJsonDocument(TEXT, 'some.json');
    const problem = document.problemAt('/a/b', 'error', 'Code', 'Message.');
    assert.deepEqual(problem, {
      severity: 'error',
      code: 'Code',
      message: 'Message.',
      path: '/a/b',
      file: 'some.json',
      range: { offset: TEXT.indexOf('"text"'), length: 6 },
      line: 2,
      column: 14,
    });
    assert.deepEqual(document.problemAt(['a', 'b'], 'error', 'Code', 'Message.'), problem);
    assert.equal(pointed(TEXT, document.problemAt('/a/list/1', 'warning', 'C', 'M')), '22');
  });

  it('points at the key of an object or list, and at the first bracket of the whole', () => {
    const document = readJsonDocument(TEXT);
    assert.equal(pointed(TEXT, document.problemAt('/a', 'error', 'C', 'M')), '"a"');
    assert.equal(pointed(TEXT, document.problemAt('/a/list', 'error', 'C', 'M')), '"list"');
    assert.equal(pointed(TEXT, document.problemAt('', 'error', 'C', 'M')), '{');
  });

  it('points at the nearest existing ancestor of something missing', () => {
    const problem = readJsonDocument(TEXT).problemAt('/a/missing/deep', 'error', 'C', 'M');
    assert.equal(problem.path, '/a');
    assert.equal(pointed(TEXT, problem), '"a"');
  });

  it('points at part of a value when told which', () => {
    const range = { offset: TEXT.indexOf('ext'), length: 3 };
    const problem = readJsonDocument(TEXT).problemAt('/a/b', 'error', 'C', 'M', range);
    assert.equal(pointed(TEXT, problem), 'ext');
    assert.equal(problem.column, 16);
  });

  it('warns of each duplicate that does not count, at its key', () => {
    const text = '{"a": 1, "b": [{"x": 1, "x": 2}], "a": 3, "a": 4}';
    const { problems } = readJsonDocument(text);
    assert.deepEqual(
      problems.map(({ severity, code, path, range }) => [severity, code, path, range?.offset]),
      [
        ['warning', 'DuplicateKey', '/a', 1],
        ['warning', 'DuplicateKey', '/b/0/x', 16],
        ['warning', 'DuplicateKey', '/a', 34],
      ],
    );
  });

  it('has no root, and a problem at the top, where the text is no JSON', () => {
    const document = readJsonDocument('{"a": ', 'f.json');
    assert.equal(document.root, undefined);
    assert.equal(document.problems[0]?.code, 'JsonSyntax');
    assert.equal(document.problems[0].file, 'f.json');
    assert.deepEqual(document.problemAt('/a', 'error', 'C', 'M').range, { offset: 0, length: 0 });
  });
});

describe('shorten', () => {
  it('keeps short texts and cuts long ones, on one line', () => {
    assert.equal(shorten('a\n  b'), 'a b');
    assert.equal(shorten('x'.repeat(60)), 'x'.repeat(60));
    assert.equal(shorten('x'.repeat(61)), `${'x'.repeat(59)}…`);
  });
});
