/** One operation of one AWS service, as an IAM policy names it. */
export interface AwsOperation {
  readonly service: 'sts' | 'ses';
  readonly operation: string;
}

/**
 * Everything this program may ever ask of AWS. All of it reads or signs in; nothing that creates, changes or deletes can
 * leave (see {@link assertAllowed}). Of a customer's account only the operations of `ses` are asked, and the
 * least-privilege policy in the docs is made from those; those of `sts` are asked as, and about, the caller itself.
 */
export const ALLOWED_OPERATIONS: readonly AwsOperation[] = [
  { service: 'sts', operation: 'AssumeRole' },
  { service: 'sts', operation: 'AssumeRoleWithWebIdentity' },
  { service: 'sts', operation: 'GetSessionToken' },
  { service: 'sts', operation: 'GetCallerIdentity' },
  { service: 'ses', operation: 'ListContactLists' },
  { service: 'ses', operation: 'GetContactList' },
  { service: 'ses', operation: 'ListContacts' },
];

/** A program error, never a customer's: something tried to make a request that is not on the list. */
export class OperationNotAllowed extends Error {
  override readonly name = 'OperationNotAllowed';
}

/**
 * Throws unless the operation is on the list.
 * @param commandName as the AWS SDK names its commands, e.g. `ListContactsCommand`
 * @throws OperationNotAllowed
 */
export function assertAllowed(service: AwsOperation['service'], commandName: string | undefined): void {
  const operation = commandName?.replace(/Command$/, '');
  if (!ALLOWED_OPERATIONS.some((allowed) => allowed.service === service && allowed.operation === operation))
    throw new OperationNotAllowed(
      `${service}:${operation ?? 'unknown'} is not on the list of allowed operations`,
    );
}
