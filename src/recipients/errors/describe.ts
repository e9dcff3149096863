/**
 * A customer's error as one line for a person: what happened, then what to do.
 * @param error from a {@link CustomerRecipientResult}, or what several of them share
 */
export const describeError = (error: { readonly message: string; readonly remedy: string }): string =>
  `${endSentence(error.message)} ${error.remedy}`.trim();

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
