import type { Answer } from '../answer.ts';
import { BASE_CODE, type AwsOperation } from '../fault.ts';
import type { RecordedRequest } from '../journal.ts';
import type { Account } from './account.ts';
import { restJsonError } from './answers.ts';
import { deliverUnderFault, refuseByFault } from './fault-effect.ts';
import { AwsRefusal, isThrottling } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';

/** An operation of a sign-in service, which no signature guards. */
export interface SignInOperation {
  readonly service: RecordedRequest['service'];
  readonly operation: AwsOperation;
  /** Whose credentials are asked for; undefined where a sign-in is for all accounts, or for none that is known. */
  readonly account: Account | undefined;
  /** @throws AwsRefusal */
  readonly answer: () => Answer;
}

/** Answers one, or its customer's fault; what concerns no customer has the faults of `base`. */
export function performSignIn(request: AwsRequest, world: AwsWorld, about: SignInOperation): AwsOutcome {
  const { service, operation, account } = about;
  const customerCode = account?.customer?.code;
  request.entry.note({ service, operation, customerCode, accountId: account?.accountId, write: false });
  try {
    const fault = world.faults.take({ customerCode: customerCode ?? BASE_CODE, operation });
    refuseByFault(fault, { operation, callerArn: account?.userArn ?? 'anonymous', resource: '*' });
    return { customerCode, operation, delivery: deliverUnderFault(fault, about.answer()) };
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    if (isThrottling(error)) request.entry.note({ throttled: true });
    // OAuth's own member, from which clients take the reason (RFC 6749 §5.2).
    const more: Record<string, string> = service === 'sso' ? {} : { error: error.error.message };
    return {
      customerCode,
      operation,
      delivery: { kind: 'answer', answer: restJsonError(error.error, more) },
    };
  }
}

/** A form's or a query's field, or a refusal that says which one is missing. */
export function required(value: string | null | undefined, name: string): string {
  if (value) return value;
  throw new AwsRefusal(400, 'InvalidRequestException', `Missing required parameter: ${name}`);
}
