import * as z from 'zod';

/** The AWS operations that a fault or a latency can name. */
export const awsOperations = [
  'AssumeRole',
  'AssumeRoleWithWebIdentity',
  'GetSessionToken',
  'GetCallerIdentity',
  'GetRoleCredentials',
  'CreateToken',
  'CreateOAuth2Token',
  'ListContactLists',
  'GetContactList',
  'ListContacts',
] as const;

export type AwsOperation = (typeof awsOperations)[number];

/** In place of a customer's code: what concerns the cloud team's own account or its sign-ins. */
export const BASE_CODE = 'base';

/**
 * Something that goes wrong for one customer, or for `base`. Without `operation`, `denied-role` hits AssumeRole,
 * `repeat-token`, `empty-page` and `missing-contacts` hit ListContacts, `password-changed` hits CreateOAuth2Token,
 * `expired` hits GetCallerIdentity as well, and every kind else hits the SES calls.
 */
export const faultSchema = z.strictObject({
  kind: z.enum([
    'denied-role', // the role does not let the caller in: AccessDenied of STS
    'denied', // the caller lacks the permission: AccessDeniedException
    'throttled', // 429 TooManyRequestsException
    'hanging', // the request is taken and never answered
    'reset', // the socket is destroyed, at once or after `afterBytes` of the answer's body
    'garbage', // a body that breaks off in the middle of its JSON
    'html', // a proxy's sign-in page, with `status`
    'expired', // the session token, or the sign-in behind it, has expired
    'password-changed', // the sign-in of `aws login` ended with the password
    'refused', // any other refusal: `status`, `code`, `message`
    'no-list', // the account has no contact list
    'no-topic', // the list has no topics
    'slow-body', // headers at once, the body dripping over `durationMs`
    'server-error', // 500
    'repeat-token', // every page hands out the same token, for ever
    'empty-page', // a page without contacts whose token leads to those it withheld
    'missing-contacts', // 200 with an empty object
  ]),
  /** How many requests it hits; absent: until it is taken away. */
  times: z.int().min(1).optional(),
  operation: z.enum(awsOperations).optional(),
  /** Only this page (1-based) of ListContacts. */
  page: z.int().min(1).optional(),
  /** Only this page (1-based) of ListContacts and those after it. */
  fromPage: z.int().min(1).optional(),
  /** For `reset`: bytes of the body that still arrive. */
  afterBytes: z.int().min(0).optional(),
  /** For `slow-body`: ms from the first byte of the body to the last; 3,000 when absent. */
  durationMs: z.number().min(0).optional(),
  /** For `html` (200 when absent; proxies also answer 407, 503 or 511) and `refused` (400 when absent). */
  status: z.int().min(200).max(599).optional(),
  /** For `refused`: the name SDKs show, e.g. `RegionDisabledException`. */
  code: z.string().optional(),
  message: z.string().optional(),
  /** For `throttled` and `server-error`: the seconds of a Retry-After header. */
  retryAfterSeconds: z.number().min(0).optional(),
});

/** What `setFault` takes. */
export type Fault = z.output<typeof faultSchema>;

/** The part of a request that faults are matched by. `page` is 1-based and only known for ListContacts. */
export interface FaultTarget {
  readonly customerCode: string;
  readonly operation: AwsOperation;
  readonly page?: number;
}

/** Faults in force. The first of a customer's faults that matches a request is used up by one. */
export interface FaultBook {
  readonly set: (customerCode: string, faults: readonly Fault[]) => void;
  /** The fault that hits this request, counted as used; undefined: the request goes its ordinary way. */
  readonly take: (target: FaultTarget) => Fault | undefined;
  readonly all: () => Readonly<Record<string, readonly Fault[]>>;
}

/** An empty book of faults. */
export function createFaultBook(): FaultBook {
  const book = new Map<string, { readonly fault: Fault; left: number }[]>();
  return {
    set: (customerCode, faults) => {
      book.set(
        customerCode,
        faults.map((fault) => ({ fault, left: fault.times ?? Infinity })),
      );
    },
    take: (target) => {
      const found = book.get(target.customerCode)?.find(({ fault, left }) => left > 0 && hits(fault, target));
      if (found) found.left -= 1;
      return found?.fault;
    },
    all: () =>
      Object.fromEntries(
        [...book]
          .map(([code, entries]) => [code, entries.filter((e) => e.left > 0).map((e) => e.fault)] as const)
          .filter(([, faults]) => faults.length > 0),
      ),
  };
}

function hits(fault: Fault, target: FaultTarget): boolean {
  const { page = 0 } = target; // 0: no page of contacts at all
  if (fault.page !== undefined && page !== fault.page) return false;
  if (fault.fromPage !== undefined && page < fault.fromPage) return false;
  return fault.operation
    ? fault.operation === target.operation
    : (USUAL[fault.kind] ?? SES).includes(target.operation);
}

const SES: readonly AwsOperation[] = ['ListContactLists', 'GetContactList', 'ListContacts'];

/** The operations of the kinds that do not simply hit SES. */
const USUAL: Readonly<Partial<Record<Fault['kind'], readonly AwsOperation[]>>> = {
  'denied-role': ['AssumeRole'],
  'repeat-token': ['ListContacts'],
  'empty-page': ['ListContacts'],
  'missing-contacts': ['ListContacts'],
  'password-changed': ['CreateOAuth2Token'],
  expired: [...SES, 'GetCallerIdentity'],
};
