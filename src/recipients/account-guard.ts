import type { Customer } from '../customers/index.ts';
import type { ContactAccount, RequestRunner } from './account.ts';
import { callerIdentity } from './answers.ts';
import { CustomerFailure } from './errors/failure.ts';
import { parseAnswer } from './parse-answer.ts';

/**
 * Makes sure that the credentials belong to the customer's own account, before anything is read with them: otherwise
 * somebody else's subscribers would be invited. Costs a request (GetCallerIdentity, which needs no permission) only when
 * an account is expected and signing in has not already told it.
 * @returns the account's id where it is known
 * @throws CustomerFailure `WrongAccount`, or what asking failed with
 */
export async function guardAccount(
  customer: Customer,
  account: ContactAccount,
  request: RequestRunner,
): Promise<string | undefined> {
  const expected = customer.expectedAccountId;
  if (expected === undefined) return account.accountId;
  const actual = account.accountId ?? (await askAccountId(account, request));
  if (actual === expected) return actual;
  const credentials =
    customer.credentials.kind === 'role'
      ? `role ${customer.credentials.roleArn}`
      : `profile ${customer.credentials.profile}`;
  throw new CustomerFailure({
    code: 'WrongAccount',
    message: `${credentials} belongs to account ${actual}, but customer ${customer.customerCode} is account ${expected}; nothing was read`,
    remedy: `Correct \`aws_profile\`, \`ses_role_arn\` or \`aws_account_id\` of customer ${customer.customerCode} in config.json.`,
  });
}

/** Asks AWS which account the credentials belong to. @returns 12 digits */
export async function askAccountId(account: ContactAccount, request: RequestRunner): Promise<string> {
  const answer = await request('sts:GetCallerIdentity', (signal) => account.getCallerIdentity(signal));
  return parseAnswer(callerIdentity, answer, 'sts:GetCallerIdentity').Account;
}
