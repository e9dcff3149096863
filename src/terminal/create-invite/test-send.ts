import { testPlan } from '../../calendar/index.ts';
import type { InvitePlan, Preparation } from '../../invite/index.ts';
import type { Output } from '../output/output.ts';

/** What is sent, and what is told of it. */
export interface TestOrNot {
  readonly plan: InvitePlan;
  readonly preparation: Preparation;
}

/**
 * With `--test-recipient` the plan to that address alone, and says so; else everything as it is. Fingerprint, missing
 * customers and who is left out are told of the plan that the test stands for: `--confirm` means that one.
 */
export function asTest(
  preparation: Preparation,
  plan: InvitePlan,
  address: string | undefined,
  output: Output,
): TestOrNot {
  if (address === undefined) return { plan, preparation };
  const test = testPlan(plan, address);
  const people = plan.attendees.length === 1 ? '1 person' : `${plan.attendees.length} people`;
  output.line(
    `🧪 Test: "${test.subject}" goes to the test recipient alone, not to the ${people} above; the meeting itself is not touched`,
  );
  if (preparation.kind !== 'planned') return { plan: test, preparation };
  const { fingerprint, completeness, excluded } = plan;
  return {
    plan: test,
    preparation: { ...preparation, plan: { ...test, fingerprint, completeness, excluded } },
  };
}
