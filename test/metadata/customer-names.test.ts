import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCustomerNames } from '../../src/metadata/customer-names.ts';
import { readJsonDocument } from '../../src/metadata/json-document.ts';

const names = (value: unknown) => readCustomerNames(readJsonDocument(JSON.stringify(value)));

describe('readCustomerNames', () => {
  it('finds names in every place and form that files have', () => {
    assert.deepEqual(names({ changeMetadata: { customerName: 'MCG' } }), ['MCG']);
    assert.deepEqual(names({ change_metadata: { customer_names: ['A One', 'B Two'] } }), ['A One', 'B Two']);
    assert.deepEqual(names({ emailNotification: { customerNames: 'A One, B Two' } }), ['A One', 'B Two']);
    assert.deepEqual(names({ customerName: 'Top' }), ['Top']);
  });

  it('gives each name once, trimmed, and no blanks', () => {
    assert.deepEqual(names({ customerNames: [' A ', '', 'A', 5, null], customerName: 'A' }), ['A']);
    assert.deepEqual(names({}), []);
    assert.deepEqual(readCustomerNames(readJsonDocument('{')), []);
  });
});
