import type { Answer } from '../answer.ts';
import type { Delivery } from '../delivery.ts';
import type { AwsOperation, Fault } from '../fault.ts';
import { AwsRefusal } from './refusal.ts';

/** Where a fault strikes. */
export interface FaultContext {
  readonly operation: AwsOperation;
  /** Of the caller. */
  readonly callerArn: string;
  /** What the operation is about, as IAM names it. */
  readonly resource: string;
}

const isSts = (operation: AwsOperation) => operation === 'AssumeRole' || operation === 'GetCallerIdentity';

/** The refusal that IAM gives when a permission is missing. */
export function accessDenied(context: {
  readonly action: string;
  readonly callerArn: string;
  readonly resource: string;
}): AwsRefusal {
  const code = context.action.startsWith('sts:') ? 'AccessDenied' : 'AccessDeniedException';
  const message = `User: ${context.callerArn} is not authorized to perform: ${context.action} on resource: ${context.resource}`;
  return new AwsRefusal(403, code, message);
}

/** Throws for faults that are an answer of the service in place of the ordinary one. */
export function refuseByFault(fault: Fault | undefined, context: FaultContext): void {
  const sts = isSts(context.operation);
  const refusals: Partial<Record<Fault['kind'], () => AwsRefusal>> = {
    denied: () => accessDenied({ ...context, action: `${sts ? 'sts' : 'ses'}:${context.operation}` }),
    throttled: () =>
      sts
        ? new AwsRefusal(400, 'Throttling', 'Rate exceeded')
        : new AwsRefusal(429, 'TooManyRequestsException', 'Rate exceeded'),
    expired: () =>
      new AwsRefusal(
        403,
        sts ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
      ),
    'server-error': () =>
      new AwsRefusal(
        500,
        sts ? 'InternalFailure' : 'InternalServiceErrorException',
        'The request processing has failed because of an unknown error, exception or failure.',
      ),
  };
  const refusal = fault && refusals[fault.kind === 'denied-role' ? 'denied' : fault.kind];
  if (refusal) throw refusal();
}

/** How the ordinary answer gets through under the fault. */
export function deliverUnderFault(fault: Fault | undefined, answer: Answer): Delivery {
  const changed = (changes: Partial<Answer>): Delivery => ({
    kind: 'answer',
    answer: { ...answer, ...changes },
  });
  const { afterBytes, durationMs = 3000 } = fault ?? {};
  const deliveries: Partial<Record<Fault['kind'], Delivery>> = {
    hanging: { kind: 'hang' },
    reset:
      afterBytes === undefined
        ? { kind: 'reset' }
        : { kind: 'reset', partial: { answer, bytes: afterBytes } },
    'slow-body': { kind: 'slow', answer, durationMs },
    garbage: changed({ body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) }),
    html: {
      kind: 'answer',
      answer: { status: 200, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE },
    },
    'missing-contacts': changed({ body: '{}' }),
  };
  return (fault && deliveries[fault.kind]) ?? changed({});
}

const PROXY_PAGE =
  '<html><head><title>Sign in</title></head><body><h1>Network sign-in required</h1>' +
  '<form action="/login"><input name="user"></form></body></html>';
