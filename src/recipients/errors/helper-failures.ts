import type { FailureFacts } from './failure.ts';
import { lastWordsOfHelper } from './helper-words.ts';

/** What to do about a `credential_process`: see for oneself what it says. */
const remedy = (profile: string): string =>
  `Run the command named by credential_process of profile ${profile} in a terminal; sign in if it asks for it.`;

/**
 * A `credential_process` that did not end well.
 * @param command its command line, to be kept out of the message
 * @param how e.g. `exit status 3`
 */
export function helperFailed(profile: string, command: string, how: string, stderr: string): FailureFacts {
  const words = lastWordsOfHelper(stderr, command);
  return {
    code: 'CredentialProcessFailed',
    message: `the credential_process of profile ${profile} failed (${how})${words === undefined ? '' : `: ${words}`}`,
    remedy: remedy(profile),
    cause: `profile ${profile}`,
  };
}

/** A `credential_process` that ended well, with something that is no credentials. @param why never its output */
export const helperUnusable = (profile: string, why: string): FailureFacts => ({
  code: 'CredentialProcessFailed',
  message: `the credential_process of profile ${profile} gave no usable credentials: ${why}`,
  remedy: remedy(profile),
  cause: `profile ${profile}`,
});
