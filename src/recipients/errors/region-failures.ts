import { nearestFirst } from '../../metadata/index.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { KNOWN_REGIONS, REGIONS_WITHOUT_SES } from './known-regions.ts';

/** Nothing says which region to ask in. */
export const regionMissing = (about: AskedAbout): FailureFacts => ({
  code: 'RegionMissing',
  message: 'no AWS region is set for this customer',
  remedy: `Set \`region\` for the customer in config.json${about.profile === undefined ? '' : ` or in profile ${about.profile}`}, or AWS_REGION.`,
});

/** A region that AWS does not have, with the likeliest one meant. */
export function unknownRegion(region: string): FailureFacts {
  const near = nearestFirst(region, KNOWN_REGIONS)[0] ?? 'us-east-1';
  return {
    code: 'RegionInvalid',
    message: `region ${JSON.stringify(region)} does not exist; did you mean ${near}?`,
    remedy: `Correct \`region\` in config.json or in the AWS profile: ${near}, perhaps.`,
  };
}

/**
 * Why AWS's own host of a region cannot be found, when it is not for want of a network: nobody knows the region, or SES is
 * not there.
 * @returns undefined where the region is no reason, or the host is not AWS's own
 */
export function unreachableRegion({ endpoint, region, operation }: AskedAbout): FailureFacts | undefined {
  if (endpoint !== undefined || region === undefined) return undefined;
  if (!KNOWN_REGIONS.includes(region)) return unknownRegion(region);
  if (operation?.startsWith('ses:') !== true || !REGIONS_WITHOUT_SES.has(region)) return undefined;
  return {
    code: 'RegionInvalid',
    message: `there is no SES in region ${region}, by AWS's list of endpoints, and its host was not found`,
    remedy:
      'Correct `region` of the customer in config.json (or in the AWS profile): contact lists are where the customer uses SES.',
  };
}

/** A role of one partition, and a region of another: neither knows the other's credentials (IAM user guide: partitions). */
export const wrongPartition = (roleArn: string, role: string, region: string, its: string): FailureFacts => ({
  code: 'RegionInvalid',
  message: `role ${roleArn} is of partition ${role}, but region ${region} is of partition ${its}; AWS keeps partitions apart`,
  remedy: 'Correct the region or the role of this customer, in config.json or in the AWS profile.',
});
