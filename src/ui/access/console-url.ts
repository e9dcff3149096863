import type { NodeContactList } from '../tree/node.ts';

/** The console's host in each partition (AWS: endpoints and partitions; sign-in URLs of the China and GovCloud consoles). */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}

/** As AWS writes its regions. A region comes from config.json or the AWS files and becomes part of a host name. */
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/**
 * Where the AWS console shows a contact list: https, on a host of AWS, whatever a file may say.
 * @throws Error for a region that is none
 */
export function consoleUrl({ name, region }: Pick<NodeContactList, 'name' | 'region'>): string {
  if (!REGION.test(region)) throw new Error(`“${region}” is not the name of an AWS region.`);
  return `https://${consoleHost(region)}/ses/home?region=${region}#/contact-lists/${encodeURIComponent(name)}`;
}
