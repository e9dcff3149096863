import type { ConfigLoad } from '../customers/index.ts';
import type { CustomerRecipientResult } from '../recipients/index.ts';
import { byCustomer } from './by-customer.ts';
import type { NamedCustomer } from './content.ts';

/** Customers with their names: those of the config as it is now, else those that an answer carried along. */
export function namedCustomers(
  codes: readonly string[],
  config: ConfigLoad,
  results: readonly CustomerRecipientResult[] = [],
): readonly NamedCustomer[] {
  const resultsOf = byCustomer(results);
  return codes.map((customerCode) => {
    const configured = config.kind === 'loaded' ? config.config.customers.get(customerCode) : undefined;
    const [answered] = resultsOf(customerCode);
    const customerName = configured?.customerName ?? answered?.customerName;
    return customerName === undefined ? { customerCode } : { customerCode, customerName };
  });
}
