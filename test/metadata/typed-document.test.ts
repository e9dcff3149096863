import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { readJsonDocument } from '../../src/metadata/json-document.ts';
import { readTyped } from '../../src/metadata/typed-document.ts';
import { summary } from './samples.ts';

const Schema = z.looseObject({
  title: z.string({ error: 'must be a text' }).optional(),
  count: z.union([z.number(), z.string()], { error: 'must be a number' }).optional(),
  inner: z
    .looseObject(
      { flag: z.boolean({ error: 'must be true or false' }).optional() },
      { error: 'must be an object' },
    )
    .optional(),
  list: z.array(z.string({ error: 'must be a text' }), { error: 'must be a list' }).optional(),
});

const readText = (text: string) => readTyped(readJsonDocument(text), [], Schema);
const readValue = (value: unknown) => readText(JSON.stringify(value));

describe('readTyped', () => {
  it('gives the fields as the schema types them and leaves others alone', () => {
    const { data, problems } = readValue({ title: 'T', count: 3, inner: { flag: true, more: 1 }, other: [] });
    assert.deepEqual(data, { title: 'T', count: 3, inner: { flag: true, more: 1 }, other: [] });
    assert.deepEqual(problems, []);
  });

  it('reports every wrong field at its own place and still reads the right ones', () => {
    const { data, problems } = readValue({ title: 5, count: [], inner: { flag: 'x', more: 1 }, list: ['a'] });
    assert.deepEqual(summary(problems).sort(), [
      'error WrongType /count',
      'error WrongType /inner/flag',
      'error WrongType /title',
    ]);
    assert.deepEqual(data, { inner: { more: 1 }, list: ['a'] });
  });

  it('says what the field must be and what it is', () => {
    const [problem] = readValue({ title: 5 }).problems;
    assert.equal(problem?.message, '“title” must be a text, but it is a number.');
  });

  it('matches keys without regard to case, exact spelling first, with a warning for the loser', () => {
    assert.equal(readText('{"TITLE": "a"}').data.title, 'a');
    const both = readText('{"Inner": {"FLAG": true}, "Title": "a", "title": "b"}');
    assert.equal(both.data.title, 'b');
    assert.equal(both.data.inner?.flag, true);
    assert.deepEqual(summary(both.problems), ['warning DuplicateKey /Title']);
    assert.match(both.problems[0]?.message ?? '', /“Title” is ignored/);
  });

  it('reports wrong fields under the key as the file spells it', () => {
    assert.deepEqual(summary(readText('{"INNER": {"Flag": 1}}').problems), ['error WrongType /INNER/Flag']);
  });

  it('takes null for absent', () => {
    const { data, problems } = readValue({ title: null, inner: null, list: null });
    assert.deepEqual([data, problems], [{}, []]);
  });

  it('reports each wrong entry of a list', () => {
    const { problems } = readValue({ list: ['a', 1, 'b', null] });
    assert.deepEqual(summary(problems), ['error WrongType /list/1', 'error WrongType /list/3']);
  });

  it('does not let a file change what objects inherit', () => {
    const { data } = readText('{"__proto__": {"title": "evil"}, "inner": {"__proto__": {"flag": true}}}');
    assert.equal(data.title, undefined);
    assert.equal(data.inner?.flag, undefined);
    assert.equal(({} as Record<string, unknown>).title, undefined);
  });

  it('reads an object inside the document', () => {
    const document = readJsonDocument('{"a": {"b": {"title": 1, "count": 2}}}');
    const { data, problems } = readTyped(document, ['a', 'b'], Schema);
    assert.deepEqual(data, { count: 2 });
    assert.deepEqual(summary(problems), ['error WrongType /a/b/title']);
  });

  it('gives nothing where the place is no object, and says so once', () => {
    const { data, problems } = readTyped(readJsonDocument('{"a": 5}'), ['a'], Schema);
    assert.deepEqual(data, {});
    assert.deepEqual(summary(problems), ['error WrongType /a']);
    assert.deepEqual(readTyped(readJsonDocument('{}'), ['a'], Schema), { data: {}, problems: [] });
  });

  it('ends, and keeps every right field, whatever the other fields hold', () => {
    const junk = fc.oneof(fc.jsonValue(), fc.string());
    fc.assert(
      fc.property(junk, junk, junk, (count, inner, list) => {
        const { data } = readValue({ title: 'T', count, inner, list });
        assert.equal(data.title, 'T');
      }),
    );
  });
});
