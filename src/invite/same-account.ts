import type { ConfigLoad } from '../customers/index.ts';
import type { Problem } from '../metadata/index.ts';
import { sharedAccounts, type SharedAccount } from '../recipients/index.ts';
import { listed, problem } from './problems.ts';

/**
 * Customers that were answered by the same account, one warning per account: the people of one then stand for the
 * others', who are missing. Silent where config.json says by the `aws_account_id` of every one of them that it is meant.
 * @param results of a query or a check
 */
export function sameAccount(
  results: Parameters<typeof sharedAccounts>[0],
  config: ConfigLoad,
): readonly Problem[] {
  const declared = (code: string): string | undefined =>
    config.kind === 'loaded' ? config.config.customers.get(code)?.declaredAccountId : undefined;
  const isMeant = ({ accountId, customerCodes }: SharedAccount): boolean =>
    accountId !== undefined && customerCodes.every((code) => declared(code) === accountId);
  return sharedAccounts(results).flatMap((shared) => {
    if (isMeant(shared)) return [];
    const { accountId, customerCodes } = shared;
    const by = accountId === undefined ? 'the same access key' : `the same AWS account, ${accountId}`;
    const message = `${listed(customerCodes)} were answered by ${by}: the same people stand for each of them. Correct aws_profile or ses_role_arn in config.json, or name the account there as aws_account_id of each if it is meant.`;
    return [problem('warning', 'SameAccount', message)];
  });
}
