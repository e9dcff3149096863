import { randomUUID } from 'node:crypto';
import type { FaultBook } from '../fault.ts';
import type { Scenario, ScenarioCustomer } from '../scenario.ts';
import { accountsOf } from './account.ts';
import { contactListOf, type ContactList } from './contacts.ts';
import { createIdentities } from './identity.ts';
import type { AwsWorld } from './service.ts';

/** Sets up the accounts of a scenario. `now` gives ms since the Unix epoch. */
export function createAwsWorld(scenario: Scenario, faults: FaultBook, now: () => number): AwsWorld {
  const accounts = accountsOf(scenario);
  const lists = new Map<string, ContactList>();
  const lastAdmittedMs = new Map<string, number>();
  return {
    scenario,
    accounts,
    identities: createIdentities(accounts, now),
    faults,
    now,
    tokenSecret: randomUUID(),
    listOf: (customer: ScenarioCustomer) => {
      const list = lists.get(customer.code) ?? contactListOf(scenario, customer);
      lists.set(customer.code, list);
      return list;
    },
    admits: (customer) => {
      if (customer.requestsPerSecond === undefined) return true;
      const last = lastAdmittedMs.get(customer.code) ?? -Infinity;
      if (now() - last < 1000 / customer.requestsPerSecond) return false;
      lastAdmittedMs.set(customer.code, now());
      return true;
    },
  };
}
