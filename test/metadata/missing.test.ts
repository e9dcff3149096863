import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonDocument } from '../../src/metadata/json-document.ts';
import { inWords, missing } from '../../src/metadata/missing.ts';
import { summary } from './samples.ts';

const PLACES = [['title'], ['inner', 'deep', 'title']];
const problems = (value: unknown) =>
  summary(missing(readJsonDocument(JSON.stringify(value)), PLACES, 'error', 'TitleMissing', 'M'));

describe('missing', () => {
  it('is a problem where no place holds anything', () => {
    for (const value of [{}, { title: '' }, { title: null }, { inner: {} }, { inner: { deep: null } }]) {
      assert.deepEqual(problems(value), ['error TitleMissing '], JSON.stringify(value));
    }
  });

  it('is none where a place, or what should contain it, has the wrong type: that has its own problem', () => {
    for (const value of [
      { title: 5 },
      { inner: 'x' },
      { inner: { deep: [] } },
      { inner: { deep: { title: {} } } },
    ]) {
      assert.deepEqual(problems(value), [], JSON.stringify(value));
    }
  });
});

describe('inWords', () => {
  it('names the key and what it stands in', () => {
    assert.equal(inWords([['a']]), '“a”');
    assert.equal(inWords([['a'], ['inner', 'deep', 'b']]), '“a” or “b” in “inner”, “deep”');
  });

  it('names a key once that may also stand at the top', () => {
    assert.equal(inWords(PLACES), '“title”');
  });
});
