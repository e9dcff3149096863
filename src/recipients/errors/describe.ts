import type { CustomerError } from '../result.ts';

/**
 * A customer's error as one line for a person: what happened, then what to do.
 * @param error from a {@link CustomerRecipientResult}
 */
export const describeError = (error: CustomerError): string =>
  `${endSentence(error.message)} ${error.remedy}`.trim();

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
