import type { CustomerError } from '../result.ts';
import { classify } from './classify.ts';
import type { CustomerFailure } from './failure.ts';

/** Which part of asking a customer something happened in. */
export type QueryStep = 'credentials' | 'account' | 'list' | 'contacts' | 'topic';

/** How far a customer had come, for the message. */
export interface Progress {
  readonly customerCode: string;
  readonly topicName: string;
  /** Whether the credentials are a role's, which the Go tool words differently. */
  readonly assumesRole: boolean;
  readonly step: QueryStep;
  /** What exactly signing in was at, e.g. `credentials of profile hts`. */
  readonly signingIn?: string;
  readonly pagesRead: number;
}

/**
 * Turns whatever was thrown into a customer's error. The message begins as the Go tool's did for the same step, so that
 * logs and scripts written for it go on reading right; a failure after the first page says after which.
 */
export function toCustomerError(error: unknown, progress: Progress): CustomerError {
  const failure = classify(error);
  const after = progress.pagesRead === 0 ? '' : `after page ${progress.pagesRead}: `;
  const prefix = failure.code === 'Cancelled' || failure.code === 'WrongAccount' ? '' : prefixOf(progress);
  return {
    customerCode: progress.customerCode,
    code: failure.code,
    message: `${prefix}${after}${failure.message}${phaseOf(failure.code, progress)}`,
    remedy: failure.remedy,
    retryable: failure.retry !== 'never',
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
    ...sharedOf(failure),
    ...(failure.refusedCaller === undefined ? {} : { refusedCaller: failure.refusedCaller }),
    ...(failure.signIn === undefined ? {} : { signIn: failure.signIn }),
  };
}

/** What can be said of others as well: what was said of this one, before its step was put in front, unless facts say else. */
function sharedOf({
  cause,
  refusedCaller,
  shared,
  message,
  remedy,
}: CustomerFailure): Partial<CustomerError> {
  if (cause === undefined && refusedCaller === undefined) return {};
  return { shared: shared ?? { message, remedy } };
}

/** Of a customer whose time was up while it was signing in: what took so long. */
const phaseOf = (code: string, { step, signingIn }: Progress): string =>
  code === 'CustomerTimeout' && step === 'credentials' && signingIn !== undefined ? ` (${signingIn})` : '';

function prefixOf({ step, customerCode, topicName, assumesRole }: Progress): string {
  switch (step) {
    case 'credentials':
      return assumesRole ? 'failed to assume role: ' : `failed to get config for customer ${customerCode}: `;
    case 'account':
      return `failed to get config for customer ${customerCode}: `;
    case 'list':
      return `failed to get contact list for customer ${customerCode}: `;
    case 'contacts':
    case 'topic':
      return `failed to get topic subscribers for customer ${customerCode}: failed to list contacts for topic '${topicName}': `;
  }
}
