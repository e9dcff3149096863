import { addressKey } from './address.ts';
import type { AggregatedRecipient, AggregatedRecipients, CustomerRecipientResult } from './result.ts';

/**
 * Puts the customers' answers together: who is named, and by whom. Pure, and independent of the order in which the
 * customers answered.
 * @param topicName what was asked for
 * @param results in the metadata's order
 * @param timing wall time of the run in milliseconds
 * @returns `unique` holds each person once (by {@link addressKey}), trimmed, spelled as first seen in the metadata's
 * order, sorted by address; before restrictions and before invalid addresses are left out
 */
export function aggregateRecipients(
  topicName: string,
  results: readonly CustomerRecipientResult[],
  timing: { readonly durationMs: number },
): AggregatedRecipients {
  const people = new Map<string, { readonly email: string; readonly customerCodes: string[] }>();
  for (const { customerCode, recipients } of results) {
    for (const { email } of recipients) {
      const key = addressKey(email);
      const person = people.get(key);
      if (person === undefined) people.set(key, { email: email.trim(), customerCodes: [customerCode] });
      else if (!person.customerCodes.includes(customerCode)) person.customerCodes.push(customerCode);
    }
  }
  const unique: AggregatedRecipient[] = [...people.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1)) // by code unit: the same on every machine, whatever its language
    .map(([, person]) => person);
  const errors = results.filter((result) => result.error !== undefined).length;
  return {
    topicName,
    results,
    unique,
    successful: results.length - errors,
    errors,
    durationMs: timing.durationMs,
    sequentialMs: results.reduce((sum, result) => sum + result.durationMs, 0),
  };
}

/** How many different people one customer's answer names. */
export const countRecipients = (result: CustomerRecipientResult): number =>
  new Set(result.recipients.map(({ email }) => addressKey(email))).size;
