import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCustomerConfig } from '../../src/customers/index.ts';
import { customerConfigSteps } from '../../src/customers/parse-customer-config.ts';

/** An entry with all that the Go tool writes into one: nearly a thousand characters. */
function entry(code: string, account: string) {
  return {
    customer_code: code,
    customer_name: `Customer ${code} of the organization`,
    region: 'us-east-1',
    ses_role_arn: `arn:aws:iam::${account}:role/contact-manager-ses-role`,
    environment: 'production',
    sqs_queue_arn: `arn:aws:sqs:us-east-1:${account}:contact-manager-${code}`,
    aws_account_id: account,
    identity_center_role_arn: 'arn:aws:iam::111122223333:role/identity-center-reader',
    deliverability_sns_topic_arn: `arn:aws:sns:us-east-1:${account}:ses-deliverability`,
    dkim_tokens: ['a', 'b', 'c'].map((letter) => letter.repeat(32)),
    verification_token: 'v'.repeat(44),
    restricted_recipients: [`first@${code}.example`, `second@${code}.example`],
  };
}
const config = (count: number) => {
  const codes = Array.from({ length: count }, (_, index) => `c${String(index).padStart(5, '0')}`);
  const entries = codes.map((code, index) => [code, entry(code, String(100_000_000_000 + index))] as const);
  return JSON.stringify({ customer_mappings: Object.fromEntries(entries) }, undefined, 2);
};

describe('a config.json of ten thousand customers', () => {
  it('is read, in many steps', () => {
    const text = config(10_000);
    assert.ok(text.length > 9_000_000);
    const steps = customerConfigSteps(text, 'config.json');
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count++;
    assert.equal(step.value.config?.customers.size, 10_000);
    assert.deepEqual(step.value.problems, []);
    assert.ok(count > 100, `${count} steps`);
  });

  it('is refused in words above what anybody has', () => {
    const [problem] = parseCustomerConfig(`{"x": "${'x'.repeat(16_000_000)}"}`, 'config.json').problems;
    assert.equal(problem?.code, 'FileTooLarge');
    assert.match(problem.message, /at most 16,000,000 are read/);
  });
});
