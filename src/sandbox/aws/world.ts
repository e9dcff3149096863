import { randomUUID } from 'node:crypto';
import type { FaultBook } from '../fault.ts';
import type { Scenario, ScenarioCustomer } from '../scenario.ts';
import { accountsOf } from './account.ts';
import { contactListOf, withSubscribers, type ContactList } from './contacts.ts';
import { createIdentities } from './identity.ts';
import { createMfaDevices } from './mfa.ts';
import { createRateLimiter } from './rate-limit.ts';
import type { AwsWorld } from './service.ts';
import { createSignIns } from './sign-ins.ts';

/** Sets up the accounts of a scenario. `now` gives ms since the Unix epoch. */
export function createAwsWorld(scenario: Scenario, faults: FaultBook, now: () => number): AwsWorld {
  const accounts = accountsOf(scenario);
  const lists = new Map<string, ContactList>();
  const limiters = new Map<string, () => boolean>();
  const tokenSecret = randomUUID();
  const listOf = (customer: ScenarioCustomer): ContactList => {
    const list = lists.get(customer.code) ?? contactListOf(scenario, customer);
    lists.set(customer.code, list);
    return list;
  };
  return {
    scenario,
    accounts,
    identities: createIdentities(accounts, now),
    signIns: createSignIns(tokenSecret, now),
    mfa: createMfaDevices(),
    faults,
    now,
    tokenSecret,
    listOf,
    setSubscribers: (customer, topicName, emails) => {
      lists.set(customer.code, withSubscribers(listOf(customer), topicName, emails));
    },
    admits: (customer) => {
      const { requestsPerSecond, burst } = customer;
      if (requestsPerSecond === undefined) return true;
      const admits = limiters.get(customer.code) ?? createRateLimiter({ requestsPerSecond, burst }, now);
      limiters.set(customer.code, admits);
      return admits();
    },
  };
}
