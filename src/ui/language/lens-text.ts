import * as l10n from '@vscode/l10n';
import { countCustomers } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { LastAnswers } from './last-answers.ts';

/** What a lens says of the last result, e.g. `12 recipients, 1 customer failed, 14:02`. @param time when, short */
export function resultText({ people, failed }: Pick<LastAnswers, 'people' | 'failed'>, time: string): string {
  if (failed === 0) {
    return people === 1
      ? l10n.t('1 recipient, {time}', { time })
      : l10n.t('{people} recipients, {time}', { people, time });
  }
  if (failed === 1) {
    return people === 1
      ? l10n.t('1 recipient, 1 customer failed, {time}', { time })
      : l10n.t('{people} recipients, 1 customer failed, {time}', { people, time });
  }
  return people === 1
    ? l10n.t('1 recipient, {failed} customers failed, {time}', { failed, time })
    : l10n.t('{people} recipients, {failed} customers failed, {time}', { people, failed, time });
}

/** What a lens says while a run is under way or could not begin; `undefined` where the last result says more. */
export function runText({ phase, customers, preparation }: SessionState): string | undefined {
  if (phase === 'asking') {
    const { customers: total, open } = countCustomers(customers);
    if (total === 0) return l10n.t('Reading the file…');
    return l10n.t('{answered} of {total} customers answered…', { answered: total - open, total });
  }
  if (phase === 'sending') return l10n.t('Sending…');
  return phase === 'failed' && preparation?.aggregated === undefined ? l10n.t('Query failed') : undefined;
}

/** The clock's time, and the day where it is not today's. */
export function shortTime(epochMs: number, nowEpochMs: number, language: string): string {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', day: 'numeric' });
  const isToday = day.format(epochMs) === day.format(nowEpochMs);
  return isToday ? time.format(epochMs) : `${day.format(epochMs)}, ${time.format(epochMs)}`;
}
