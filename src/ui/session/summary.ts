import * as l10n from '@vscode/l10n';
import type { CustomerProgress, SessionState } from './state.ts';

/** How many customers stand where. */
export interface Counts {
  readonly customers: number;
  readonly answered: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Neither answered, failed nor cancelled yet. */
  readonly open: number;
}

/** @returns the counts over a session's customers. */
export function countCustomers(customers: readonly CustomerProgress[]): Counts {
  const having = (status: CustomerProgress['status']): number =>
    customers.filter((customer) => customer.status === status).length;
  const answered = having('answered');
  const failed = having('failed');
  const cancelled = having('cancelled');
  return {
    customers: customers.length,
    answered,
    failed,
    cancelled,
    open: customers.length - answered - failed - cancelled,
  };
}

/**
 * The one line above the tree and in the status bar's tooltip, e.g.
 * `43 people · 28 of 30 customers answered · 2 failed · 1.4 s (one by one: 9.8 s)`.
 * @returns `''` for a session that was never asked
 */
export function summaryLine(state: SessionState): string {
  if (state.phase === 'idle' && state.restored !== true) return '';
  const counts = countCustomers(state.customers);
  const parts = [
    state.restored === true ? l10n.t('From {age}', { age: oldest(state) }) : undefined,
    people(state),
    counts.customers === 0
      ? undefined
      : l10n.t('{answered} of {customers} answered', {
          answered: counts.answered,
          customers: count(counts.customers, 'customer'),
        }),
    counts.failed === 0 ? undefined : l10n.t('{count} failed', { count: counts.failed }),
    counts.cancelled === 0 ? undefined : l10n.t('{count} cancelled', { count: counts.cancelled }),
    state.excluded.length === 0 ? undefined : l10n.t('{count} excluded', { count: state.excluded.length }),
    timing(state),
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(' · ');
  return state.phase === 'asking' ? l10n.t('Reading the file…') : (firstError(state) ?? '');
}

/** How old the oldest of the answers shown is, e.g. `3 hours ago`. */
function oldest(state: SessionState): string {
  return ago(Math.max(0, ...state.customers.map(({ ageMs }) => ageMs ?? 0)));
}

/** An age in ms as people say it: `just now`, `12 minutes ago`, `3 hours ago`, `2 days ago`. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return l10n.t('just now');
  if (minutes < 60) return l10n.t('{time} ago', { time: count(minutes, 'minute') });
  const hours = Math.floor(minutes / 60);
  return l10n.t('{time} ago', {
    time: hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day'),
  });
}

/** The first sentence about what is wrong, for a session whose last run failed. */
export function firstError(state: SessionState): string | undefined {
  const problems = state.preparation?.kind === 'failed' ? state.preparation.problems : [];
  return problems.find((problem) => problem.severity === 'error')?.message;
}

function people(state: SessionState): string | undefined {
  const preparation = state.preparation;
  return preparation?.kind === 'planned' ? count(preparation.plan.attendees.length, 'person') : undefined;
}

function timing(state: SessionState): string | undefined {
  const aggregated = state.preparation?.aggregated;
  if (aggregated === undefined) return undefined;
  return l10n.t('{time} (one by one: {sequential})', {
    time: seconds(aggregated.durationMs),
    sequential: seconds(aggregated.sequentialMs),
  });
}

/**
 * A duration in ms as people read it: `640 ms`, `1.4 s`, `2 min 5 s`. The invite room's `formatDuration` says the same,
 * but importing that room here would load it when the extension starts.
 */
export function seconds(ms: number): string {
  const whole = Math.round(ms);
  if (whole < 1000) return l10n.t('{count} ms', { count: whole });
  if (whole < 59_950) return l10n.t('{count} s', { count: (whole / 1000).toFixed(1) });
  const all = Math.round(whole / 1000);
  return l10n.t('{minutes} min {seconds} s', { minutes: Math.floor(all / 60), seconds: all % 60 });
}

/** What is counted for people. */
export type Noun =
  | 'person'
  | 'customer'
  | 'recipient'
  | 'address'
  | 'event'
  | 'minute'
  | 'hour'
  | 'day'
  | 'error'
  | 'more error'
  | 'other appointment';

/** @returns `1 person`, `43 people`, `1,204 customers`: a number with its noun in the right form. */
export function count(n: number, noun: Noun): string {
  const one = n === 1;
  const number = { count: n.toLocaleString('en-US') };
  switch (noun) {
    case 'person':
      return one ? l10n.t('1 person') : l10n.t('{count} people', number);
    case 'customer':
      return one ? l10n.t('1 customer') : l10n.t('{count} customers', number);
    case 'recipient':
      return one ? l10n.t('1 recipient') : l10n.t('{count} recipients', number);
    case 'address':
      return one ? l10n.t('1 address') : l10n.t('{count} addresses', number);
    case 'event':
      return one ? l10n.t('1 event') : l10n.t('{count} events', number);
    case 'minute':
      return one ? l10n.t('1 minute') : l10n.t('{count} minutes', number);
    case 'hour':
      return one ? l10n.t('1 hour') : l10n.t('{count} hours', number);
    case 'day':
      return one ? l10n.t('1 day') : l10n.t('{count} days', number);
    case 'error':
      return one ? l10n.t('1 error') : l10n.t('{count} errors', number);
    case 'more error':
      return one ? l10n.t('1 more error') : l10n.t('{count} more errors', number);
    case 'other appointment':
      return one ? l10n.t('1 other appointment') : l10n.t('{count} other appointments', number);
  }
}
