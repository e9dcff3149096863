import { createHash } from 'node:crypto';
import { NOBODY_BY_HAND, planFingerprint, type InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';

/** A plan to one person, to see what would arrive. */
export interface TestPlan extends InvitePlan {
  readonly test: true;
}

/** Whether a plan is a test, which takes nothing that is on the calendar for itself but its own event. */
export function isTest(plan: InvitePlan): boolean {
  return 'test' in plan && plan.test === true;
}

/** What a test's subject begins with. */
const TEST_MARK = '[TEST]';

/**
 * The same plan to one person alone, to see what would arrive: subject marked, under a key of its own for each such
 * person, so that it never touches the meeting itself nor is taken for it. Nobody is missing from a test.
 * @param address a valid mail address
 */
export function testPlan(plan: InvitePlan, address: string): TestPlan {
  const email = address.trim();
  const name = JSON.stringify(['test', plan.key, addressKey(email)]);
  const subject = `${TEST_MARK} ${plan.subject}`;
  const attendees = [{ email, customerCodes: [] }];
  const test: TestPlan = {
    ...plan,
    byHand: NOBODY_BY_HAND,
    key: createHash('sha256').update(name, 'utf8').digest('hex'),
    subject,
    attendees,
    excluded: [],
    parts: [{ number: 1, subject, attendees }],
    completeness: { kind: 'complete' },
    test: true,
  };
  return { ...test, fingerprint: planFingerprint(test) };
}
