import type { PlanComparison } from './compare-plan.ts';
import { wallTime } from './instant.ts';
import type { AddedPerson, KeptPerson, RemovedPerson } from './merge.ts';

/** How a comparison is told. */
export interface DifferenceLineOptions {
  /** `counted` for logs: no line holds an address. */
  readonly addresses: 'listed' | 'counted';
  /** Whether the first line gives the totals, worded as a send's own line. */
  readonly totals: boolean;
}

const REMOVED: Readonly<Record<RemovedPerson['reason'], string>> = {
  unsubscribed: 'answered without them',
  'taken off': 'by decision',
};

const KEPT: Readonly<Record<KeptPerson['reason'], string>> = {
  failed: 'the customer did not answer',
  'left out': 'left out of this run',
  'not in file': 'the file no longer names the customer',
  'by hand': 'added on the calendar by hand',
};

/**
 * What a send would change on the calendar, line by line: the totals, then who comes, goes and stays by customer, then
 * what else changes. Of a meeting that is not there yet only the totals, since everybody is listed with the plan.
 */
export function differenceLines(
  comparison: PlanComparison,
  options: DifferenceLineOptions,
): readonly string[] {
  if (comparison.kind === 'several') return [];
  const { added, removed, kept } = comparison.attendees;
  const totals = options.totals ? [`👥 Attendees: ${added.length} added, ${removed.length} removed`] : [];
  if (comparison.kind === 'new') return totals;
  return [
    ...totals,
    ...byCustomer('➕', 'added', added, options),
    ...Object.entries(REMOVED).flatMap(([reason, why]) =>
      byCustomer(
        '➖',
        `removed (${why})`,
        removed.filter((person) => person.reason === reason),
        options,
      ),
    ),
    ...Object.entries(KEPT).flatMap(([reason, why]) =>
      byCustomer(
        '📌',
        `kept (${why})`,
        kept.filter((person) => person.reason === reason),
        options,
      ),
    ),
    ...fieldLines(comparison),
  ];
}

/** One line a customer; somebody of several stands with all of them together. */
function byCustomer(
  sign: string,
  what: string,
  people: readonly AddedPerson[],
  { addresses }: DifferenceLineOptions,
): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { email, customerCodes } of people) {
    const of = [...customerCodes].sort().join(', ') || 'no customer';
    groups.set(of, [...(groups.get(of) ?? []), email]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([of, emails]) => {
      const names = addresses === 'listed' ? `: ${emails.join(', ')}` : '';
      return `   ${sign} ${of}: ${emails.length === 1 ? '1 person' : `${emails.length} people`} ${what}${names}`;
    });
}

function fieldLines(comparison: Extract<PlanComparison, { kind: 'there' }>): readonly string[] {
  const { subject, when, location, hideAttendees, body, newEvents, plan } = comparison;
  const time = ({ startMs, endMs }: { readonly startMs?: number; readonly endMs?: number }): string =>
    startMs === undefined || endMs === undefined
      ? 'a time that could not be read'
      : `${wallTime(startMs, plan.start.timeZone)} to ${wallTime(endMs, plan.start.timeZone)}`;
  const seen = (hidden: boolean): string => (hidden ? 'hidden from each other' : 'see each other');
  return [
    ...(subject === undefined ? [] : [`   ✏️  Subject: "${subject.before}" → "${subject.after}"`]),
    ...(when === undefined ? [] : [`   ✏️  When: ${time(when.before)} → ${time(when.after)}`]),
    ...(location === undefined ? [] : [`   ✏️  Where: "${location.before}" → "${location.after}"`]),
    ...(hideAttendees === undefined
      ? []
      : [`   ✏️  Attendees: ${seen(hideAttendees.before)} → ${seen(hideAttendees.after)}`]),
    ...(body === undefined
      ? []
      : [`   ✏️  Text: ${body.removed.length} lines go, ${body.added.length} lines come`]),
    ...(newEvents === 0 ? [] : [`   ✂️  Events: ${newEvents} more`]),
  ];
}
