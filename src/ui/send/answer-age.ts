import * as l10n from '@vscode/l10n';
import type { InvitePlan } from '../../invite/index.ts';
import { addressKey, type CustomerRecipientResult } from '../../recipients/index.ts';
import { ago, count } from '../session/summary.ts';

/**
 * Customers whose answers a plan builds on although they are older than a person wants them to be.
 * @param nowEpochMs milliseconds since the Unix epoch
 * @param maxAgeMs milliseconds
 * @returns their codes, in the results' order
 */
export function customersToAskAgain(
  results: readonly CustomerRecipientResult[],
  nowEpochMs: number,
  maxAgeMs: number,
): readonly string[] {
  return results
    .filter(
      ({ error, answeredAt }) =>
        error === undefined && answeredAt !== undefined && nowEpochMs - answeredAt > maxAgeMs,
    )
    .map(({ customerCode }) => customerCode);
}

/**
 * How old the oldest answer of a plan is, for a person: `just now`, `12 minutes ago`.
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function answersAge(results: readonly CustomerRecipientResult[], nowEpochMs: number): string {
  const ages = results.flatMap(({ error, answeredAt }) =>
    error === undefined && answeredAt !== undefined ? [nowEpochMs - answeredAt] : [],
  );
  return ago(Math.max(0, ...ages));
}

/** A modal does not scroll everywhere. */
const MAX_NAMED = 5;

/**
 * Who came and who went between two plans of a meeting, for the question before a send.
 * @param asked how many customers were asked again
 */
export function planDifferences(before: InvitePlan, after: InvitePlan, asked: number): string {
  const first = l10n.t('The answers of {customers} were old, so they were asked again.', {
    customers: count(asked, 'customer'),
  });
  const came = beyond(after, before);
  const went = beyond(before, after);
  const lines = [
    came.length === 0 ? undefined : l10n.t('Now invited as well: {people}', { people: named(came) }),
    went.length === 0 ? undefined : l10n.t('No longer invited: {people}', { people: named(went) }),
    ...newlyMissing(before, after),
  ].filter((line) => line !== undefined);
  return [first, ...(lines.length === 0 ? [l10n.t('Nobody came or went.')] : lines)].join('\n');
}

function beyond(plan: InvitePlan, other: InvitePlan): readonly string[] {
  const known = new Set(other.attendees.map(({ email }) => addressKey(email)));
  return plan.attendees.filter(({ email }) => !known.has(addressKey(email))).map(({ email }) => email);
}

function named(people: readonly string[]): string {
  const names = people.slice(0, MAX_NAMED).join(', ');
  const more = people.length - MAX_NAMED;
  return more > 0 ? l10n.t('{names} and {count} more', { names, count: more }) : names;
}

function newlyMissing(before: InvitePlan, after: InvitePlan): readonly string[] {
  const codes = (plan: InvitePlan): readonly string[] =>
    plan.completeness.kind === 'complete'
      ? []
      : plan.completeness.missing.map(({ customerCode }) => customerCode);
  const known = new Set(codes(before));
  const missing = codes(after).filter((code) => !known.has(code));
  return missing.length === 0
    ? []
    : [l10n.t('No answer this time: {customers}', { customers: missing.join(', ') })];
}
