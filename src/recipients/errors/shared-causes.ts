import type { CustomerError, SharedFailure, SignIn } from '../result.ts';

/** One thing that several customers failed by, told once and remedied once. */
export interface SharedCause extends SharedFailure {
  /** As in `CustomerError.cause`, or `caller …` for credentials that no role lets in. */
  readonly cause: string;
  readonly code: string;
  /** Two or more, in the order of the results. */
  readonly customerCodes: readonly string[];
  /** The sign-in that remedies it for all of them: of one SSO session any profile's will do. */
  readonly signIn?: SignIn;
}

/** A customer's result, of a query or of a check. */
interface Result {
  readonly customerCode: string;
  readonly error?: CustomerError;
  /** As in `CustomerRecipientResult`. */
  readonly assumedBy?: string;
}

/** Customers of one cause so far. */
interface Group extends SharedFailure {
  readonly cause: string;
  readonly errors: CustomerError[];
}

/**
 * What several customers failed by together. Pure. Customers are only put together where the same sentence is true of all
 * of them: those of one cause that failed in different ways are told apart.
 * @param results in the metadata's order
 * @returns one for each cause that two or more customers have in common, in the order of their first customers
 */
export function sharedCauses(results: readonly Result[]): readonly SharedCause[] {
  const letIn = new Set(results.map(({ assumedBy }) => assumedBy));
  const groups = new Map<string, Group>();
  for (const { error } of results) {
    const cause = error === undefined ? undefined : causeOf(error, letIn);
    if (error === undefined || cause === undefined) continue;
    const { message, remedy } = error.shared ?? error;
    const key = JSON.stringify([cause, error.code, message, remedy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cause, message, remedy, errors: [error] });
    else group.errors.push(error);
  }
  return [...groups.values()].flatMap(({ errors, ...said }): SharedCause[] => {
    const [first] = errors;
    if (first === undefined || errors.length < 2) return [];
    const { code, signIn } = first;
    const customerCodes = errors.map(({ customerCode }) => customerCode);
    return [{ ...said, code, customerCodes, ...(signIn === undefined ? {} : { signIn }) }];
  });
}

/** A caller that some role let in is not what the others failed by: those have to trust it. */
function causeOf(
  { cause, refusedCaller }: CustomerError,
  letIn: ReadonlySet<string | undefined>,
): string | undefined {
  const isRefusedByAll = refusedCaller !== undefined && !letIn.has(refusedCaller);
  return isRefusedByAll ? `caller ${refusedCaller}` : cause;
}
