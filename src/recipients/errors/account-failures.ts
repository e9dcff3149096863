import type { FailureFacts } from './failure.ts';

/** Credentials that were renewed in the middle, and turn out to be somebody else's. @param actual as AWS says, if it does */
export const wrongAccount = (expected: string, actual: string | undefined): FailureFacts => ({
  code: 'WrongAccount',
  message: `the renewed credentials belong to account ${actual ?? 'unknown'}, not to ${expected} as before; nothing more was read`,
  remedy: 'Ask again; if it stays so, sign in to the right account.',
});
