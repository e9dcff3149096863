/** Regions of the partitions, by the expressions that AWS's SDKs decide with (botocore 1.43.11, `partitions.json`, of 2026). */
const PARTITIONS: readonly (readonly [string, RegExp])[] = [
  ['aws', /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/],
  ['aws-cn', /^cn-\w+-\d+$/],
  ['aws-eusc', /^eusc-(de)-\w+-\d+$/],
  ['aws-iso', /^us-iso-\w+-\d+$/],
  ['aws-iso-b', /^us-isob-\w+-\d+$/],
  ['aws-iso-e', /^eu-isoe-\w+-\d+$/],
  ['aws-iso-f', /^us-isof-\w+-\d+$/],
  ['aws-us-gov', /^us-gov-\w+-\d+$/],
];

/** The partition of AWS that a region is in, e.g. `aws-us-gov`; undefined for a region that no rule knows. */
export const partitionOfRegion = (region: string): string | undefined =>
  PARTITIONS.find(([, regions]) => regions.test(region))?.[0];

/** The partition that an ARN begins with (IAM user guide: ARNs); undefined when the text is no ARN. */
export const partitionOfArn = (arn: string): string | undefined => /^arn:(aws(?:-[a-z]+)*):/.exec(arn)?.[1];

/** Two partitions that AWS keeps apart: the credentials of one are nothing in the other. */
export interface PartitionConflict {
  readonly role: string;
  readonly region: string;
}

/** @returns the two partitions when a role and a region are of different ones; undefined when they fit, or nobody can tell */
export function partitionConflict(roleArn: string, region: string): PartitionConflict | undefined {
  const [role, its] = [partitionOfArn(roleArn), partitionOfRegion(region)];
  return role === undefined || its === undefined || role === its ? undefined : { role, region: its };
}
