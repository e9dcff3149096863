import type { Profile } from '../profile.ts';
import type { Scenario, ScenarioCustomer } from '../scenario.ts';

/** Access keys of an AWS account's user. The secrets say what they are: nothing here opens a real account. */
export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One AWS account of the sandbox. `customer` is absent for the cloud team's own. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly userArn: string;
  readonly keys: StaticKeys;
  /** Roles that IAM Identity Center gives the cloud team here. */
  readonly ssoRoles: readonly string[];
  readonly profile: Profile;
  readonly customer?: ScenarioCustomer;
}

/** Every account of a scenario, the cloud team's own first. */
export function accountsOf(scenario: Scenario): readonly Account[] {
  const { base } = scenario;
  return [
    {
      accountId: base.accountId,
      region: base.region,
      userArn: `arn:aws:iam::${base.accountId}:user/${base.userName}`,
      keys: keysOf(base.accountId),
      ssoRoles: base.ssoRoles,
      profile: base.profile,
    },
    ...scenario.customers.map((customer) => ({
      accountId: customer.accountId,
      region: customer.region,
      userArn: `arn:aws:iam::${customer.accountId}:user/contact-reader`,
      keys: keysOf(customer.accountId),
      ssoRoles: customer.ssoRoles,
      profile: customer.profile,
      customer,
    })),
  ];
}

/** The ARN of the role through which the base account reads a customer's contacts. */
export function roleArn(customer: Pick<ScenarioCustomer, 'accountId' | 'roleName'>): string {
  return `arn:aws:iam::${customer.accountId}:role/${customer.roleName}`;
}

/** The same keys for the same account every time, so that files written once stay good. */
function keysOf(accountId: string): StaticKeys {
  return {
    accessKeyId: `AKIASANDBOX${accountId.slice(-9)}`,
    secretAccessKey: `sandbox/not-a-real-secret/${accountId}`,
  };
}
