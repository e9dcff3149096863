import type { CustomerProgress, SessionState } from './state.ts';

/** A customer of the meeting that the person took out of it: not asked, so it neither adds nor removes anybody. */
export interface ExcludedCustomer {
  readonly customerCode: string;
  /** As it was known before, since nobody asks for it now. */
  readonly customerName?: string;
}

/**
 * The session's excluded customers with these as well.
 * @param codes customer codes; those that are excluded already are not added twice
 */
export function withExcluded(
  state: Pick<SessionState, 'excluded' | 'customers'>,
  codes: readonly string[],
): readonly ExcludedCustomer[] {
  const added = new Set(codes.filter((code) => !isExcluded(state, code)));
  const known = new Map(state.customers.map((customer) => [customer.customerCode, customer]));
  return [
    ...state.excluded,
    ...[...added].map((customerCode) => {
      const customerName = known.get(customerCode)?.customerName;
      return { customerCode, ...(customerName === undefined ? {} : { customerName }) };
    }),
  ];
}

/** The session's excluded customers without these. */
export function withoutExcluded(
  { excluded }: Pick<SessionState, 'excluded'>,
  codes: readonly string[],
): readonly ExcludedCustomer[] {
  return excluded.filter(({ customerCode }) => !codes.includes(customerCode));
}

/** Whether the person took this customer out. */
export function isExcluded({ excluded }: Pick<SessionState, 'excluded'>, code: string): boolean {
  return excluded.some(({ customerCode }) => customerCode === code);
}

/** The customers that take part, in their order. */
export function notExcluded(
  excluded: readonly ExcludedCustomer[],
  customers: readonly CustomerProgress[],
): readonly CustomerProgress[] {
  const out = new Set(excluded.map(({ customerCode }) => customerCode));
  return customers.filter(({ customerCode }) => !out.has(customerCode));
}
