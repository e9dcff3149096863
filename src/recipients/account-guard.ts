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
  const expected = expectations(customer, account);
  if (expected.length === 0) return account.accountId;
  const actual = account.accountId ?? (await askAccountId(account, request));
  const contradicted = expected.find(({ accountId }) => accountId !== actual);
  if (contradicted === undefined) return actual;
  const credentials =
    customer.credentials.kind === 'role'
      ? `role ${customer.credentials.roleArn}`
      : `profile ${customer.credentials.profile}`;
  throw new CustomerFailure({
    code: 'WrongAccount',
    message: `${credentials} belongs to account ${actual}, but ${contradicted.why}; nothing was read`,
    remedy: contradicted.remedy,
  });
}

/** Every account that the customer is said to be, with the words for who says so. */
function expectations(
  { customerCode, expectedAccountId, credentials }: Customer,
  { claims = [] }: ContactAccount,
): readonly { readonly accountId: string; readonly why: string; readonly remedy: string }[] {
  const profile = credentials.kind === 'profile' ? credentials.profile : '';
  const byConfig =
    expectedAccountId === undefined
      ? []
      : [
          {
            accountId: expectedAccountId,
            why: `customer ${customerCode} is account ${expectedAccountId}`,
            remedy: `Correct \`aws_profile\`, \`ses_role_arn\` or \`aws_account_id\` of customer ${customerCode} in config.json.`,
          },
        ];
  const byProfile = claims.map(({ accountId, setting }) => ({
    accountId,
    why: `its ${setting} says that it is account ${accountId}`,
    remedy: `Correct ${setting} of profile ${profile} in the AWS config file, or its other settings.`,
  }));
  return [...byConfig, ...byProfile];
}

/** Asks AWS which account the credentials belong to. @returns 12 digits */
export async function askAccountId(account: ContactAccount, request: RequestRunner): Promise<string> {
  const answer = await request('sts:GetCallerIdentity', (signal) => account.getCallerIdentity(signal));
  return parseAnswer(callerIdentity, answer, 'sts:GetCallerIdentity').Account;
}
