import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customerRegion, refuseOtherPartition, signInRegion } from '../../../src/recipients/aws/region.ts';
import { fakeCustomer } from '../fakes/accounts.ts';

const profile = { name: 'p', region: 'eu-west-1', raw: {} };
const env = { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'sa-east-1' };

describe('customerRegion', () => {
  it("is the customer's, else the profile's, else the environment's", () => {
    assert.equal(customerRegion(fakeCustomer('a', { region: 'us-west-2' }), profile, env), 'us-west-2');
    assert.equal(customerRegion(fakeCustomer('a', { region: '' }), profile, env), 'eu-west-1');
    assert.equal(customerRegion(fakeCustomer('a'), undefined, env), 'eu-north-1');
    assert.equal(
      customerRegion(fakeCustomer('a'), undefined, { AWS_DEFAULT_REGION: 'sa-east-1' }),
      'sa-east-1',
    );
  });

  it('is an error when nothing names one', () => {
    assert.throws(() => customerRegion(fakeCustomer('a'), { name: 'p', raw: {} }, {}), {
      code: 'RegionMissing',
      remedy: /profile p/,
    });
  });
});

describe('signInRegion', () => {
  it('is where the base credentials are at home', () => {
    assert.equal(signInRegion(profile, env, 'us-west-2'), 'eu-west-1');
    assert.equal(signInRegion(undefined, {}, 'us-west-2'), 'us-west-2');
  });
});

describe('a role and a region', () => {
  it('must be of one partition, before anybody is asked', () => {
    const role = 'arn:aws-cn:iam::111122223333:role/contacts';
    assert.throws(() => refuseOtherPartition(role, 'us-east-1'), {
      code: 'RegionInvalid',
      message: /role arn:aws-cn:\S+ is of partition aws-cn, but region us-east-1 is of partition aws/,
    });
    refuseOtherPartition(role, 'cn-north-1');
    refuseOtherPartition(role, 'a-region-of-tomorrow');
  });
});
