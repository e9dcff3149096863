/** Several customers that were answered by one and the same account. */
export interface SharedAccount {
  /** 12 digits; absent where only the access key is known to be the same. */
  readonly accountId?: string;
  /** Two or more, in the order of the results. */
  readonly customerCodes: readonly string[];
}

/** What a customer's result, of a query or of a check, says of who answered. */
interface Result {
  readonly customerCode: string;
  readonly error?: unknown;
  readonly accountId?: string;
  readonly signedInAs?: string;
}

/**
 * Which customers were answered by the same account: by its id where that is known, else by the access key. Pure.
 * @param results failed ones do not count
 * @returns in the order of their first customers
 */
export function sharedAccounts(results: readonly Result[]): readonly SharedAccount[] {
  const answered = results.filter(({ error }) => error === undefined);
  const accountOfKey = new Map(
    answered.flatMap(({ signedInAs, accountId }) =>
      signedInAs === undefined || accountId === undefined ? [] : [[signedInAs, accountId] as const],
    ),
  );
  const groups = new Map<
    string,
    { readonly accountId: string | undefined; readonly customerCodes: string[] }
  >();
  for (const { customerCode, accountId: own, signedInAs } of answered) {
    const accountId = own ?? (signedInAs === undefined ? undefined : accountOfKey.get(signedInAs));
    const who = accountId ?? signedInAs;
    if (who === undefined) continue;
    const group = groups.get(who) ?? { accountId, customerCodes: [] };
    groups.set(who, group);
    group.customerCodes.push(customerCode);
  }
  return [...groups.values()].flatMap(({ accountId, customerCodes }) =>
    customerCodes.length < 2 ? [] : [{ ...(accountId === undefined ? {} : { accountId }), customerCodes }],
  );
}
