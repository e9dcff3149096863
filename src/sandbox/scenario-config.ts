import { roleArn } from './aws/account.ts';
import type { Scenario } from './scenario.ts';

/** A customer as config.json has it (upstream's keys). */
export interface ConfigCustomer {
  readonly customer_code: string;
  readonly customer_name: string;
  readonly region: string;
  readonly ses_role_arn?: string;
  readonly aws_profile?: string;
  readonly aws_account_id?: string;
  readonly restricted_recipients?: readonly string[];
}

/**
 * The config.json of a team that looks after the scenario's customers: a role's ARN for those reached by role, the
 * profile `<code>` for the others. `JSON.stringify` it to have the file.
 */
export function configForScenario(scenario: Scenario): {
  readonly aws_region: string;
  readonly email_config: { readonly meeting_organizer: string };
  readonly customer_mappings: Readonly<Record<string, ConfigCustomer>>;
} {
  const customers = scenario.customers.map((customer): [string, ConfigCustomer] => [
    customer.code,
    {
      customer_code: customer.code,
      customer_name: customer.name,
      region: customer.region,
      ...(customer.access === 'role'
        ? { ses_role_arn: roleArn(customer) }
        : { aws_profile: customer.code, aws_account_id: customer.accountId }),
      ...(customer.restrictedRecipients.length > 0
        ? { restricted_recipients: customer.restrictedRecipients }
        : {}),
    },
  ]);
  return {
    aws_region: scenario.base.region,
    email_config: { meeting_organizer: scenario.graph.signedInUser },
    customer_mappings: Object.fromEntries(customers),
  };
}
