import type { SwitchesInput } from './graph/switches.ts';
import { parseScenario, type Scenario, type ScenarioInput } from './scenario.ts';

type CustomerInput = ScenarioInput['customers'][number];

/** One customer in short: everything but the code may be left out. */
export interface CustomerShorthand extends Partial<Omit<CustomerInput, 'code'>> {
  readonly code: string;
  /** Explicitly opted in to `aws-calendar`: that many made-up people of `<code>.example`, or these addresses. */
  readonly subscribers?: number | string[];
}

/** A scenario in short, for tests: `makeScenario({ customers: [{ code: 'a', subscribers: 3 }] })`. */
export interface ScenarioShorthand extends Partial<Omit<ScenarioInput, 'customers' | 'base'>> {
  /** How the calendar behaves. */
  readonly switches?: SwitchesInput;
  readonly base?: Partial<ScenarioInput['base']>;
  readonly customers: readonly CustomerShorthand[];
}

/**
 * Fills a short scenario in: account ids 111122220001 and on, region us-east-1, access by role, no delay, the topics
 * of the default scenario, pages of up to 1,000.
 * @throws Error with one sentence when what was given contradicts itself.
 */
export function makeScenario({ switches, ...short }: ScenarioShorthand): Scenario {
  const base = { accountId: '111122220000', region: 'us-east-1', userName: 'cloud-team' };
  return parseScenario({
    topics: { 'aws-calendar': 'OPT_OUT', 'aws-announce': 'OPT_IN' },
    ...short,
    graph: {
      signedInUser: 'cloud-team@meetings.example',
      ...short.graph,
      ...(switches === undefined ? {} : { switches }),
    },
    base: { ...base, ...short.base },
    customers: short.customers.map(customerOf),
  } satisfies ScenarioInput);
}

function customerOf({ subscribers, ...given }: CustomerShorthand, index: number): CustomerInput {
  const customer = {
    name: `Customer ${given.code.toUpperCase()}`,
    accountId: String(111122220001 + index),
    region: 'us-east-1',
    access: 'role' as const,
    ...given,
  };
  if (subscribers === undefined || subscribers === 0) return customer;
  if (typeof subscribers === 'number') {
    const many = { count: subscribers, domain: `${given.code}.example`, optedIn: ['aws-calendar'] };
    return { ...customer, generate: [...(given.generate ?? []), many] };
  }
  const already = given.optedIn?.['aws-calendar'] ?? [];
  return { ...customer, optedIn: { ...given.optedIn, 'aws-calendar': [...subscribers, ...already] } };
}
