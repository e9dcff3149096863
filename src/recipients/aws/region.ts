import { partitionConflict } from '../../customers/index.ts';
import type { AwsProfile, Customer, Environment } from '../../customers/index.ts';
import { regionMissing, wrongPartition } from '../errors/region-failures.ts';
import { CustomerFailure } from '../errors/failure.ts';
import { firstSet } from './first-set.ts';

const environmentRegion = (env: Environment): string | undefined =>
  firstSet(env.AWS_REGION, env.AWS_DEFAULT_REGION);

/**
 * The region a customer's contact list is in: config.json's, else the profile's, else the environment's, else the one
 * that a config.json without a region means. The AWS CLI asks the environment before the profile; here a stray variable
 * must not move thirty customers.
 * @param profile the one whose credentials are used, if any
 * @throws CustomerFailure `RegionMissing`
 */
export function customerRegion(
  customer: Customer,
  profile: AwsProfile | undefined,
  env: Environment,
): string {
  const region = firstSet(customer.region, profile?.region, environmentRegion(env), customer.defaultRegion);
  if (region === undefined)
    throw new CustomerFailure(regionMissing(profile === undefined ? {} : { profile: profile.name }));
  return region;
}

/**
 * Makes sure that a role can be used in a region, before anybody is asked.
 * @throws CustomerFailure `RegionInvalid` when they are of different partitions
 */
export function refuseOtherPartition(roleArn: string, region: string): void {
  const conflict = partitionConflict(roleArn, region);
  if (conflict !== undefined)
    throw new CustomerFailure(wrongPartition(roleArn, conflict.role, region, conflict.region));
}

/**
 * The region to sign in at: where the base credentials are at home, else the environment's, else the customer's own.
 * Any region gives sessions that are valid in all of them.
 */
export const signInRegion = (
  profile: AwsProfile | undefined,
  env: Environment,
  fallback: string | undefined,
): string | undefined => firstSet(profile?.region, environmentRegion(env), fallback);
