import assert from 'node:assert/strict';
import { it } from 'node:test';
import { classify } from '../../../src/recipients/errors/classify.ts';
import { thrownText } from '../../../src/recipients/errors/thrown-text.ts';

it('there is a text for whatever is thrown, also for what cannot be made one', () => {
  assert.equal(thrownText(new Error('a')), 'a');
  assert.equal(thrownText('b'), 'b');
  assert.equal(thrownText(undefined), 'undefined');
  for (const thrown of [[{ toString: 0 }], Object.create(null), { toString: null, valueOf: null }]) {
    assert.equal(thrownText(thrown), 'something that has no text');
    assert.equal(classify(thrown).code, 'Unexpected');
  }
});
