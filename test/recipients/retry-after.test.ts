import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRetryAfter } from '../../src/recipients/retry-after.ts';

const ANSWERED = 'Wed, 21 Oct 2026 07:28:00 GMT';

describe('readRetryAfter', () => {
  it('takes seconds', () => {
    assert.equal(readRetryAfter('7', undefined), 7000);
    assert.equal(readRetryAfter('0', null), 0);
  });

  it('takes a date, against the answer’s own', () => {
    assert.equal(readRetryAfter('Wed, 21 Oct 2026 07:28:30 GMT', ANSWERED), 30_000);
    assert.equal(readRetryAfter('Wed, 21 Oct 2026 07:27:00 GMT', ANSWERED), 0);
  });

  it('asks for nothing where it cannot be read', () => {
    for (const value of [undefined, null, '', ' ', 'soon', 'Infinity'])
      assert.equal(readRetryAfter(value, ANSWERED), undefined);
    assert.equal(readRetryAfter('Wed, 21 Oct 2026 07:28:30 GMT', undefined), undefined);
  });
});
