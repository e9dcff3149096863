import type { CustomerError, SignIn } from '../result.ts';
import { withoutStep } from './customer-error.ts';

/** One thing that several customers failed by, told once and remedied once. */
export interface SharedCause {
  /** As in `CustomerError.cause`. */
  readonly cause: string;
  readonly code: string;
  /** One sentence without a customer in it, and without a full stop. */
  readonly message: string;
  readonly remedy: string;
  /** Two or more, in the order of the results. */
  readonly customerCodes: readonly string[];
  /** The sign-in that remedies it for all of them: of one SSO session any profile's will do. */
  readonly signIn?: SignIn;
}

/** A customer's result, of a query or of a check. */
interface Result {
  readonly customerCode: string;
  readonly error?: CustomerError;
}

/**
 * What several customers failed by together. Pure.
 * @param results in the metadata's order
 * @returns one for each cause that two or more customers have in common, in the order of their first customers
 */
export function sharedCauses(results: readonly Result[]): readonly SharedCause[] {
  const byCause = new Map<string, { readonly customerCode: string; readonly error: CustomerError }[]>();
  for (const { customerCode, error } of results) {
    if (error?.cause === undefined) continue;
    const others = byCause.get(error.cause);
    if (others === undefined) byCause.set(error.cause, [{ customerCode, error }]);
    else others.push({ customerCode, error });
  }
  return [...byCause].flatMap(([cause, failed]): SharedCause[] => {
    const [first] = failed;
    if (first === undefined || failed.length < 2) return [];
    const { code, signIn } = first.error;
    const remedied = signIn === undefined ? {} : { signIn };
    const errors = failed.map(({ error }) => error);
    const customerCodes = failed.map(({ customerCode }) => customerCode);
    return [{ cause, code, ...inOneVoice(cause, first.error, errors), customerCodes, ...remedied }];
  });
}

/** What is said of all of them: what the first said, unless they said different things. */
function inOneVoice(
  cause: string,
  first: CustomerError,
  errors: readonly CustomerError[],
): Pick<SharedCause, 'message' | 'remedy'> {
  const said = { message: withoutStep(first.message), remedy: first.remedy };
  if (errors.every(({ remedy }) => remedy === first.remedy)) return said;
  const session = /^sso-session (.+)$/.exec(cause)?.[1];
  if (session !== undefined && first.code === 'SsoSignInNeeded')
    return {
      message: `the sign-in of sso-session ${session} is missing or has expired`,
      remedy: `Run \`aws sso login --sso-session ${session}\`, then ask again.`,
    };
  return said;
}
