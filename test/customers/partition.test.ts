import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCustomerConfig } from '../../src/customers/index.ts';
import { partitionConflict, partitionOfArn, partitionOfRegion } from '../../src/customers/partition.ts';
import { accountOfRole } from '../../src/customers/role-arn.ts';

const role = (partition: string) => `arn:${partition}:iam::111122223333:role/contacts`;
const parse = (entry: object, more: object = {}) =>
  parseCustomerConfig(
    JSON.stringify({ ...more, customer_mappings: { hts: entry } }, undefined, 2),
    'config.json',
  );

describe('partitions of AWS', () => {
  it('are those of ARNs, whichever AWS may add', () => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-moon']) {
      assert.equal(partitionOfArn(role(partition)), partition);
      assert.equal(accountOfRole(role(partition)), '111122223333');
    }
    for (const wrong of ['aws-', 'aws-CN', 'awscn', 'aws--cn', 'aws-1', '', 'gcp'])
      assert.equal(accountOfRole(role(wrong)), undefined, wrong);
  });

  it('have the regions that AWS’s own rules give them', () => {
    const rows = [
      ['us-east-1', 'aws'],
      ['mx-central-1', 'aws'],
      ['cn-northwest-1', 'aws-cn'],
      ['us-gov-west-1', 'aws-us-gov'],
      ['eusc-de-east-1', 'aws-eusc'],
      ['us-iso-east-1', 'aws-iso'],
      ['us-isob-east-1', 'aws-iso-b'],
      ['eu-isoe-west-1', 'aws-iso-e'],
      ['us-isof-south-1', 'aws-iso-f'],
      ['xx-new-place', undefined],
    ] as const;
    for (const [region, partition] of rows) assert.equal(partitionOfRegion(region), partition, region);
    assert.equal(partitionConflict(role('aws-new'), 'us-east-1')?.region, 'aws');
    assert.equal(partitionConflict(role('aws'), 'xx-new-place'), undefined);
  });

  it('that differ are the entry’s error, at the place of what is wrong', () => {
    const own = parse({ ses_role_arn: role('aws-cn'), region: 'eu-west-1' });
    const reason = own.config?.invalidCustomers?.get('hts');
    assert.equal(reason?.code, 'ConfigInvalid');
    assert.match(
      reason.message,
      /^config\.json:5:17: .*partition aws-cn, but “region” is eu-west-1, which is in partition aws/,
    );
    const files = parse({ ses_role_arn: role('aws-eusc') }, { aws_region: 'us-east-1' });
    assert.match(
      files.config?.invalidCustomers?.get('hts')?.message ?? '',
      /aws-eusc, but “aws_region” is us-east-1/,
    );
  });

  it('that fit are none, nor is a region that the profile decides', () => {
    for (const [partition, region] of [
      ['aws-eusc', 'eusc-de-east-1'],
      ['aws-us-gov', 'us-gov-east-1'],
      ['aws', 'ap-south-2'],
    ] as const)
      assert.ok(parse({ ses_role_arn: role(partition), region }).config?.customers.has('hts'), region);
    const byProfile = parse({ ses_role_arn: role('aws-cn'), aws_profile: 'cn' }, { aws_region: 'us-east-1' });
    assert.ok(byProfile.config?.customers.has('hts'));
  });
});
