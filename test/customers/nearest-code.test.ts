import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearestCode } from '../../src/customers/nearest-code.ts';

describe('nearestCode', () => {
  it('finds the code that was meant', () => {
    const known = ['hts', 'htsnonprod', 'mcg', 'mhk'];
    assert.equal(nearestCode('htsnoprod', known), 'htsnonprod');
    assert.equal(nearestCode('mcgg', known), 'mcg');
    assert.equal(nearestCode('htz', known), 'hts');
    assert.equal(nearestCode('hst', known), 'hts');
    assert.equal(nearestCode('hts', known), 'hts');
  });

  it('takes the nearest, and of equally near ones the first', () => {
    assert.equal(nearestCode('abcdef', ['abxxef', 'abcdex']), 'abcdex');
    assert.equal(nearestCode('abc', ['abx', 'abd']), 'abx');
  });

  it('guesses nothing where nothing is near', () => {
    assert.equal(nearestCode('zeta', ['hts', 'mcg']), undefined);
    assert.equal(nearestCode('a', []), undefined);
    assert.equal(nearestCode('ab', ['xy']), undefined);
  });
});
