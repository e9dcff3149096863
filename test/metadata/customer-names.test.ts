import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCustomerNames } from '../../src/metadata/customer-names.ts';
import { readJsonDocument } from '../../src/metadata/json-document.ts';

const reading = (value: unknown) => readCustomerNames(readJsonDocument(JSON.stringify(value)));
const names = (value: unknown) => reading(value).names.map(({ name }) => name);

describe('readCustomerNames', () => {
  it('finds names in every place and form that files have', () => {
    assert.deepEqual(names({ changeMetadata: { customerName: 'MCG' } }), ['MCG']);
    assert.deepEqual(names({ change_metadata: { customer_names: ['A One', 'B Two'] } }), ['A One', 'B Two']);
    assert.deepEqual(names({ emailNotification: { customerNames: 'A One, B Two' } }), ['A One', 'B Two']);
    assert.deepEqual(names({ emailNotification: { customer: 'MCG' } }), ['MCG']);
    assert.deepEqual(names({ customerName: 'Top' }), ['Top']);
  });

  it('takes the first place that has names', () => {
    assert.deepEqual(
      names({ changeMetadata: { customerName: 'Inner' }, emailNotification: { customerNames: ['Other'] } }),
      ['Inner'],
    );
    assert.deepEqual(names({ changeMetadata: { customerNames: [] }, customerNames: ['Top'] }), ['Top']);
  });

  it('gives each name once, trimmed, and no blanks', () => {
    assert.deepEqual(names({ customerNames: [' A ', '', 'a', 'B  two'] }), ['A', 'B two']);
    assert.deepEqual(names({}), []);
    assert.deepEqual(readCustomerNames(readJsonDocument('{')), { names: [], problems: [] });
  });

  it('keeps a comma in one name and in the names of a list', () => {
    assert.deepEqual(names({ customerName: 'Example, Inc.' }), ['Example, Inc.']);
    assert.deepEqual(names({ customerNames: ['Example, Inc.', 'B'] }), ['Example, Inc.', 'B']);
  });

  it('says where each name stands', () => {
    const text = '{ "customerNames": "One,  Two" }';
    const [, second] = readCustomerNames(readJsonDocument(text, 'f.json')).names;
    assert.deepEqual(second, {
      name: 'Two',
      path: '/customerNames',
      file: 'f.json',
      range: { offset: text.indexOf('Two'), length: 3 },
      line: 1,
      column: text.indexOf('Two') + 1,
    });
  });

  it('refuses entries that are no text, at their places', () => {
    const { problems } = reading({ customerNames: ['A', 5, null] });
    assert.deepEqual(
      problems.map(({ code, path }) => `${code} ${path}`),
      ['CustomerNameInvalid /customerNames/1', 'CustomerNameInvalid /customerNames/2'],
    );
    assert.equal(reading({ customerName: 5 }).problems.length, 1);
  });
});
