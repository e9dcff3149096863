import type { CustomerError } from '../result.ts';
import { classify } from './classify.ts';

/** Which part of asking a customer something happened in. */
export type QueryStep = 'credentials' | 'account' | 'list' | 'contacts' | 'topic';

/** How far a customer had come, for the message. */
export interface Progress {
  readonly customerCode: string;
  readonly topicName: string;
  /** Whether the credentials are a role's, which the Go tool words differently. */
  readonly assumesRole: boolean;
  readonly step: QueryStep;
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
    message: `${prefix}${after}${failure.message}`,
    remedy: failure.remedy,
    retryable: failure.retry !== 'never',
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
  };
}

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
