import type { Answer } from '../answer.ts';
import type { Delivery } from '../delivery.ts';
import type { AwsOperation, Fault } from '../fault.ts';
import type { AwsError } from './answers.ts';
import { AwsRefusal } from './refusal.ts';

/** Where a fault strikes. */
export interface FaultContext {
  readonly operation: AwsOperation;
  /** Of the caller. */
  readonly callerArn: string;
  /** What the operation is about, as IAM names it. */
  readonly resource: string;
}

/** Whose error codes apply: the services name the same refusal differently. */
type Wording = 'ses' | 'sts' | 'sso' | 'sso-oidc' | 'signin';

const WORDINGS: Readonly<Record<AwsOperation, Wording>> = {
  AssumeRole: 'sts',
  AssumeRoleWithWebIdentity: 'sts',
  GetSessionToken: 'sts',
  GetCallerIdentity: 'sts',
  GetRoleCredentials: 'sso',
  CreateToken: 'sso-oidc',
  CreateOAuth2Token: 'signin',
  ListContactLists: 'ses',
  GetContactList: 'ses',
  ListContacts: 'ses',
};

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

const UNKNOWN_ERROR = 'The request processing has failed because of an unknown error, exception or failure.';
const EXPIRED_TOKEN = 'The security token included in the request is expired';

/** What each service says to each kind; `denied` of the two that IAM guards is worded by {@link accessDenied}. */
const REFUSALS: Readonly<Record<Wording, Readonly<Partial<Record<Fault['kind'], AwsError>>>>> = {
  ses: {
    throttled: { status: 429, code: 'TooManyRequestsException', message: 'Rate exceeded' },
    expired: { status: 403, code: 'ExpiredTokenException', message: EXPIRED_TOKEN },
    'server-error': { status: 500, code: 'InternalServiceErrorException', message: UNKNOWN_ERROR },
  },
  sts: {
    throttled: { status: 400, code: 'Throttling', message: 'Rate exceeded' },
    expired: { status: 403, code: 'ExpiredToken', message: EXPIRED_TOKEN },
    'server-error': { status: 500, code: 'InternalFailure', message: UNKNOWN_ERROR },
  },
  sso: {
    denied: { status: 403, code: 'ForbiddenException', message: 'No access' },
    throttled: { status: 429, code: 'TooManyRequestsException', message: 'HTTP 429 Unknown Code' },
    expired: { status: 401, code: 'UnauthorizedException', message: 'Session token not found or invalid' },
    'server-error': { status: 500, code: 'InternalServerException', message: UNKNOWN_ERROR },
  },
  'sso-oidc': {
    denied: { status: 400, code: 'UnauthorizedClientException', message: 'unauthorized_client' },
    throttled: { status: 400, code: 'SlowDownException', message: 'slow_down' },
    expired: { status: 400, code: 'InvalidGrantException', message: 'invalid_grant' },
    'server-error': { status: 500, code: 'InternalServerException', message: 'server_error' },
  },
  signin: {
    denied: { status: 400, code: 'AccessDeniedException', message: 'INSUFFICIENT_PERMISSIONS' },
    throttled: { status: 429, code: 'TooManyRequestsError', message: 'INTERNAL_FAILURE' },
    expired: { status: 400, code: 'AccessDeniedException', message: 'TOKEN_EXPIRED' },
    'password-changed': { status: 400, code: 'AccessDeniedException', message: 'USER_CREDENTIALS_CHANGED' },
    'server-error': { status: 500, code: 'InternalServerException', message: 'INTERNAL_FAILURE' },
  },
};

/** Throws for faults that are an answer of the service in place of the ordinary one. */
export function refuseByFault(fault: Fault | undefined, context: FaultContext): void {
  if (!fault) return;
  const wording = WORDINGS[context.operation];
  const kind = fault.kind === 'denied-role' ? 'denied' : fault.kind;
  if (kind === 'denied' && (wording === 'ses' || wording === 'sts'))
    throw accessDenied({ ...context, action: `${wording}:${context.operation}` });
  if (kind === 'refused') {
    const { status = 400, code = 'ValidationException', message = 'The request was refused.' } = fault;
    throw new AwsRefusal(status, code, message);
  }
  const refusal = REFUSALS[wording][kind];
  if (refusal) throw new AwsRefusal(refusal.status, refusal.code, refusal.message, fault.retryAfterSeconds);
}

/** How the ordinary answer gets through under the fault. */
export function deliverUnderFault(fault: Fault | undefined, answer: Answer): Delivery {
  const changed = (changes: Partial<Answer>): Delivery => ({
    kind: 'answer',
    answer: { ...answer, ...changes },
  });
  const { afterBytes, durationMs = 3000, status = 200 } = fault ?? {};
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
      answer: { status, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE },
    },
    'missing-contacts': changed({ body: '{}' }),
  };
  return (fault && deliveries[fault.kind]) ?? changed({});
}

const PROXY_PAGE =
  '<html><head><title>Sign in</title></head><body><h1>Network sign-in required</h1>' +
  '<form action="/login"><input name="user"></form></body></html>';
