import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sharedAccounts } from '../../src/recipients/index.ts';

describe('sharedAccounts', () => {
  const one = (customerCode: string, more: object = {}) => ({ customerCode, ...more });

  it('groups by account, and by access key where no account is known', () => {
    assert.deepEqual(
      sharedAccounts([
        one('a', { accountId: '1', signedInAs: 'x' }),
        one('b', { signedInAs: 'y' }),
        one('c', { accountId: '1', signedInAs: 'z' }),
        one('d', { signedInAs: 'y' }),
        one('e', { accountId: '2', signedInAs: 'w' }),
        one('f'),
        one('g'),
      ]),
      [{ accountId: '1', customerCodes: ['a', 'c'] }, { customerCodes: ['b', 'd'] }],
    );
  });

  it('knows the account of a key from whoever was told it', () => {
    assert.deepEqual(
      sharedAccounts([one('a', { signedInAs: 'x' }), one('b', { accountId: '1', signedInAs: 'x' })]),
      [{ accountId: '1', customerCodes: ['a', 'b'] }],
    );
  });

  it('does not count customers that failed', () => {
    const failed = { error: {}, accountId: '1' };
    assert.deepEqual(sharedAccounts([one('a', { accountId: '1' }), one('b', failed)]), []);
  });
});
