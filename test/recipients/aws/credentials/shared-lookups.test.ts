import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CustomerFailure } from '../../../src/recipients/index.ts';
import { rememberOnce } from '../../../src/recipients/aws/once.ts';

const failure = (code: 'SsoSignInNeeded' | 'ConnectionReset') =>
  new CustomerFailure({ code, message: '', remedy: '' });

describe('rememberOnce', () => {
  it('looks once for all who ask, at the same time or later', async () => {
    const once = rememberOnce<number>();
    let looks = 0;
    const look = () => Promise.resolve(++looks);
    assert.deepEqual(await Promise.all([once('a', look), once('a', look)]), [1, 1]);
    assert.equal(await once('a', look), 1);
    assert.equal(await once('b', look), 2);
  });

  it('remembers a failure that stays one, and forgets one that may pass', async () => {
    for (const [code, looksExpected] of [
      ['SsoSignInNeeded', 1],
      ['ConnectionReset', 2],
    ] as const) {
      const once = rememberOnce<number>();
      let looks = 0;
      const look = () => {
        looks++;
        return Promise.reject(failure(code));
      };
      await assert.rejects(once('a', look), { code });
      await assert.rejects(once('a', look), { code });
      assert.equal(looks, looksExpected);
    }
  });
});
