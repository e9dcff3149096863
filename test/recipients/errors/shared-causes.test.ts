import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharedCauses } from '../../../src/recipients/index.ts';
import type { CustomerError } from '../../../src/recipients/index.ts';

const failed = (customerCode: string, more: Partial<CustomerError> = {}) => ({
  customerCode,
  error: {
    customerCode,
    code: 'SsoSignInNeeded',
    message: `failed to get config for customer ${customerCode}: the SSO sign-in of profile ${customerCode} is missing or has expired`,
    remedy: `Run \`aws sso login --profile ${customerCode}\`, then ask again.`,
    retryable: false,
    cause: 'sso-session corp',
    shared: {
      message: 'the sign-in of sso-session corp is missing or has expired',
      remedy: 'Run `aws sso login --sso-session corp`, then ask again.',
    },
    ...more,
  },
});

describe('sharedCauses', () => {
  it('gives one remedy for a session that several profiles sign in by', () => {
    assert.deepEqual(sharedCauses([failed('b'), { customerCode: 'fine' }, failed('a')]), [
      {
        cause: 'sso-session corp',
        code: 'SsoSignInNeeded',
        message: 'the sign-in of sso-session corp is missing or has expired',
        remedy: 'Run `aws sso login --sso-session corp`, then ask again.',
        customerCodes: ['b', 'a'],
      },
    ]);
  });

  it('says what all of them say, without what each was doing', () => {
    const message = 'the host sts.us-east-1.amazonaws.com was not found';
    const network = { code: 'HostNotFound', cause: 'network', remedy: 'Check the network.' };
    const shared = { message, remedy: network.remedy };
    const topic =
      "failed to get topic subscribers for customer b: failed to list contacts for topic 'x': after page 2: ";
    assert.deepEqual(
      sharedCauses([
        failed('a', { ...network, shared, message: `failed to assume role: ${message}` }),
        failed('b', { ...network, shared, message: topic + message }),
      ]),
      [{ ...network, message, customerCodes: ['a', 'b'] }],
    );
  });

  it('has the sign-in that remedies it for all, of the first customer’s profile', () => {
    const signIn = (profile: string) => ({ signIn: { kind: 'sso' as const, profile } });
    const [cause] = sharedCauses([failed('b', signIn('b')), failed('a', signIn('a'))]);
    assert.deepEqual(cause?.signIn, { kind: 'sso', profile: 'b' });
  });

  it('puts together only those of whom the same sentence is true', () => {
    const of = (code: string, message: string) =>
      failed(code, { cause: 'network', shared: { message, remedy: 'Check it.' } });
    const shared = sharedCauses([
      of('a', 'no names'),
      of('b', 'no way'),
      of('c', 'no names'),
      of('d', 'alone'),
    ]);
    assert.deepEqual(
      shared.map(({ message, customerCodes }) => [message, customerCodes]),
      [['no names', ['a', 'c']]],
    );
  });

  it('tells credentials that no role lets in once, and not those that some role lets in', () => {
    const refused = (code: string, refusedCaller: string) =>
      failed(code, {
        code: 'AssumeRoleDenied',
        cause: undefined,
        refusedCaller,
        shared: { message: `none lets ${refusedCaller} in`, remedy: 'Allow it.' },
      });
    const results = [
      refused('a', 'profile base'),
      refused('b', 'profile base'),
      refused('c', 'profile other'),
    ];
    const [cause, ...others] = sharedCauses(results);
    assert.deepEqual(
      [cause?.cause, cause?.code, cause?.message, cause?.customerCodes, others],
      ['caller profile base', 'AssumeRoleDenied', 'none lets profile base in', ['a', 'b'], []],
    );
    assert.deepEqual(sharedCauses([...results, { customerCode: 'd', assumedBy: 'profile base' }]), []);
  });

  it('is silent about what one customer failed by, and about what nobody shares', () => {
    const own = failed('c', { cause: undefined }).error;
    assert.deepEqual(
      sharedCauses([
        failed('a'),
        failed('b', { cause: 'profile b' }),
        { customerCode: 'c', error: own },
        { customerCode: 'd', error: own },
      ]),
      [],
    );
  });

  it('names every customer of a cause once, whatever the causes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', undefined)), (causes) => {
        const results = causes.map((cause, index) => failed(`c${index}`, { cause }));
        const shared = sharedCauses(results);
        for (const { cause, customerCodes } of shared) {
          assert.ok(customerCodes.length > 1);
          assert.deepEqual(
            customerCodes,
            results.filter(({ error }) => error.cause === cause).map(({ customerCode }) => customerCode),
          );
        }
        assert.equal(new Set(shared.map(({ cause }) => cause)).size, shared.length);
      }),
    );
  });
});
